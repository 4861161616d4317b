import { addLesson, type LessonKind, lessonKinds } from '@second-story/meeting'
import { useAll, useMayWrite, useMeeting } from '../../connection/useMeeting.ts'
import { AddLine } from '../AddLine.tsx'
import { PhaseHeading } from '../PhaseHeading.tsx'
import { LessonItem } from './LessonItem.tsx'
import styles from './LessonsPhase.module.css'

const parts: Readonly<Record<LessonKind, { title: string; empty: string; placeholder: string }>> = {
  'went-well': {
    title: 'What went well',
    empty: 'What went better than it might have, and who made it so?',
    placeholder: 'Something to keep doing…',
  },
  'went-wrong': {
    title: 'What went wrong',
    empty: 'What surprised you? What do you now know about how this really works?',
    placeholder: 'Something we know now…',
  },
  'got-lucky': {
    title: 'Where we got lucky',
    empty: 'On which other day would it have been worse?',
    placeholder: 'Something that might have gone otherwise…',
  },
}

export function LessonsPhase() {
  return (
    <>
      <PhaseHeading phase="lessons" />
      <div className={styles['parts']}>
        {lessonKinds.map((kind) => (
          <Part key={kind} kind={kind} />
        ))}
      </div>
    </>
  )
}

function Part({ kind }: { kind: LessonKind }) {
  const meeting = useMeeting()
  const lessons = useAll(meeting.lessons).filter((lesson) => lesson.kind === kind)
  const mayWrite = useMayWrite()
  const { title, empty, placeholder } = parts[kind]
  return (
    <section className={styles['part']} aria-labelledby={`lessons-${kind}`}>
      <h2 className={styles['title']} id={`lessons-${kind}`}>
        {title}
      </h2>
      {lessons.length === 0 ? <p className={styles['empty']}>{empty}</p> : null}
      <ul className={styles['list']} role="list">
        {lessons.map((lesson) => (
          <LessonItem key={lesson.id} id={lesson.id} part={title} />
        ))}
      </ul>
      {mayWrite ? (
        <AddLine
          label={`Add to: ${title}`}
          field="lesson"
          placeholder={placeholder}
          onAdd={(text) => meeting.change((board) => addLesson(board, meeting.newEntity(), { text, kind }))}
        />
      ) : null}
    </section>
  )
}
