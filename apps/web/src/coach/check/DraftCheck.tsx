import { useId } from 'react'
import { useAgenda } from '../../connection/useMeeting.ts'
import { Button } from '../../design/Button.tsx'
import { Dialog } from '../../design/Dialog.tsx'
import { setRoomView } from '../../room/roomView.ts'
import { trapDefinitions } from '../settings/trapDefinitions.ts'
import { trapNames } from '../trapNames.ts'
import type { Place, Topic } from './checkDraft.ts'
import styles from './DraftCheck.module.css'
import { goToPlace } from './goToPlace.ts'
import { useDraftCheck } from './useDraftCheck.ts'

/**
 * For the facilitator alone, before the meeting: places to talk about, by topic ([I5]). Worked out on this screen, shown to this pair of
 * eyes, and gone when it is closed.
 */
export function DraftCheck() {
  const { state, again } = useDraftCheck()
  return (
    <Dialog title="Check the draft privately" size="wide" onClose={close}>
      <p className={styles['intro']}>
        Sentences that may look back from the outcome, by topic and never by person. Ask about what it looked like then; nobody
        needs to hear that a sentence was on a list. Only you see this, it is worked out in this browser, and nothing of it is
        sent or kept.
      </p>
      {body()}
    </Dialog>
  )

  function body() {
    switch (state.is) {
      case 'running':
        return <Running {...state} />
      case 'failed':
        return (
          <>
            <p role="alert">The coach could not be loaded. Check your connection and try again; nothing was lost.</p>
            <div>
              <Button onClick={again}>Try again</Button>
            </div>
          </>
        )
      case 'done':
        return <Done topics={state.topics} isBlank={state.texts === 0} />
    }
  }
}

function close() {
  setRoomView({ coach: null })
}

function Running({ done, texts }: { done: number; texts: number }) {
  return (
    <div className={styles['running']}>
      <progress aria-label="Reading the draft" value={done} max={Math.max(texts, 1)} />
      <p className={styles['soft']}>{texts === 0 ? 'Reading the draft…' : `Reading the draft: ${done} of ${texts} texts`}</p>
    </div>
  )
}

function Done({ topics, isBlank }: { topics: readonly Topic[]; isBlank: boolean }) {
  if (isBlank) return <p role="status">Nothing is written on the board yet. Come back when the draft has its first lines.</p>
  if (topics.length === 0) {
    return (
      <p role="status">
        The coach noticed nothing to talk about. It misses about half of what a person hears, so read the draft with your own ears
        too.
      </p>
    )
  }
  return (
    <>
      <p className={styles['soft']} role="status">
        The draft is read. Places to talk about:
      </p>
      {topics.map((topic) => (
        <ShownTopic key={topic.trap} topic={topic} />
      ))}
    </>
  )
}

function ShownTopic({ topic: { trap, places } }: { topic: Topic }) {
  const heading = useId()
  const { name, card } = trapNames[trap]
  return (
    <section className={styles['topic']} aria-labelledby={heading}>
      <div className={styles['head']}>
        <h3 id={heading}>{name}</h3>
        <Button look="plain" aria-label={`The card of ${name}`} onClick={() => setRoomView({ trap: card })}>
          The card
        </Button>
      </div>
      <p className={styles['soft']}>{trapDefinitions[trap]}</p>
      <ul role="list" className={styles['places']}>
        {places.map((place, index) => (
          <ShownPlace key={index} place={place} />
        ))}
      </ul>
    </section>
  )
}

function ShownPlace({ place }: { place: Place }) {
  const { phase } = useAgenda()
  const { where, before, words, after, why, ask } = place
  return (
    <li className={styles['place']}>
      <p className={styles['soft']}>{where}</p>
      <p className={styles['sentence']}>
        {before}
        <mark>{words}</mark>
        {after}
      </p>
      <p className={styles['why']}>{why}</p>
      <div className={styles['foot']}>
        <p className={styles['ask']}>{ask}</p>
        <Button
          aria-label={`Go there: ${where}, “${words}”`}
          onClick={() => {
            close()
            goToPlace(place, phase)
          }}
        >
          Go there
        </Button>
      </div>
    </li>
  )
}
