import type { Person, Phase } from '@second-story/meeting'
import { Check } from 'lucide-react'
import { useAgenda, useIsFacilitator, useSelf } from '../../connection/useMeeting.ts'
import { Avatar } from '../../design/Avatar.tsx'
import { phaseTitles } from '../phaseTitles.ts'
import { roleTitles } from '../roleTitles.ts'
import styles from './PeopleDialog.module.css'
import { RoleChoice } from './RoleChoice.tsx'
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
      {isFacilitator ? isMe ? <StepDown me={person} /> : <RoleChoice person={person} /> : null}
    </li>
  )
}
