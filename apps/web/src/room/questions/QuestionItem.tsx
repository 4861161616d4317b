import { boardCollection, findEntity, isBlank, type Question } from '@second-story/meeting'
import { Trash2 } from 'lucide-react'
import { memo, type MouseEvent, useState } from 'react'
import { useEntity, useIsFacilitator, useMayWrite, useMeeting, useNameOf, useSelf } from '../../connection/useMeeting.ts'
import { announce, toast } from '../../design/announce.tsx'
import { Button, IconButton } from '../../design/Button.tsx'
import { EditableText } from '../../editor/EditableText.tsx'
import { useRichText } from '../../editor/useRichText.ts'
import { EntryLink } from '../EntryLink.tsx'
import styles from './QuestionItem.module.css'
import { VoteButton } from './VoteButton.tsx'

export const QuestionItem = memo(function QuestionItem({ id }: { id: string }) {
  const question = useEntity(useMeeting().questions, id)
  return question === null ? null : <ShownQuestion question={question} />
})

function ShownQuestion({ question }: { question: Question }) {
  const meeting = useMeeting()
  const self = useSelf()
  const mayWrite = useMayWrite()
  const isFacilitator = useIsFacilitator()
  const author = useNameOf(question.by)
  const [isAnswering, setAnswering] = useState(false)
  const hasAnswer = !isBlank(useRichText(question.answer))
  const isMine = question.by === self.id

  function set(field: string, value: unknown) {
    meeting.change((board) => findEntity(boardCollection(board, 'questions'), question.id)?.set(field, value))
  }

  function remove(event: MouseEvent<HTMLElement>) {
    focusPanel(event)
    meeting.change((board) => boardCollection(board, 'questions').delete(question.id))
    toast('Question deleted.', { label: 'Undo', run: () => meeting.undo.undo() })
  }

  return (
    <li className={styles['question']} data-answered={question.answered}>
      <div className={styles['top']}>
        <div className={styles['text']}>
          <EditableText
            value={question.text}
            label={`Question by ${author}`}
            compact
            editable={mayWrite && isMine}
            onReplace={(fragment) => set('text', fragment)}
          />
        </div>
        {mayWrite && (isMine || isFacilitator) ? (
          <IconButton label="Delete the question" onClick={remove}>
            <Trash2 aria-hidden size={15} />
          </IconButton>
        ) : null}
      </div>
      <div className={styles['about']}>
        <span>{isMine ? 'You' : author}</span>
        {question.about === null ? null : <EntryLink entry={question.about} />}
      </div>
      {hasAnswer || isAnswering ? (
        <div className={styles['answer']}>
          <EditableText
            value={question.answer}
            label="Answer"
            placeholder="What do we know now?"
            editable={mayWrite}
            autoFocus={isAnswering}
            onReplace={(fragment) => set('answer', fragment)}
            onEditingChange={(isEditing) => {
              if (!isEditing) setAnswering(false)
            }}
          />
        </div>
      ) : null}
      <div className={styles['actions']}>
        <VoteButton question={question} />
        {mayWrite && !hasAnswer && !isAnswering ? (
          <Button look="plain" onClick={() => setAnswering(true)}>
            Answer
          </Button>
        ) : null}
        {mayWrite ? (
          <Button
            look="plain"
            onClick={(event) => {
              focusPanel(event)
              set('answered', !question.answered)
              announce(question.answered ? 'The question is open again.' : 'Marked as answered.')
            }}
          >
            {question.answered ? 'Open again' : 'Mark answered'}
          </Button>
        ) : null}
      </div>
    </li>
  )
}

/** The button is about to vanish or to move; the keyboard goes on from the panel that it stood in. */
function focusPanel(event: MouseEvent<HTMLElement>): void {
  event.currentTarget.closest<HTMLElement>('[role=tabpanel]')?.focus()
}
