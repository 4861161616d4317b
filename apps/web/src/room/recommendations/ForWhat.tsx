import { boardCollection, findEntity, setInIdSet, type TextValue } from '@second-story/meeting'
import { useState } from 'react'
import { useAll, useEntity, useMayWrite, useMeeting } from '../../connection/useMeeting.ts'
import { Button } from '../../design/Button.tsx'
import { Dialog } from '../../design/Dialog.tsx'
import { useRichTextLine } from '../useRichTextLine.ts'
import styles from './RecommendationItem.module.css'

/** Which causes and lessons a recommendation is for. */
export function ForWhat({ id, chosen }: { id: string; chosen: readonly string[] }) {
  const mayWrite = useMayWrite()
  const [isChoosing, setChoosing] = useState(false)
  if (!mayWrite && chosen.length === 0) return null
  return (
    <div className={styles['for']}>
      <span className={styles['meta']}>For</span>
      {chosen.map((target) => (
        <Chosen key={target} id={target} />
      ))}
      {mayWrite ? (
        <Button look="plain" onClick={() => setChoosing(true)}>
          {chosen.length === 0 ? 'Which cause or lesson is it for?' : 'Change…'}
        </Button>
      ) : null}
      {isChoosing ? <Choose id={id} chosen={chosen} onClose={() => setChoosing(false)} /> : null}
    </div>
  )
}

function Chosen({ id }: { id: string }) {
  const meeting = useMeeting()
  const cause = useEntity(meeting.causes, id)
  const lesson = useEntity(meeting.lessons, id)
  const line = useRichTextLine((cause ?? lesson)?.text ?? '', 60)
  return line === '' ? null : <span className={styles['chosen']}>{line}</span>
}

function Choose({ id, chosen, onClose }: { id: string; chosen: readonly string[]; onClose: () => void }) {
  const meeting = useMeeting()
  const causes = useAll(meeting.causes)
  const lessons = useAll(meeting.lessons)
  const toggle = (target: string, on: boolean) =>
    meeting.change((board) => {
      const entity = findEntity(boardCollection(board, 'recommendations'), id)
      if (entity) setInIdSet(entity, 'for', target, on)
    })
  return (
    <Dialog title="Which cause or lesson is it for?" onClose={onClose}>
      {causes.length + lessons.length === 0 ? <p>There are no causes or lessons yet.</p> : null}
      {[
        { title: 'Causes', entities: causes },
        { title: 'Lessons', entities: lessons },
      ].map(({ title, entities }) =>
        entities.length === 0 ? null : (
          <fieldset key={title} className={styles['group']}>
            <legend>{title}</legend>
            {entities.map((entity) => (
              <Choice
                key={entity.id}
                text={entity.text}
                isChosen={chosen.includes(entity.id)}
                onToggle={(on) => toggle(entity.id, on)}
              />
            ))}
          </fieldset>
        ),
      )}
    </Dialog>
  )
}

function Choice({ text, isChosen, onToggle }: { text: TextValue; isChosen: boolean; onToggle: (on: boolean) => void }) {
  const line = useRichTextLine(text, 160)
  return (
    <label className={styles['choice']}>
      <input type="checkbox" checked={isChosen} onChange={(event) => onToggle(event.target.checked)} />
      <span>{line === '' ? 'Nothing written yet' : line}</span>
    </label>
  )
}
