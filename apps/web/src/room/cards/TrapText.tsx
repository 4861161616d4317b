import type { Trap } from '@second-story/coach'
import styles from './cardText.module.css'

/** A trap’s card, short enough to be read aloud: what it sounds like, why it leads away, what to ask instead. */
export function TrapText({ trap, hasName = true }: { trap: Trap; hasName?: boolean }) {
  return (
    <div className={styles['trap']}>
      {hasName ? <p className={styles['name']}>{trap.name}</p> : null}
      <p className={styles['sounds']}>{trap.soundsLike.map((words) => `“${words}”`).join(' ')}</p>
      <p className={styles['why']}>{trap.why}</p>
      <div>
        <p className={styles['label']}>Ask instead</p>
        <ul className={styles['questions']}>
          {trap.askInstead.map((question) => (
            <li key={question}>{question}</li>
          ))}
        </ul>
      </div>
      <p className={styles['source']}>{trap.source}</p>
    </div>
  )
}
