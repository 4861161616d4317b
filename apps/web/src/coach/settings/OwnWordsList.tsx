import { useId } from 'react'
import { useStore } from 'zustand'
import { trapNames } from '../trapNames.ts'
import styles from './CoachSettings.module.css'
import { organisationWords } from './organisationWords.ts'

/** What the operator has added and allowed, to be read: it is the same for everybody on this server. */
export function OwnWordsList() {
  const { allow, extraWords } = useStore(organisationWords)
  const heading = useId()
  const isEmpty = allow.length + extraWords.length === 0
  return (
    <section className={styles['section']} aria-labelledby={heading}>
      <h3 className={styles['title']} id={heading}>
        Your organisation’s own words
      </h3>
      {isEmpty ? (
        <p className={styles['hint']}>There are none. Whoever runs this server can add phrases, or allow them.</p>
      ) : (
        <dl className={styles['words']}>
          {extraWords.length === 0 ? null : (
            <div>
              <dt>It also asks about</dt>
              {extraWords.map(({ phrase, trap }) => (
                <dd key={`${trap} ${phrase}`}>
                  “{phrase}” <span className={styles['hint']}>{trapNames[trap].name}</span>
                </dd>
              ))}
            </div>
          )}
          {allow.length === 0 ? null : (
            <div>
              <dt>It never asks about</dt>
              {allow.map((phrase) => (
                <dd key={phrase}>“{phrase}”</dd>
              ))}
            </div>
          )}
        </dl>
      )}
    </section>
  )
}
