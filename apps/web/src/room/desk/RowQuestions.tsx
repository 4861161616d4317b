import { prompts } from '@second-story/coach'
import { formatTime } from '@second-story/meeting'
import { useDetails, useEntity, useMeeting } from '../../connection/useMeeting.ts'
import { useRoomView } from '../roomView.ts'
import styles from './Desk.module.css'

/**
 * Questions that fit the timeline row under discussion. They stand on the desk and not in the row: a facilitator may share their screen, and
 * a row that grows when it is pressed moves what somebody else is about to press.
 */
export function RowQuestions() {
  const { timeline } = useMeeting()
  const current = useRoomView((view) => view.currentEntry)
  const entry = useEntity(timeline, current ?? '')
  const { zone } = useDetails()
  if (entry === null) return null
  const questions = (entry.kind === null ? null : prompts.kinds[entry.kind]) ?? anyKind
  return (
    <section>
      <h3 className={styles['title']}>To ask about {entry.at === null ? 'this row' : formatTime(entry, zone)}</h3>
      <ul className={styles['questions']}>
        {questions.map((question) => (
          <li key={question}>{question}</li>
        ))}
      </ul>
    </section>
  )
}

const anyKind = ['What surprised you here? What had you expected?', 'Who remembers it differently? Shall we keep both?']
