import { prompts } from '@second-story/coach'
import type { Phase } from '@second-story/meeting'
import { useCallback, useSyncExternalStore } from 'react'
import type * as Y from 'yjs'
import { mine } from '../../connection/liveMeeting.ts'
import { useEntity, useMeeting } from '../../connection/useMeeting.ts'
import { phaseTitles } from '../phaseTitles.ts'
import { useRoomView } from '../roomView.ts'
import styles from './Desk.module.css'

/** Questions that fit what the room is doing, to tick off once asked; co-facilitators share the ticks. */
export function PromptList({ desk, phase }: { desk: Y.Doc; phase: Phase }) {
  const kind = useCurrentKind(phase)
  const forRow = kind === null ? [] : (prompts.kinds[kind] ?? [])
  return (
    <>
      {forRow.length === 0 ? null : <Group desk={desk} title="For the row you are at" questions={forRow} />}
      <Group desk={desk} title={`For ${phaseTitles[phase].title}`} questions={prompts.phases[phase] ?? []} />
      <details className={styles['details']}>
        <summary>Keeping the room</summary>
        <ul className={styles['sayings']}>
          {prompts.room.map((saying) => (
            <li key={saying}>{saying}</li>
          ))}
        </ul>
      </details>
    </>
  )
}

function Group({ desk, title, questions }: { desk: Y.Doc; title: string; questions: readonly string[] }) {
  return (
    <section>
      <h3 className={styles['title']}>{title}</h3>
      <ul role="list" className={styles['prompts']}>
        {questions.map((question) => (
          <Prompt key={question} ticked={desk.getMap('prompts')} question={question} />
        ))}
      </ul>
    </section>
  )
}

/** The sentence itself is the key of its tick: rewording a question in a later version asks it anew, rather than ticking another. */
function Prompt({ ticked, question }: { ticked: Y.Map<unknown>; question: string }) {
  const subscribe = useCallback(
    (listener: () => void) => {
      ticked.observe(listener)
      return () => ticked.unobserve(listener)
    },
    [ticked],
  )
  const isAsked = useSyncExternalStore(subscribe, () => ticked.get(question) === true)
  return (
    <li>
      <label className={styles['prompt']} data-asked={isAsked}>
        <input
          type="checkbox"
          checked={isAsked}
          onChange={(event) => {
            const isTicked = event.target.checked
            ticked.doc?.transact(() => (isTicked ? ticked.set(question, true) : ticked.delete(question)), mine)
          }}
        />
        <span>{question}</span>
      </label>
    </li>
  )
}

function useCurrentKind(phase: Phase): string | null {
  const { timeline } = useMeeting()
  const current = useRoomView((view) => view.currentEntry)
  const entry = useEntity(timeline, current ?? '')
  return phase === 'timeline' ? (entry?.kind ?? null) : null
}
