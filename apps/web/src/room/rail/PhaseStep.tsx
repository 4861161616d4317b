import type { Phase } from '@second-story/meeting'
import { useAgenda } from '../../connection/useMeeting.ts'
import { VisuallyHidden } from '../../design/VisuallyHidden.tsx'
import { clockText, spentMsIn } from '../phaseClock.ts'
import { phaseTitles } from '../phaseTitles.ts'
import { lookAt } from '../roomView.ts'
import { useNow } from '../useNow.ts'
import styles from './AgendaRail.module.css'

interface PhaseStepProps {
  phase: Phase
  roomPhase: Phase
  shownPhase: Phase
}

/** A phase of the agenda with its minutes. Pressing it looks there, and moves nobody else. */
export function PhaseStep({ phase, roomPhase, shownPhase }: PhaseStepProps) {
  const isRoom = phase === roomPhase
  const isShown = phase === shownPhase
  return (
    <button
      type="button"
      className={styles['phase']}
      aria-current={isRoom ? 'step' : undefined}
      data-shown={isShown}
      onClick={() => lookAt(phase, roomPhase)}
    >
      <span className={styles['title']}>{phaseTitles[phase].title}</span>
      {isShown && !isRoom ? <span className={styles['here']}>you look here</span> : null}
      <Minutes phase={phase} />
    </button>
  )
}

function Minutes({ phase }: { phase: Phase }) {
  const agenda = useAgenda()
  const now = useNow()
  const budget = agenda.minutes[phase]
  const spent = Math.floor(spentMsIn(agenda, phase, now) / 60_000)
  const clock = clockText(spentMsIn(agenda, phase, now), budget)
  if (clock === null) return null
  return (
    <span className={styles['minutes']} data-over={clock.isOver}>
      <span aria-hidden>{spent > 0 ? `${spent}/${budget}` : budget}</span>
      <VisuallyHidden>
        , {spent > 0 ? `${spent} of ` : ''}
        {budget} minutes
      </VisuallyHidden>
    </span>
  )
}
