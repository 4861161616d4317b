import { type Person, type Phase, type Role, roles } from '@second-story/meeting'
import { Check } from 'lucide-react'
import { meetingApi } from '../../connection/meetingApi.ts'
import { useAgenda, useIsFacilitator, useMeeting, usePeople, useSelf } from '../../connection/useMeeting.ts'
import { Avatar } from '../../design/Avatar.tsx'
import { MenuButton } from '../../design/Menu.tsx'
import { phaseTitles } from '../phaseTitles.ts'
import { roleTitles } from '../roleTitles.ts'
import { useCommand } from '../useCommand.ts'
import styles from './PeopleDialog.module.css'
import { StepDown } from './StepDown.tsx'

interface PersonRowProps {
  person: Person
  lookingAt: Phase | null
  isAway?: boolean
}

export function PersonRow({ person, lookingAt, isAway = false }: PersonRowProps) {
  const { phase } = useAgenda()
  const isFacilitator = useIsFacilitator()
  const isMe = useSelf().id === person.id
  return (
    <li className={styles['person']}>
      <Avatar id={person.id} name={person.name} faded={isAway} />
      <div className={styles['who']}>
        <span className={styles['name']}>
          {person.name}
          {isMe ? <span className={styles['soft']}> (you)</span> : null}
        </span>
        <span className={styles['marks']}>
          <span>{roleTitles[person.role]}</span>
          {lookingAt !== null && lookingAt !== phase ? <span>looks at {phaseTitles[lookingAt].title}</span> : null}
          {person.withIt ? (
            <span className={styles['withIt']}>
              <Check aria-hidden size={13} /> with it
            </span>
          ) : null}
        </span>
      </div>
      {isFacilitator ? isMe ? <StepDown me={person} /> : <RoleMenu person={person} /> : null}
    </li>
  )
}

/** Shares the lead or hands a seat; a second facilitator takes nothing from the first. */
function RoleMenu({ person }: { person: Person }) {
  const meeting = useMeeting()
  const self = useSelf()
  const { isRunning, run } = useCommand()
  const facilitators = usePeople().filter(({ role }) => role === 'facilitator').length
  const give = (role: Role) => run(() => meetingApi.setRole(meeting.id, person.id, role))
  return (
    <MenuButton
      label={`Role of ${person.name}`}
      look="normal"
      disabled={isRunning}
      items={[
        ...roles.map((role) => ({
          is: 'choice' as const,
          label: roleTitles[role],
          chosen: role === person.role,
          onSelect: () => void (role === person.role ? undefined : give(role)),
        })),
        ...(person.role === 'facilitator' || facilitators > 1
          ? []
          : [
              { is: 'separator' as const },
              {
                is: 'action' as const,
                label: 'Hand the lead over, and step down',
                onSelect: () =>
                  void give('facilitator').then((isGiven) =>
                    isGiven ? run(() => meetingApi.setRole(meeting.id, self.id, 'participant')) : undefined,
                  ),
              },
            ]),
      ]}
    >
      Role
    </MenuButton>
  )
}
