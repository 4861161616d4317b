import { memo } from 'react'
import type { Compared, ComparedPart, Difference } from './differences.ts'
import { PastText } from './PastText.tsx'
import type { Item } from './parts.ts'
import styles from './PartList.module.css'

interface PartListProps {
  parts: readonly ComparedPart[]
  isLoading: boolean
  /** Said where there is nothing to show. */
  none: string
  onSaid: (said: string) => void
}

/** The board of a moment, read only. Whatever differs from now says how, in words. */
export const PartList = memo(function PartList({ parts, isLoading, none, onSaid }: PartListProps) {
  return (
    // Scrolled by keyboard too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
    <div className={styles['parts']} role="group" aria-label="The board" tabIndex={0} aria-busy={isLoading}>
      {parts.length === 0 ? <p className={styles['none']}>{none}</p> : null}
      {parts.map(({ key, title, items }) => (
        <section key={key} className={styles['part']} aria-labelledby={`history-${key}`}>
          <h4 id={`history-${key}`} className={styles['title']}>
            {title}
          </h4>
          <ul className={styles['items']} role="list">
            {items.map((compared) => (
              <ComparedItem key={compared.item.key} compared={compared} part={title} onSaid={onSaid} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
})

/** Told by sign and word; the colour is only a third. */
const signs: Readonly<Record<Exclude<Difference, 'same'>, { readonly sign: string; readonly words: string }>> = {
  added: { sign: '+', words: 'Added since' },
  gone: { sign: '−', words: 'Not there any more' },
  changed: { sign: '~', words: 'Changed since' },
}

interface ComparedItemProps {
  compared: Compared
  part: string
  onSaid: (said: string) => void
}

function ComparedItem({ compared: { item, difference, now }, part, onSaid }: ComparedItemProps) {
  return (
    <li className={styles['item']} data-difference={difference}>
      {difference === 'same' ? null : (
        <p className={styles['difference']} data-difference={difference}>
          <span className={styles['sign']} aria-hidden>
            {signs[difference].sign}
          </span>
          {signs[difference].words}
        </p>
      )}
      <ItemText item={item} part={part} onSaid={onSaid} />
      {now === null ? null : (
        <details className={styles['now']}>
          <summary>As it is now</summary>
          <ItemText item={now} part={`${part}, now`} onSaid={onSaid} />
        </details>
      )}
    </li>
  )
}

function ItemText({ item: { label, facts, texts }, part, onSaid }: { item: Item; part: string; onSaid: (said: string) => void }) {
  return (
    <>
      {label === null ? null : <p className={styles['label']}>{label}</p>}
      {facts.length === 0 ? null : <p className={styles['facts']}>{facts.join(' · ')}</p>}
      {/* Texts of an item have no identity of their own, and are drawn without state. */}
      {texts.map((text, place) => (
        <PastText key={place} text={text} of={label ?? part} onSaid={onSaid} />
      ))}
    </>
  )
}
