import { parkedIdeas } from '@second-story/meeting'
import * as Y from 'yjs'
import { useMyIdeas, useSelf } from '../../connection/useMeeting.ts'
import { Button } from '../../design/Button.tsx'
import { writeText } from '../writeText.ts'
import styles from './RecommendationsPhase.module.css'

/** Each author sees their own ideas once more before anybody else does: reword, withdraw, or leave them. */
export function LookOver() {
  const ideas = useMyIdeas()
  const { parked } = useSelf()
  if (parked === null) return null
  const mine = parkedIdeas(parked.doc)
  const setWithdrawn = (id: string, withdrawn: boolean) => {
    const idea = mine.get(id)
    if (idea instanceof Y.Map) idea.set('withdrawn', withdrawn)
  }
  return (
    <section className={styles['lookOver']} aria-labelledby="look-over">
      <h2 className={styles['subtitle']} id="look-over">
        Your parked ideas
      </h2>
      <p className={styles['hint']}>
        {ideas.length === 0
          ? 'You parked none. You can still write one below, or simply listen.'
          : 'Look them over before they are opened: has the timeline made one pointless? Reword it, or keep it to yourself. Only you see them yet.'}
      </p>
      <ul className={styles['list']} role="list">
        {ideas.map((idea, index) => (
          <li key={idea.id} className={styles['mine']} data-withdrawn={idea.withdrawn}>
            <textarea
              className={styles['words']}
              data-coach="recommendation"
              aria-label={`My idea ${index + 1}`}
              rows={2}
              value={String(idea.text)}
              onChange={(event) => writeText(mine, idea.id, event.target.value)}
            />
            <Button aria-pressed={idea.withdrawn} onClick={() => setWithdrawn(idea.id, !idea.withdrawn)}>
              {idea.withdrawn ? 'Withdrawn' : 'Withdraw'}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
