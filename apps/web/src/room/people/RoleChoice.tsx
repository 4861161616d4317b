import { type Person, type Role, roles } from '@second-story/meeting'
import { useState } from 'react'
import { meetingApi } from '../../connection/meetingApi.ts'
import { useMeeting } from '../../connection/useMeeting.ts'
import { toast } from '../../design/announce.tsx'
import { Button } from '../../design/Button.tsx'
import { roleTitles } from '../roleTitles.ts'
import { useCommand } from '../useCommand.ts'
import styles from './PeopleDialog.module.css'

/**
 * Shares the lead or gives another seat; a second facilitator takes nothing from the first. Choosing does nothing yet: with the keyboard one
 * passes through every choice on the way.
 */
export function RoleChoice({ person }: { person: Person }) {
  const meeting = useMeeting()
  const { isRunning, run } = useCommand()
  const [chosen, setChosen] = useState<Role | null>(null)

  async function give(role: Role) {
    if (!(await run(() => meetingApi.setRole(meeting.id, person.id, role)))) return
    setChosen(null)
    toast(
      `${person.name} is ${role === 'facilitator' ? 'a facilitator' : role === 'observer' ? 'an observer' : 'a participant'} now.`,
    )
  }

  return (
    <div className={styles['buttons']}>
      <select
        className={styles['role']}
        aria-label={`Role of ${person.name}`}
        value={chosen ?? person.role}
        onChange={(event) => setChosen(roles.find((role) => role === event.target.value) ?? null)}
      >
        {roles.map((role) => (
          <option key={role} value={role}>
            {roleTitles[role]}
          </option>
        ))}
      </select>
      {chosen !== null && chosen !== person.role ? (
        <Button look="primary" disabled={isRunning} onClick={() => void give(chosen)}>
          Change
        </Button>
      ) : null}
    </div>
  )
}
