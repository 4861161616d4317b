import { useState } from 'react'
import { useMeeting, usePeople, useSaveState } from '../../connection/useMeeting.ts'
import { Button } from '../../design/Button.tsx'
import { CopyWords } from '../../kept/CopyWords.tsx'
import styles from './RefusedLine.module.css'
import { savingSentences } from './savingSentences.ts'
import { UnsavedDialog } from './UnsavedDialog.tsx'

/** Stands over the phase as long as words can't be saved: it moves no focus, and doesn't go away before they are safe or let go. */
export function RefusedLine() {
  const meeting = useMeeting()
  const people = usePeople()
  const state = useSaveState()
  const [isOpen, setOpen] = useState(false)
  if (state.is !== 'refused') return null
  const facilitators = people.filter(({ role }) => role === 'facilitator').map(({ name }) => name)
  const { happened, whatToDo } = savingSentences(state, facilitators)
  const more = <Button onClick={() => setOpen(true)}>{state.why === 'session-ended' ? 'Join again' : 'What else?'}</Button>
  return (
    <section className={styles['line']} aria-label="Can’t be saved">
      <p>
        {happened} {whatToDo}
      </p>
      {state.unsaved > 0 ? <CopyWords documents={meeting.unsaved}>{more}</CopyWords> : more}
      {isOpen ? <UnsavedDialog state={state} onClose={() => setOpen(false)} /> : null}
    </section>
  )
}
