import { useAll, useMeeting, usePeople, usePresent, useSelf } from '../../connection/useMeeting.ts'
import { Avatar } from '../../design/Avatar.tsx'
import styles from './Desk.module.css'
import { unheard } from './unheard.ts'

/** Computed on this screen, for this pair of eyes: nothing about a person is stored or sent. */
export function Unheard() {
  const meeting = useMeeting()
  const people = usePeople()
  const present = usePresent()
  const self = useSelf()
  const board = [
    useAll(meeting.timeline),
    useAll(meeting.questions),
    useAll(meeting.notes),
    useAll(meeting.causes),
    useAll(meeting.lessons),
    useAll(meeting.recommendations),
  ]
  const quiet = unheard(people, board, self.id).filter(({ id }) => present.some((each) => each.id === id))
  return (
    <section>
      <h3 className={styles['title']}>Not heard in writing yet</h3>
      {quiet.length === 0 ? (
        <p className={styles['soft']}>Everybody who is here has written something. Or spoken: this list can’t hear.</p>
      ) : (
        <>
          <ul role="list" className={styles['people']}>
            {quiet.map(({ id, name }) => (
              <li key={id} className={styles['person']}>
                <Avatar id={id} name={name} /> {name}
              </li>
            ))}
          </ul>
          <p className={styles['soft']}>
            They may have spoken, or parked ideas: neither shows here. An open question invites better than a name.
          </p>
        </>
      )}
    </section>
  )
}
