import { type AgendaStep, fullAgenda, minutesOf, shortAgenda } from '@second-story/meeting'
import { X } from 'lucide-react'
import { type SubmitEvent, useCallback, useEffect, useState } from 'react'
import { Problem } from '../../connection/meetingApi.ts'
import { useMeeting } from '../../connection/useMeeting.ts'
import { toast } from '../../design/announce.tsx'
import { Button, IconButton } from '../../design/Button.tsx'
import { TextField } from '../../design/Field.tsx'
import { agendasApi, type SavedAgenda } from '../../home/agendasApi.ts'
import { useCommand } from '../useCommand.ts'
import styles from './AgendaDialog.module.css'

/** Agendas to begin again from, and a place to keep this one for other meetings. */
export function SavedAgendas({ onUse }: { onUse: (steps: readonly AgendaStep[]) => Promise<unknown> }) {
  const meeting = useMeeting()
  const { isRunning, run } = useCommand()
  const [saved, setSaved] = useState<readonly SavedAgenda[]>([])
  const [failure, setFailure] = useState<string | null>(null)
  const [name, setName] = useState('')
  const read = useCallback(
    () =>
      agendasApi.list().then(
        (agendas) => {
          setSaved(agendas)
          setFailure(null)
        },
        (problem: unknown) =>
          setFailure(problem instanceof Problem ? `${problem.title} ${problem.detail}` : 'The saved agendas could not be read.'),
      ),
    [],
  )
  useEffect(() => void read(), [read])

  async function save(event: SubmitEvent) {
    event.preventDefault()
    const kept = name.trim()
    if (kept === '' || !(await run(() => agendasApi.save(meeting.id, kept)))) return
    setName('')
    toast(`“${kept}” can be chosen for new reviews now.`)
    await read()
  }

  async function remove(which: string) {
    if (await run(() => agendasApi.remove(meeting.id, which))) toast(`“${which}” is removed. Meetings that use it keep it.`)
    await read()
  }

  return (
    <section className={styles['saved']} aria-label="Other agendas">
      <h3>Begin again from</h3>
      <ul role="list" className={styles['others']}>
        <Other name="The full agenda" steps={fullAgenda} isRunning={isRunning} onUse={onUse} />
        <Other name="Small incident or near miss" steps={shortAgenda} isRunning={isRunning} onUse={onUse} />
        {saved.map((each) => (
          <Other key={each.name} {...each} isRunning={isRunning} onUse={onUse} onRemove={() => void remove(each.name)} />
        ))}
      </ul>
      {failure === null ? null : <p role="alert">{failure}</p>}
      <form className={styles['save']} onSubmit={(event) => void save(event)}>
        <TextField
          label="Keep this agenda for other reviews, as"
          value={name}
          maxLength={60}
          placeholder="Half an hour"
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" disabled={isRunning || name.trim() === ''}>
          Save
        </Button>
      </form>
    </section>
  )
}

interface OtherProps {
  name: string
  steps: readonly AgendaStep[]
  isRunning: boolean
  onUse: (steps: readonly AgendaStep[]) => Promise<unknown>
  onRemove?: () => void
}

function Other({ name, steps, isRunning, onUse, onRemove }: OtherProps) {
  return (
    <li className={styles['other']}>
      <Button disabled={isRunning} onClick={() => void onUse(steps)}>
        {name}, {minutesOf(steps)} min
      </Button>
      {onRemove ? (
        <IconButton label={`Remove ${name} from the saved agendas`} disabled={isRunning} onClick={onRemove}>
          <X aria-hidden size={16} />
        </IconButton>
      ) : null}
    </li>
  )
}
