import type { Person } from '@second-story/meeting'
import { useState } from 'react'
import { meetingApi } from '../../connection/meetingApi.ts'
import { useMeeting, usePeople } from '../../connection/useMeeting.ts'
import { Button } from '../../design/Button.tsx'
import { useCommand } from '../useCommand.ts'
import styles from './PeopleDialog.module.css'

/** Gives one's own lead back, after saying what that means: there is no way back without another facilitator or the facilitator link. */
export function StepDown({ me }: { me: Person }) {
  const meeting = useMeeting()
  const people = usePeople()
  const { isRunning, run } = useCommand()
  const [isAsking, setAsking] = useState(false)
  const others = people.filter(({ id, role }) => role === 'facilitator' && id !== me.id)

  if (!isAsking) return <Button onClick={() => setAsking(true)}>Step down…</Button>
  return (
    <div className={styles['stepDown']} role="group" aria-label="Step down as facilitator">
      <p>
        You become a participant: no more moving the room, and the desk’s private notes close for you.{' '}
        {others.length > 0
          ? `${others.map(({ name }) => name).join(' and ')} leads on.`
          : 'Nobody else leads, so give the role to somebody first.'}
      </p>
      <div className={styles['buttons']}>
        <Button
          look="primary"
          disabled={others.length === 0 || isRunning}
          onClick={() => void run(() => meetingApi.setRole(meeting.id, me.id, 'participant'))}
        >
          Step down
        </Button>
        <Button onClick={() => setAsking(false)}>Stay</Button>
      </div>
    </div>
  )
}
