import { traps } from '@second-story/coach'
import { setRoomView } from '../roomView.ts'
import styles from './CausesPhase.module.css'

/** The traps of this phase, each by what it sounds like; a press opens its card. */
export function TrapShelf() {
  return (
    <section className={styles['shelf']} aria-labelledby="traps-here">
      <h2 className={styles['shelfTitle']} id="traps-here">
        Because we know how it ended
      </h2>
      <p className={styles['shelfText']}>These are easy to step into from here. When you hear one, ask the other question.</p>
      <ul className={styles['traps']} role="list">
        {traps.map((trap) => (
          <li key={trap.id}>
            <button type="button" className={styles['trap']} onClick={() => setRoomView({ trap: trap.id })}>
              <span className={styles['trapName']}>{trap.name}</span>
              <span className={styles['trapSound']}>“{trap.soundsLike[0]}”</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
