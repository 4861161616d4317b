import { useAgenda, useMayWrite, useMyIdeas, useParkedCount, useSelf } from '../../connection/useMeeting.ts'
import { Button } from '../../design/Button.tsx'
import { compose } from '../roomView.ts'
import { IdeaItem } from './IdeaItem.tsx'
import styles from './MyIdeas.module.css'

/** What I have parked: mine alone until the parking is opened. Others show as a count, to facilitators too. */
export function MyIdeas() {
  const ideas = useMyIdeas()
  const { parked } = useSelf()
  const { revealedAt, revealWithoutNames } = useAgenda()
  const mayWrite = useMayWrite()

  if (!mayWrite) {
    return (
      <div className={styles['ideas']}>
        <p className={styles['private']}>
          Whoever takes part can park ideas here. Observers see how many there are, as everybody does.
        </p>
        <Count />
      </div>
    )
  }
  if (revealedAt !== null) {
    return (
      <div className={styles['ideas']}>
        <p className={styles['private']}>
          The parking is open: {ideas.length === 0 ? 'all parked ideas stand' : 'your ideas stand'} with the recommendations
          {revealWithoutNames ? ', without names' : ''}. What you withdrew stays with you.
        </p>
        <ul role="list" className={styles['list']} aria-label="My ideas">
          {ideas.map((idea) => (
            <li key={idea.id} className={styles['opened']} data-withdrawn={idea.withdrawn}>
              {idea.text}
              {idea.withdrawn ? <span className={styles['state']}>Withdrawn, never shown</span> : null}
            </li>
          ))}
        </ul>
      </div>
    )
  }
  return (
    <div className={styles['ideas']}>
      <p className={styles['private']}>
        Only you can read these, the facilitator can’t either. When the room comes to the recommendations you look them over once
        more, and they are opened together{revealWithoutNames ? ', without names' : ', with names'}.
      </p>
      <Count />
      {ideas.length === 0 || parked === null ? (
        <div className={styles['empty']}>
          <p>
            Nothing parked. When a fix comes to mind in the middle of the story, park it here: it’s safe, and the story goes on.
          </p>
          <Button onClick={() => compose('idea')}>Park an idea</Button>
        </div>
      ) : (
        <ul role="list" className={styles['list']} aria-label="My ideas">
          {ideas.map((idea) => (
            <IdeaItem key={idea.id} idea={idea} doc={parked.doc} />
          ))}
        </ul>
      )}
    </div>
  )
}

function Count() {
  const { ideas, people } = useParkedCount()
  if (ideas === 0) return null
  return (
    <p className={styles['count']}>
      {ideas === 1 ? '1 idea is' : `${ideas} ideas are`} parked by {people === 1 ? '1 person' : `${people} people`} in all.
    </p>
  )
}
