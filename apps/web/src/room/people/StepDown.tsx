import type { ParticipantId, Person } from '@second-story/meeting'
import { useState } from 'react'
import { meetingApi } from '../../connection/meetingApi.ts'
import { useMeeting, usePeople, usePresent } from '../../connection/useMeeting.ts'
import { Button } from '../../design/Button.tsx'
import { SelectField } from '../../design/Field.tsx'
import { useCommand } from '../useCommand.ts'
import styles from './PeopleDialog.module.css'

/** Gives one's own lead back, or to somebody: there is no way back without another facilitator or the facilitator link. */
export function StepDown({ me }: { me: Person }) {
  const meeting = useMeeting()
  const people = usePeople()
  const present = usePresent()
  const { isRunning, run } = useCommand()
  const [isAsking, setAsking] = useState(false)
  const [heir, setHeir] = useState('')
  const heirs = people.filter(({ id }) => id !== me.id && present.some((each) => each.id === id))
  // A facilitator who has left leads nobody.
  const others = heirs.filter(({ role }) => role === 'facilitator')
  const mayGo = others.length > 0 || heir !== ''

  async function stepDown() {
    // The room is never without a lead: the next one has it before this one gives it back.
    if (others.length === 0 && !(await run(() => meetingApi.setRole(meeting.id, heir as ParticipantId, 'facilitator')))) return
    await run(() => meetingApi.setRole(meeting.id, me.id, 'participant'))
  }

  if (!isAsking) return <Button onClick={() => setAsking(true)}>Step down…</Button>
  return (
    <div className={styles['stepDown']} role="group" aria-label="Step down as facilitator">
      <p>
        You become a participant: you no longer move the room, and the desk’s private notes close for you.{' '}
        {others.length === 1
          ? `${others[0]?.name} leads on.`
          : others.length > 1
            ? `${others.map(({ name }) => name).join(' and ')} lead on.`
            : ''}
      </p>
      {others.length > 0 ? null : heirs.length === 0 ? (
        <p>Nobody else is here to lead. Wait until somebody is, or send a colleague the facilitator link.</p>
      ) : (
        <SelectField label="Hand the lead to" value={heir} onChange={(event) => setHeir(event.target.value)}>
          <option value="">Choose somebody…</option>
          {heirs.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      <div className={styles['buttons']}>
        <Button look="primary" disabled={!mayGo || isRunning} onClick={() => void stepDown()}>
          Step down
        </Button>
        <Button onClick={() => setAsking(false)}>Stay</Button>
      </div>
    </div>
  )
}
