import { usePresent } from '../../connection/useMeeting.ts'
import { Avatar } from '../../design/Avatar.tsx'
import { setRoomView } from '../roomView.ts'
import styles from './PeopleButton.module.css'

const maxShown = 5

/** Who is here, at a glance; opens the list with names. */
export function PeopleButton() {
  const present = usePresent()
  const names = present.map(({ name }) => name).join(', ')
  const label = present.length === 0 ? 'People' : `People, ${present.length} here: ${names}`
  return (
    <button type="button" className={styles['people']} aria-label={label} onClick={() => setRoomView({ isPeopleOpen: true })}>
      {present.slice(0, maxShown).map(({ id, name }) => (
        <Avatar key={id} id={id} name={name} />
      ))}
      {present.length > maxShown ? <span className={styles['more']}>+{present.length - maxShown}</span> : null}
      {present.length === 0 ? 'People' : null}
    </button>
  )
}
