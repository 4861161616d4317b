import { useId } from 'react'
import { useAll, useMayWrite, useMeeting } from '../../connection/useMeeting.ts'
import { Button } from '../../design/Button.tsx'
import { compose } from '../roomView.ts'
import { QuestionItem } from './QuestionItem.tsx'
import { sortQuestions } from './questionOrder.ts'
import styles from './QuestionList.module.css'
import { useSteadyOrder } from './useSteadyOrder.ts'

/** All questions of the meeting: those still open first, those that most are curious about on top. */
export function QuestionList() {
  const questions = useAll(useMeeting().questions)
  const { open, answered } = sortQuestions(questions)
  const heading = useId()
  const steady = useSteadyOrder(open)

  if (questions.length === 0) return <NoQuestions />
  return (
    <>
      {open.length === 0 ? <p className={styles['none']}>No open questions. Is everybody’s curiosity fed?</p> : null}
      <ul role="list" className={styles['list']} aria-label="Open questions" {...steady.listProps}>
        {steady.ids.map((id) => (
          <QuestionItem key={id} id={id} />
        ))}
      </ul>
      {answered.length === 0 ? null : (
        <section aria-labelledby={heading}>
          <h3 className={styles['heading']} id={heading}>
            Answered
          </h3>
          <ul role="list" className={styles['list']}>
            {answered.map((id) => (
              <QuestionItem key={id} id={id} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function NoQuestions() {
  const mayWrite = useMayWrite()
  return (
    <div className={styles['empty']}>
      <p>
        No questions yet. “What did that look like to you?” and “How did you know?” bring out more than “why did you”. What stays
        unanswered goes into the review as what is not known yet.
      </p>
      {mayWrite ? <Button onClick={() => compose('question')}>Ask the first one</Button> : null}
    </div>
  )
}
