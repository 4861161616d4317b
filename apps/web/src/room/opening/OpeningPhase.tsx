import { definition } from '@second-story/meeting'
import { meetingApi } from '../../connection/meetingApi.ts'
import { useMeeting, usePeople, usePresent, useSelf } from '../../connection/useMeeting.ts'
import { Avatar } from '../../design/Avatar.tsx'
import { Button } from '../../design/Button.tsx'
import { roleTitles } from '../roleTitles.ts'
import { useCommand } from '../useCommand.ts'
import styles from './OpeningPhase.module.css'

/** The definition, large, to be read aloud; who is here; and each person's quiet "I'm with it". */
export function OpeningPhase() {
  return (
    <div className={styles['opening']}>
      <h1 className={styles['title']}>Opening</h1>
      <figure className={styles['figure']}>
        <blockquote className={styles['definition']}>{definition.text}</blockquote>
        <figcaption className={styles['source']}>{definition.source}</figcaption>
      </figure>
      <WithIt />
      <ul className={styles['rules']}>
        <li>
          We are here to learn how it made sense at the time. “Human error” is where the questions start, never where they end.
        </li>
        <li>Saying who did what is a fact, not blame. Names stay in.</li>
        <li>Ideas for fixes are parked: only you see yours until we open them all together.</li>
      </ul>
      <Here />
    </div>
  )
}

function WithIt() {
  const meeting = useMeeting()
  const { id } = useSelf()
  const people = usePeople()
  const { isScreen } = meeting
  const { isRunning, run } = useCommand()
  const isWithIt = people.find((person) => person.id === id)?.withIt ?? false
  const count = people.filter((person) => person.withIt).length
  return (
    <div className={styles['withIt']}>
      {isScreen ? null : (
        <Button
          look={isWithIt ? 'normal' : 'primary'}
          size="large"
          aria-pressed={isWithIt}
          disabled={isRunning}
          onClick={() => void run(() => meetingApi.setMe(meeting.id, { withIt: !isWithIt }))}
        >
          I’m with it
        </Button>
      )}
      <span className={styles['count']}>{count === 0 ? 'Nobody has said so yet.' : `${count} of ${people.length} so far`}</span>
    </div>
  )
}

function Here() {
  const people = usePeople()
  const present = usePresent()
  const hereIds = new Set(present.map(({ id }) => id))
  const here = people.filter(({ id }) => hereIds.has(id))
  return (
    <section aria-labelledby="who-is-here">
      <h2 className={styles['subtitle']} id="who-is-here">
        Who is here
      </h2>
      {here.length <= 1 ? (
        <p className={styles['alone']}>Just you so far. Share the link from the top of the page; nobody needs an account.</p>
      ) : null}
      <ul className={styles['people']} role="list">
        {here.map((person) => (
          <li key={person.id} className={styles['person']}>
            <Avatar id={person.id} name={person.name} />
            <span>
              {person.name}
              <span className={styles['role']}>
                {roleTitles[person.role]}
                {person.withIt ? ' · with it' : ''}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
