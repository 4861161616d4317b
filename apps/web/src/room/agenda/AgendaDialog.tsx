import { type AgendaStep, maxMinutes, type MeetingPhase, meetingPhases, minutesOf } from '@second-story/meeting'
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { meetingApi } from '../../connection/meetingApi.ts'
import { useAgenda, useMeeting } from '../../connection/useMeeting.ts'
import { announce } from '../../design/announce.tsx'
import { Button, IconButton } from '../../design/Button.tsx'
import { Dialog } from '../../design/Dialog.tsx'
import { agendasApi } from '../../home/agendasApi.ts'
import { phaseTitles } from '../phaseTitles.ts'
import { useCommand } from '../useCommand.ts'
import styles from './AgendaDialog.module.css'
import { Minutes } from './Minutes.tsx'
import { SavedAgendas } from './SavedAgendas.tsx'

/** Which phases the meeting goes through, in which order and how long. Each change counts at once, for everybody. */
export function AgendaDialog({ onClose }: { onClose: () => void }) {
  const meeting = useMeeting()
  const agenda = useAgenda()
  const { isRunning, run } = useCommand()
  const list = useRef<HTMLOListElement>(null)
  const steps: AgendaStep[] = agenda.steps
    .flatMap((each) => meetingPhases.filter((phase) => phase === each))
    .map((phase) => ({ phase, minutes: agenda.minutes[phase] }))
  const leftOut = meetingPhases.filter((phase) => !agenda.steps.includes(phase))

  const set = (next: readonly AgendaStep[]) => run(() => agendasApi.set(meeting.id, next))

  // The row moves away from under the key that moved it.
  const moved = useRef<{ phase: MeetingPhase; way: 'earlier' | 'later' } | null>(null)
  useEffect(() => {
    if (moved.current === null) return
    const { phase, way } = moved.current
    moved.current = null
    const row = list.current?.querySelector(`[data-phase-row='${phase}']`)
    const same = row?.querySelector<HTMLElement>(`[data-way='${way}']:enabled`)
    ;(same ?? row?.querySelector<HTMLElement>('[data-way]:enabled'))?.focus()
  }, [agenda.steps])

  async function move(from: number, way: 'earlier' | 'later') {
    const to = way === 'earlier' ? from - 1 : from + 1
    const step = steps[from]
    if (step === undefined || isRunning) return
    moved.current = { phase: step.phase, way }
    if (await set(steps.toSpliced(from, 1).toSpliced(to, 0, step)))
      announce(`${phaseTitles[step.phase].title} is number ${to + 1} now.`)
  }

  async function leaveOut(phase: MeetingPhase) {
    if (await set(steps.filter((step) => step.phase !== phase))) announce(`${phaseTitles[phase].title} is left out.`)
  }

  async function add(phase: MeetingPhase) {
    const place = meetingPhases.indexOf(phase)
    const at = steps.findIndex((step) => meetingPhases.indexOf(step.phase) > place)
    const step = { phase, minutes: agenda.minutes[phase] }
    if (await set(steps.toSpliced(at < 0 ? steps.length : at, 0, step))) announce(`${phaseTitles[phase].title} is on the agenda.`)
  }

  return (
    <Dialog title="Agenda" onClose={onClose}>
      <p className={styles['hint']}>
        A time informs; nothing happens when it runs out. Give the timeline the most. A phase with 0 minutes shows no clock.
      </p>
      <ol role="list" ref={list} className={styles['steps']}>
        {steps.map(({ phase, minutes }, index) => {
          const { title } = phaseTitles[phase]
          return (
            <li key={phase} className={styles['step']} data-phase-row={phase}>
              <span className={styles['title']}>{title}</span>
              <Minutes
                title={title}
                minutes={minutes}
                most={maxMinutes}
                onSet={(next) => run(() => meetingApi.setMinutes(meeting.id, phase, next))}
              />
              <span className={styles['moves']}>
                <IconButton
                  label={`${title}: earlier`}
                  data-way="earlier"
                  disabled={index === 0}
                  onClick={() => void move(index, 'earlier')}
                >
                  <ChevronUp aria-hidden size={16} />
                </IconButton>
                <IconButton
                  label={`${title}: later`}
                  data-way="later"
                  disabled={index === steps.length - 1}
                  onClick={() => void move(index, 'later')}
                >
                  <ChevronDown aria-hidden size={16} />
                </IconButton>
                <IconButton
                  label={`Leave out ${title}`}
                  disabled={steps.length === 1 || isRunning}
                  onClick={() => void leaveOut(phase)}
                >
                  <X aria-hidden size={16} />
                </IconButton>
              </span>
            </li>
          )
        })}
      </ol>
      <p className={styles['total']}>
        <span>In all</span> <strong>{minutesOf(steps)} min</strong>
      </p>
      {leftOut.length === 0 ? null : (
        <div className={styles['leftOut']} role="group" aria-label="Left out">
          <span className={styles['hint']}>Left out, and still there to look at:</span>
          {leftOut.map((phase) => (
            <Button key={phase} disabled={isRunning} onClick={() => void add(phase)}>
              Add {phaseTitles[phase].title}
            </Button>
          ))}
        </div>
      )}
      <SavedAgendas onUse={set} />
    </Dialog>
  )
}
