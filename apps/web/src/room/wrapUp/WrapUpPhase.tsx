import { setDetail, type Status } from '@second-story/meeting'
import { Download } from 'lucide-react'
import { meetingApi } from '../../connection/meetingApi.ts'
import { useAll, useDetails, useMayWrite, useMeeting } from '../../connection/useMeeting.ts'
import { LinkButton } from '../../design/Button.tsx'
import { SelectField } from '../../design/Field.tsx'
import { PhaseHeading } from '../PhaseHeading.tsx'
import { standing } from '../standing.ts'
import { lookAt } from '../roomView.ts'
import styles from './WrapUpPhase.module.css'

const statusTitles: Readonly<Record<Status, string>> = { draft: 'Draft', 'in-review': 'In review', completed: 'Completed' }

/** What was learned, what is still open, and the review to take away. */
export function WrapUpPhase() {
  const meeting = useMeeting()
  const details = useDetails()
  const mayWrite = useMayWrite()
  return (
    <>
      <PhaseHeading phase="wrap-up" />
      <WhatCameOfIt />
      <OpenQuestions />
      <section className={styles['section']} aria-labelledby="take-away">
        <h2 className={styles['title']} id="take-away">
          The review
        </h2>
        <p className={styles['text']}>
          Everything that was written, as one document, with the definition at its head. What anybody parked and never opened is
          not in it.
        </p>
        <div className={styles['actions']}>
          <LinkButton look="primary" size="large" href={meetingApi.exportAddress(meeting.id, 'markdown')} download>
            <Download aria-hidden size={18} /> Markdown
          </LinkButton>
          {mayWrite ? (
            <SelectField
              label="Status of the review"
              value={details.status}
              onChange={(event) => {
                const status = event.target.value
                if (isStatus(status)) meeting.change((board) => setDetail(board, 'status', status))
              }}
            >
              {Object.entries(statusTitles).map(([status, title]) => (
                <option key={status} value={status}>
                  {title}
                </option>
              ))}
            </SelectField>
          ) : (
            <p className={styles['text']}>Status: {statusTitles[details.status]}</p>
          )}
        </div>
      </section>
      <section className={styles['section']} aria-labelledby="before-leaving">
        <h2 className={styles['title']} id="before-leaving">
          Before we leave
        </h2>
        <ul className={styles['asks']}>
          <li>What one thing will you do differently?</li>
          <li>Who else should read this?</li>
          <li>When do we meet again? Recommendations ripen for two days or more before any becomes an action.</li>
        </ul>
      </section>
    </>
  )
}

function WhatCameOfIt() {
  const meeting = useMeeting()
  const rows = useAll(meeting.timeline).length
  const causes = useAll(meeting.causes).length
  const lessons = useAll(meeting.lessons).length
  const { open } = standing(useAll(meeting.recommendations))
  const { noRecommendations } = useDetails()
  const roomPhase = meeting.agenda.get().phase
  const figures = [
    { phase: 'timeline', count: rows, one: 'moment in the timeline', many: 'moments in the timeline' },
    { phase: 'causes', count: causes, one: 'cause', many: 'causes' },
    { phase: 'lessons', count: lessons, one: 'lesson', many: 'lessons' },
    { phase: 'recommendations', count: open.length, one: 'recommendation', many: 'recommendations' },
  ] as const
  return (
    <section className={styles['section']} aria-labelledby="came-of-it">
      <h2 className={styles['title']} id="came-of-it">
        What we learned
      </h2>
      <ul className={styles['figures']} role="list">
        {figures.map(({ phase, count, one, many }) => (
          <li key={phase}>
            <button type="button" className={styles['figure']} onClick={() => lookAt(phase, roomPhase)}>
              <span className={styles['number']}>{count}</span>
              <span>{count === 1 ? one : many}</span>
            </button>
          </li>
        ))}
      </ul>
      {open.length === 0 && noRecommendations ? (
        <p className={styles['text']}>No recommendations, and that is fine: learning comes first.</p>
      ) : null}
    </section>
  )
}

function OpenQuestions() {
  const meeting = useMeeting()
  const open = useAll(meeting.questions).filter((question) => !question.answered).length
  return (
    <section className={styles['section']} aria-labelledby="not-known">
      <h2 className={styles['title']} id="not-known">
        What we still don’t know
      </h2>
      <p className={styles['text']}>
        {open === 0
          ? 'Every question has an answer.'
          : `${open === 1 ? '1 question is' : `${open} questions are`} still open. They go into the review as they are: who would like to find out?`}
      </p>
    </section>
  )
}

function isStatus(value: string): value is Status {
  return value in statusTitles
}
