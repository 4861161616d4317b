import { boardCollection, findEntity, type Question, setInIdSet } from '@second-story/meeting'
import { useMayWrite, useMeeting, useSelf } from '../../connection/useMeeting.ts'
import styles from './QuestionItem.module.css'

/** Says that I am curious about it too. Works offline; a second press takes it back. Observers see the count. */
export function VoteButton({ question }: { question: Question }) {
  const meeting = useMeeting()
  const self = useSelf()
  const mayWrite = useMayWrite()
  const count = question.votes.length
  if (!mayWrite) return count === 0 ? null : <span className={styles['count']}>{count} curious too</span>

  const isVoted = question.votes.includes(self.id)
  return (
    <button
      type="button"
      className={styles['vote']}
      aria-pressed={isVoted}
      onClick={() =>
        meeting.change((board) => {
          const entity = findEntity(boardCollection(board, 'questions'), question.id)
          if (entity) setInIdSet(entity, 'votes', self.id, !isVoted)
        })
      }
    >
      Curious too{count > 0 ? <span className={styles['count']}>{count}</span> : null}
    </button>
  )
}
