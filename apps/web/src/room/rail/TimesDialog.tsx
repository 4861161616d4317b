import { meetingPhases, type Phase } from '@second-story/meeting'
import { useState } from 'react'
import { meetingApi } from '../../connection/meetingApi.ts'
import { useAgenda, useMeeting } from '../../connection/useMeeting.ts'
import { Button } from '../../design/Button.tsx'
import { Dialog } from '../../design/Dialog.tsx'
import { phaseTitles } from '../phaseTitles.ts'
import { useCommand } from '../useCommand.ts'
import styles from './TimesDialog.module.css'

/** The minutes of each phase. Each change counts at once: everybody sees the same clock. */
export function TimesDialog({ onClose }: { onClose: () => void }) {
  const { minutes } = useAgenda()
  const total = meetingPhases.reduce((sum, phase) => sum + minutes[phase], 0)
  return (
    <Dialog title="Times" onClose={onClose}>
      <p className={styles['hint']}>
        A budget informs; nothing happens when it runs out. Give the timeline the most. A phase with 0 minutes shows no clock.
      </p>
      <div className={styles['phases']}>
        {meetingPhases.map((phase) => (
          <PhaseMinutes key={phase} phase={phase} />
        ))}
      </div>
      <p className={styles['total']}>
        <span>In all</span> <strong>{total} min</strong>
      </p>
    </Dialog>
  )
}

const maxMinutes = 600

function PhaseMinutes({ phase }: { phase: Phase }) {
  const meeting = useMeeting()
  const { minutes } = useAgenda()
  const { run } = useCommand()
  const [typed, setTyped] = useState<string | null>(null)
  const { title } = phaseTitles[phase]
  const budget = minutes[phase]

  async function set(wanted: number) {
    const next = Math.min(maxMinutes, Math.max(0, Math.round(wanted)))
    if (next !== budget && Number.isFinite(next)) await run(() => meetingApi.setMinutes(meeting.id, phase, next))
  }

  function keepTyped() {
    if (typed !== null && typed.trim() !== '') void set(Number(typed))
    setTyped(null)
  }

  return (
    <div className={styles['phase']} role="group" aria-label={title}>
      <span>{title}</span>
      <Button aria-label={`${title}: 5 minutes less`} disabled={budget <= 0} onClick={() => void set(budget - 5)}>
        −5
      </Button>
      <input
        className={styles['minutes']}
        inputMode="numeric"
        aria-label={`${title}, minutes`}
        value={typed ?? String(budget)}
        onChange={(event) => setTyped(event.target.value.replace(/\D/g, ''))}
        onBlur={keepTyped}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keepTyped()
        }}
      />
      <Button aria-label={`${title}: 5 minutes more`} disabled={budget >= maxMinutes} onClick={() => void set(budget + 5)}>
        +5
      </Button>
    </div>
  )
}
