import { meetingPhases, type Phase, phases } from '@second-story/meeting'
import { useState } from 'react'
import { useAgenda, useIsFacilitator } from '../../connection/useMeeting.ts'
import { Button } from '../../design/Button.tsx'
import styles from './AgendaRail.module.css'
import { PhaseStep } from './PhaseStep.tsx'
import { ShowTheRoom } from './ShowTheRoom.tsx'
import { Steering } from './Steering.tsx'
import { TimesDialog } from './TimesDialog.tsx'

/** The agenda: where the room is, where one may look, and for facilitators what moves everybody. */
export function AgendaRail({ roomPhase, shownPhase }: { roomPhase: Phase; shownPhase: Phase }) {
  const isFacilitator = useIsFacilitator()
  return (
    <div className={styles['rail']}>
      <ol role="list" className={styles['phases']}>
        {phases.map((phase) => (
          <li key={phase}>
            <PhaseStep phase={phase} roomPhase={roomPhase} shownPhase={shownPhase} />
          </li>
        ))}
      </ol>
      <Total />
      {isFacilitator ? (
        <div className={styles['lead']}>
          <ShowTheRoom />
          <Steering roomPhase={roomPhase} shownPhase={shownPhase} />
        </div>
      ) : null}
    </div>
  )
}

/** How long the meeting is meant to take; the facilitator changes it phase by phase. */
function Total() {
  const { minutes } = useAgenda()
  const isFacilitator = useIsFacilitator()
  const [isOpen, setOpen] = useState(false)
  const total = meetingPhases.reduce((sum, phase) => sum + minutes[phase], 0)
  return (
    <div className={styles['total']}>
      <span>{total > 0 ? `${total} min planned` : 'No times planned'}</span>
      {isFacilitator ? (
        <Button look="plain" onClick={() => setOpen(true)}>
          Set times…
        </Button>
      ) : null}
      {isOpen ? <TimesDialog onClose={() => setOpen(false)} /> : null}
    </div>
  )
}
