import { meetingPhases, type Phase, phases } from '@second-story/meeting'
import { lazy, Suspense, useState } from 'react'
import { useAgenda, useIsFacilitator } from '../../connection/useMeeting.ts'
import { Button } from '../../design/Button.tsx'
import { loadAgenda } from '../openAgenda.ts'
import styles from './AgendaRail.module.css'
import { PhaseStep } from './PhaseStep.tsx'
import { ShowTheRoom } from './ShowTheRoom.tsx'
import { Steering } from './Steering.tsx'

const AgendaDialog = lazy(loadAgenda)

interface RailProps {
  roomPhase: Phase
  shownPhase: Phase
}

/** The agenda: where the room is, where one may look, and for facilitators what moves everybody. */
export function AgendaRail(shown: RailProps) {
  const { steps } = useAgenda()
  const isFacilitator = useIsFacilitator()
  const others = phases.filter((phase) => !steps.includes(phase))
  return (
    <div className={styles['rail']}>
      <Phases of={steps} {...shown} />
      {others.length > 0 ? (
        <details
          className={styles['others']}
          open={others.includes(shown.roomPhase) || others.includes(shown.shownPhase) || undefined}
        >
          <summary>Not on the agenda ({others.length})</summary>
          <Phases of={others} {...shown} />
        </details>
      ) : null}
      <Total />
      {isFacilitator ? (
        <div className={styles['lead']}>
          <ShowTheRoom />
          <Steering {...shown} />
        </div>
      ) : null}
    </div>
  )
}

function Phases({ of, ...shown }: RailProps & { of: readonly Phase[] }) {
  return (
    <ol role="list" className={styles['phases']}>
      {of.map((phase) => (
        <li key={phase}>
          <PhaseStep phase={phase} {...shown} />
        </li>
      ))}
    </ol>
  )
}

/** How long the meeting is meant to take; the facilitator changes it. */
function Total() {
  const { minutes, steps } = useAgenda()
  const isFacilitator = useIsFacilitator()
  const [isOpen, setOpen] = useState(false)
  const total = meetingPhases.reduce((sum, phase) => sum + (steps.includes(phase) ? minutes[phase] : 0), 0)
  return (
    <div className={styles['total']}>
      <span>{total > 0 ? `${total} min planned` : 'No times planned'}</span>
      {isFacilitator ? (
        <Button look="plain" onClick={() => setOpen(true)}>
          Change…
        </Button>
      ) : null}
      {isOpen ? (
        <Suspense>
          <AgendaDialog onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </div>
  )
}
