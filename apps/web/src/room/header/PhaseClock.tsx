import { meetingPhases } from '@second-story/meeting'
import { useAgenda } from '../../connection/useMeeting.ts'
import { VisuallyHidden } from '../../design/VisuallyHidden.tsx'
import { clockText, spentMsIn } from '../phaseClock.ts'
import { phaseTitles } from '../phaseTitles.ts'
import { useNow } from '../useNow.ts'
import styles from './PhaseClock.module.css'

/** Where the room is, and how much of the phase’s time is spent. It informs; nothing happens when it runs out. */
export function PhaseClock() {
  const agenda = useAgenda()
  const now = useNow()
  const place = meetingPhases.findIndex((phase) => phase === agenda.phase) + 1
  const clock = clockText(spentMsIn(agenda, agenda.phase, now), agenda.minutes[agenda.phase])
  return (
    <p className={styles['place']}>
      <span>
        {place > 0 ? `${place} of ${meetingPhases.length} · ` : ''}
        {phaseTitles[agenda.phase].title}
      </span>
      {clock === null ? null : (
        <span className={styles['clock']} data-over={clock.isOver} role="timer" aria-live="off">
          <VisuallyHidden>Time of this phase: </VisuallyHidden>
          {clock.text}
        </span>
      )}
    </p>
  )
}
