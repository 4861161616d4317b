import { useAgenda, useAll, useMeeting } from '../../connection/useMeeting.ts'
import { Button } from '../../design/Button.tsx'
import { ImportButton } from '../ImportButton.tsx'
import { lookAt } from '../roomView.ts'
import styles from './DraftPhase.module.css'

/** The way to the rows that are known before the meeting, typed or taken from what was written at the time. */
export function KnownTimeline() {
  const { phase } = useAgenda()
  const count = useAll(useMeeting().timeline).length
  return (
    <section className={styles['knownTimeline']} aria-labelledby="draft-timeline">
      <h2 id="draft-timeline">Known timeline</h2>
      <p className={styles['soft']}>
        {count === 0
          ? 'What happened when, as far as anybody knows. A few rows help; a chat or an export can bring most of them.'
          : `${count === 1 ? '1 row is' : `${count} rows are`} there. The meeting goes through them and adds what is missing.`}
      </p>
      <div className={styles['actions']}>
        <Button onClick={() => lookAt('timeline', phase)}>{count === 0 ? 'Write rows' : 'Open the timeline'}</Button>
        <ImportButton />
      </div>
    </section>
  )
}
