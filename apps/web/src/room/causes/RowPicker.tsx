import { formatTime } from '@second-story/meeting'
import { useState } from 'react'
import { useDetails, useEntity, useIds, useMeeting } from '../../connection/useMeeting.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { TextField } from '../../design/Field.tsx'
import { useRichTextLine } from '../useRichTextLine.ts'
import styles from './CauseItem.module.css'

interface RowPickerProps {
  title: string
  chosen: readonly string[]
  onToggle: (row: string, on: boolean) => void
  onClose: () => void
}

/** Ticks rows of the timeline. Each tick counts at once; there is nothing to confirm. */
export function RowPicker({ title, chosen, onToggle, onClose }: RowPickerProps) {
  const meeting = useMeeting()
  const ids = useIds(meeting.timeline)
  const [search, setSearch] = useState('')
  return (
    <Dialog title={title} onClose={onClose}>
      {ids.length === 0 ? (
        <p>The timeline has no rows yet.</p>
      ) : (
        <>
          <TextField
            label="Search the timeline"
            type="search"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          <ul className={styles['choices']} role="list">
            {ids.map((id) => (
              <Choice key={id} id={id} search={search} isChosen={chosen.includes(id)} onToggle={onToggle} />
            ))}
          </ul>
        </>
      )}
    </Dialog>
  )
}

interface ChoiceProps {
  id: string
  search: string
  isChosen: boolean
  onToggle: (row: string, on: boolean) => void
}

function Choice({ id, search, isChosen, onToggle }: ChoiceProps) {
  const meeting = useMeeting()
  const entry = useEntity(meeting.timeline, id)
  const { zone } = useDetails()
  const line = useRichTextLine(entry?.text ?? '', 200)
  if (entry === null) return null
  const time = entry.at === null ? 'no time' : formatTime(entry, zone)
  if (search !== '' && !`${time} ${line}`.toLowerCase().includes(search.toLowerCase())) return null
  return (
    <li>
      <label className={styles['choice']}>
        <input type="checkbox" checked={isChosen} onChange={(event) => onToggle(id, event.target.checked)} />
        <span className={styles['time']}>{time}</span>
        <span>{line === '' ? 'Nothing written yet' : line}</span>
      </label>
    </li>
  )
}
