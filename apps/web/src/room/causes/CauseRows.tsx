import { boardCollection, findEntity, formatTime, setInIdSet } from '@second-story/meeting'
import { useState } from 'react'
import { useDetails, useEntity, useMayWrite, useMeeting } from '../../connection/useMeeting.ts'
import { Button } from '../../design/Button.tsx'
import { lookAt, setRoomView } from '../roomView.ts'
import { useRichTextLine } from '../useRichTextLine.ts'
import styles from './CauseItem.module.css'
import { RowPicker } from './RowPicker.tsx'

type Link = 'supportedBy' | 'conflictsWith'

interface CauseRowsProps {
  id: string
  supportedBy: readonly string[]
  conflictsWith: readonly string[]
}

/** The moments of the timeline that support a cause, and those that do not fit: a cause without the second is a story we like. */
export function CauseRows({ id, supportedBy, conflictsWith }: CauseRowsProps) {
  const meeting = useMeeting()
  const mayWrite = useMayWrite()
  const [picking, setPicking] = useState<Link | null>(null)
  const toggle = (link: Link, row: string, on: boolean) =>
    meeting.change((board) => {
      const cause = findEntity(boardCollection(board, 'causes'), id)
      if (cause) setInIdSet(cause, link, row, on)
    })

  return (
    <>
      <RowList
        title="Seen in"
        rows={supportedBy}
        onPick={mayWrite ? () => setPicking('supportedBy') : null}
        pickLabel="Rows that support it"
      />
      <RowList
        title="Does not fit"
        rows={conflictsWith}
        onPick={mayWrite ? () => setPicking('conflictsWith') : null}
        pickLabel="Rows that don’t fit"
      />
      {picking ? (
        <RowPicker
          title={picking === 'supportedBy' ? 'Which moments support it?' : 'Which moments don’t fit?'}
          chosen={picking === 'supportedBy' ? supportedBy : conflictsWith}
          onToggle={(row, on) => toggle(picking, row, on)}
          onClose={() => setPicking(null)}
        />
      ) : null}
    </>
  )
}

interface RowListProps {
  title: string
  rows: readonly string[]
  onPick: (() => void) | null
  pickLabel: string
}

function RowList({ title, rows, onPick, pickLabel }: RowListProps) {
  if (rows.length === 0 && onPick === null) return null
  return (
    <div className={styles['rows']} role="group" aria-label={title}>
      <span className={styles['label']}>{title}</span>
      {rows.map((row) => (
        <Row key={row} id={row} />
      ))}
      {onPick ? (
        <Button look="plain" onClick={onPick} aria-label={`${pickLabel}…`}>
          {rows.length === 0 ? 'Choose rows…' : 'Change…'}
        </Button>
      ) : null}
    </div>
  )
}

function Row({ id }: { id: string }) {
  const meeting = useMeeting()
  const entry = useEntity(meeting.timeline, id)
  const { zone } = useDetails()
  const line = useRichTextLine(entry?.text ?? '', 60)
  if (entry === null) return null
  const show = () => {
    setRoomView({ currentEntry: entry.id })
    lookAt('timeline', meeting.agenda.get().phase)
  }
  return (
    <button type="button" className={styles['row']} onClick={show} title="Show it in the timeline">
      <span className={styles['time']}>{entry.at === null ? 'no time' : formatTime(entry, zone)}</span> {line}
    </button>
  )
}
