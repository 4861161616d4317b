import type { Phase } from '@second-story/meeting'
import type { ReactNode } from 'react'
import styles from './PhaseHeading.module.css'
import { phaseTitles } from './phaseTitles.ts'

/** The one h1 of the room, with what the phase is for; and to its right what belongs to the whole phase. */
export function PhaseHeading({ phase, children }: { phase: Phase; children?: ReactNode }) {
  const { title, purpose } = phaseTitles[phase]
  return (
    <header className={styles['heading']}>
      <div>
        <h1 className={styles['title']}>{title}</h1>
        <p className={styles['purpose']}>{purpose}</p>
      </div>
      {children ? <div className={styles['aside']}>{children}</div> : null}
    </header>
  )
}
