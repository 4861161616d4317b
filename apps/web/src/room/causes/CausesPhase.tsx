import { questionsForCauses } from '@second-story/coach'
import { addCause, type Cause, plainText, readRichText } from '@second-story/meeting'
import { useAll, useIds, useMayWrite, useMeeting, usePeople } from '../../connection/useMeeting.ts'
import { AddLine } from '../AddLine.tsx'
import { PhaseHeading } from '../PhaseHeading.tsx'
import { CauseItem } from './CauseItem.tsx'
import styles from './CausesPhase.module.css'
import { TrapShelf } from './TrapShelf.tsx'
import { useDebouncedVersion } from '../useDebouncedVersion.ts'

/** Everything that had to be true. A list by construction; the phase opens with the traps that lie here. */
export function CausesPhase() {
  const meeting = useMeeting()
  const ids = useIds(meeting.causes)
  const mayWrite = useMayWrite()
  const questions = useQuestions()
  const lonely = questions.find((question) => question.cause === null)

  return (
    <>
      <PhaseHeading phase="causes" />
      <TrapShelf />
      {ids.length === 0 ? (
        <p className={styles['empty']}>
          What had to be true for this to happen? Start anywhere: a default nobody chose, two versions that had never met, an
          alert that looked the same on a good day. Each line is one of several.
        </p>
      ) : null}
      <ol className={styles['list']} role="list">
        {ids.map((id, index) => (
          <CauseItem
            key={id}
            id={id}
            number={index + 1}
            questions={questions.filter((question) => question.cause === id).map((question) => question.question)}
          />
        ))}
      </ol>
      {lonely && mayWrite ? (
        <p className={styles['private']} role="note">
          <span className={styles['privateLabel']}>Only you see this</span> {lonely.question}
        </p>
      ) : null}
      {mayWrite ? (
        <AddLine
          label="Add a cause"
          field="cause"
          placeholder={ids.length === 0 ? 'What had to be true?' : 'What else had to be true?'}
          onAdd={(text) => meeting.change((board) => addCause(board, meeting.newEntity(), { text }))}
        />
      ) : null}
    </>
  )
}

/** The coach's questions to this person; computed here, sent nowhere. */
function useQuestions() {
  const meeting = useMeeting()
  const causes = useAll(meeting.causes)
  const people = usePeople()
  // Texts are live: a pause after the last keystroke anywhere on the board is soon enough to look again.
  useDebouncedVersion(meeting.board)
  return questionsForCauses(
    causes.map(toPlain),
    people.map(({ name }) => name),
  )
}

function toPlain(cause: Cause): { id: string; text: string } {
  return { id: cause.id, text: plainText(readRichText(cause.text)) }
}
