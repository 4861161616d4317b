import { boardSection, type Section } from '@second-story/meeting'
import { useId } from 'react'
import { useMayWrite, useMeeting } from '../connection/useMeeting.ts'
import { EditableText } from '../editor/EditableText.tsx'
import styles from './SectionText.module.css'

interface SectionTextProps {
  section: Section
  title: string
  /** What belongs here, as a question; shown under the title. */
  ask: string
  placeholder: string
}

/** One rich-text section of the review, written by everybody together. */
export function SectionText({ section, title, ask, placeholder }: SectionTextProps) {
  const { board } = useMeeting()
  const mayWrite = useMayWrite()
  const heading = useId()
  return (
    <section className={styles['section']} aria-labelledby={heading}>
      <h2 className={styles['title']} id={heading}>
        {title}
      </h2>
      <p className={styles['ask']}>{ask}</p>
      <div className={styles['text']}>
        <EditableText
          value={boardSection(board, section)}
          label={title}
          placeholder={mayWrite ? placeholder : 'Nothing written yet.'}
          editable={mayWrite}
        />
      </div>
    </section>
  )
}
