import { CalendarPlus } from 'lucide-react'
import type { ReactNode } from 'react'
import { useMayWrite, useMeeting, useSaveState } from '../../connection/useMeeting.ts'
import { meetingApi } from '../../connection/meetingApi.ts'
import { Button, LinkButton } from '../../design/Button.tsx'
import styles from './DraftPhase.module.css'

interface CalendarEntryProps {
  /** Of the entry, which can be given the focus. */
  id?: string
  title: string
  /** What the calendar file is called; null while there's no time to put into it. */
  file: 'draft-due' | 'meeting' | null
  /** When it is, or why that isn't known yet. */
  when: ReactNode
  isEditing: boolean
  onEdit: (isEditing: boolean) => void
  editLabel: string
  /** The fields to edit it with. */
  children: ReactNode
  actions?: ReactNode
}

/** One date of the review: when it is, the file for one's calendar, and how to change it. */
export function CalendarEntry({ id, title, file, when, isEditing, onEdit, editLabel, children, actions }: CalendarEntryProps) {
  const meeting = useMeeting()
  const mayWrite = useMayWrite()
  const { is } = useSaveState()
  const isReachable = is === 'saved' || is === 'saving'
  return (
    <section id={id} tabIndex={-1} className={styles['entry']} aria-label={title}>
      <h3>{title}</h3>
      <p data-known={file !== null}>{when}</p>
      {isEditing ? <div className={styles['form']}>{children}</div> : null}
      <div className={styles['actions']}>
        {file !== null && isReachable ? (
          <LinkButton href={meetingApi.calendarAddress(meeting.id, file)} download={`${file}.ics`}>
            <CalendarPlus aria-hidden size={16} /> Add to my calendar
            <span className={styles['soft']}>.ics</span>
          </LinkButton>
        ) : null}
        {mayWrite ? actions : null}
        {mayWrite ? (
          <Button look="plain" aria-expanded={isEditing} onClick={() => onEdit(!isEditing)}>
            {isEditing ? 'Done' : editLabel}
          </Button>
        ) : null}
      </div>
      {file !== null && !isReachable ? (
        <p className={styles['soft']}>The calendar file is made by the server. It can be had again once you are connected.</p>
      ) : null}
    </section>
  )
}
