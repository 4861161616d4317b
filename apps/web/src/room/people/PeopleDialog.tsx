import { usePeople, usePresent } from '../../connection/useMeeting.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { setRoomView } from '../roomView.ts'
import { MyName } from './MyName.tsx'
import styles from './PeopleDialog.module.css'
import { PersonRow } from './PersonRow.tsx'

/** Who is here and where they look, who was here before, and what each may do. */
export function PeopleDialog() {
  const people = usePeople()
  const present = usePresent()
  const here = present.flatMap((each) => {
    const person = people.find(({ id }) => id === each.id)
    return person ? [{ person, phase: each.phase }] : []
  })
  const gone = people.filter(({ id }) => !present.some((each) => each.id === id))

  return (
    <Dialog title="People" onClose={() => setRoomView({ isPeopleOpen: false })}>
      <MyName />
      <section>
        <h3 className={styles['heading']}>Here now</h3>
        <ul role="list" className={styles['list']}>
          {here.map(({ person, phase }) => (
            <PersonRow key={person.id} person={person} lookingAt={phase} />
          ))}
        </ul>
        {here.length === 0 ? (
          <p className={styles['soft']}>Offline: who is here can’t be seen from this device just now.</p>
        ) : null}
      </section>
      {gone.length === 0 ? null : (
        <section>
          <h3 className={styles['heading']}>Joined earlier</h3>
          <ul role="list" className={styles['list']}>
            {gone.map((person) => (
              <PersonRow key={person.id} person={person} lookingAt={null} isAway />
            ))}
          </ul>
        </section>
      )}
      <p className={styles['soft']}>The facilitator leads through the phases. Participants write. Observers read along.</p>
    </Dialog>
  )
}
