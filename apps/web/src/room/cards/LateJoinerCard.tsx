import { type Phase, phases } from '@second-story/meeting'
import { useState } from 'react'
import { meetingApi } from '../../connection/meetingApi.ts'
import { useAgenda, useIsFacilitator, useMeeting, usePeople, useSelf } from '../../connection/useMeeting.ts'
import { Button } from '../../design/Button.tsx'
import { phaseTitles } from '../phaseTitles.ts'
import { useCommand } from '../useCommand.ts'
import { DefinitionText } from './DefinitionText.tsx'
import styles from './RoomCards.module.css'
import { useWhereWeAre } from './useWhereWeAre.ts'

/** What somebody who opens the room after the opening has missed, so that nobody must interrupt or be interrupted. Shown once. */
export function LateJoinerCard() {
  const meeting = useMeeting()
  const { phase } = useAgenda()
  const { id } = useSelf()
  const isFacilitator = useIsFacilitator()
  const me = usePeople().find((person) => person.id === id)
  const [cameLate] = useState(() => isPastOpening(phase) && !wasSeen(meeting.id))
  const [isDone, setDone] = useState(false)
  if (!cameLate || isDone || isFacilitator || me === undefined || me.withIt) return null
  return (
    <Card
      phase={phase}
      onDone={() => {
        rememberSeen(meeting.id)
        setDone(true)
        document.getElementById('phase')?.focus()
      }}
    />
  )
}

function Card({ phase, onDone }: { phase: Phase; onDone: () => void }) {
  const meeting = useMeeting()
  const { isRunning, run } = useCommand()
  const facts = useWhereWeAre()
  const { title, purpose } = phaseTitles[phase]
  return (
    <section className={styles['card']} data-private aria-label="Where the meeting is">
      <div className={styles['head']}>
        <span className={styles['from']}>Welcome. Only you see this</span>
      </div>
      <div className={styles['late']}>
        <p>This is what the meeting stands on:</p>
        <DefinitionText />
        <p>
          The room is in <strong>{title}</strong>. {purpose}
        </p>
        <ul className={styles['facts']}>
          {facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
        <div className={styles['buttons']}>
          <Button
            look="primary"
            size="large"
            disabled={isRunning}
            onClick={() =>
              void run(() => meetingApi.setMe(meeting.id, { withIt: true })).then((isSaid) => {
                if (isSaid) onDone()
              })
            }
          >
            I’m with it
          </Button>
          <Button size="large" onClick={onDone}>
            Later
          </Button>
        </div>
      </div>
    </section>
  )
}

function isPastOpening(phase: Phase): boolean {
  return phases.indexOf(phase) > phases.indexOf('opening')
}

function wasSeen(meeting: string): boolean {
  try {
    return localStorage.getItem(`second-story/welcomed/${meeting}`) !== null
  } catch {
    return false // storage is refused: it is shown again
  }
}

function rememberSeen(meeting: string): void {
  try {
    localStorage.setItem(`second-story/welcomed/${meeting}`, 'yes')
  } catch {
    // storage is refused: it is shown again
  }
}
