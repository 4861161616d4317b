import { formatTime } from '@second-story/meeting'
import { type SubmitEvent, type KeyboardEvent, useId, useRef } from 'react'
import { useDetails, useEntity, useMeeting } from '../../connection/useMeeting.ts'
import { announce, toast } from '../../design/announce.tsx'
import { Button } from '../../design/Button.tsx'
import { openImport } from '../openImport.ts'
import { useRoomView } from '../roomView.ts'
import styles from './NewRow.module.css'
import { addRow } from './rowChanges.ts'
import { type DraftPlace, useRowDraft } from './rowDraft.ts'
import { goToRow } from './timelineView.ts'
import { useTypedTime } from './useTypedTime.ts'

interface NewRowProps {
  place: DraftPlace
  /** The row behind which it stands as long as its time agrees; null in an empty timeline. */
  after: string | null
  /** It was added, or is not wanted now; what was typed is kept. */
  onDone?: () => void
}

/** The time field of the line at the foot, for the key that leads there. */
export const endTimeId = 'new-row-time'

/** From so many lines on, what is pasted is likely more than one row. */
const linesOfSeveralRows = 4

/** Pasting goes on as ever; the other way is one press away. */
function offerImport(pasted: string): void {
  if (pasted.split('\n').filter((line) => line.trim() !== '').length < linesOfSeveralRows) return
  toast('That looks like several rows.', { label: 'Import them', run: () => void openImport(pasted) })
}

/** A line for a new row: a time, as people can tell it, and what happened. */
export function NewRow({ place, after, onDone }: NewRowProps) {
  const meeting = useMeeting()
  const { zone } = useDetails()
  const before = useEntity(meeting.timeline, after ?? '')
  const [draft, setDraft] = useRowDraft(meeting.id, place)
  const typed = useTypedTime(draft.time, before?.at ?? null)
  const timeField = useRef<HTMLInputElement>(null)
  const textField = useRef<HTMLTextAreaElement>(null)
  const hintId = useId()

  function add() {
    if ('why' in typed) {
      announce(typed.why)
      timeField.current?.focus()
      return
    }
    const text = draft.text.trim()
    if (text === '') {
      textField.current?.focus()
      return
    }
    const id = addRow(meeting, { time: typed.time, text, after })
    setDraft({ time: '', text: '' })
    if (place === 'between') {
      onDone?.()
      goToRow(id)
      announce('Added.')
      return
    }
    timeField.current?.focus()
    const said = typed.time === null ? 'Added, without a time yet.' : `Added at ${formatTime(typed.time, zone)}.`
    // Among the rows of its own time it may be far from the foot, where the next one is typed.
    if (meeting.timeline.ids().at(-1) === id) announce(said)
    else toast(said, { label: 'Show it', run: () => goToRow(id) })
  }

  function onKeyDown(event: KeyboardEvent) {
    // An Enter that ends a composition (accents, Japanese) belongs to the keyboard.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) add()
    else if (event.key === 'Enter' && !event.shiftKey && event.target === textField.current) add()
    else if (event.key === 'Enter' && event.target === timeField.current) {
      if ('why' in typed) announce(typed.why)
      else textField.current?.focus()
    } else if (event.key === 'Escape') leave()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  function leave() {
    onDone?.()
    const row = place === 'between' ? after : useRoomView.getState().currentEntry
    if (row !== null) goToRow(row)
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  }

  const hasSaid = draft.time !== '' || draft.text !== ''
  return (
    <form
      className={styles['new']}
      data-place={place}
      aria-label={place === 'end' ? 'Add what happened' : 'New row after this one'}
      onKeyDown={onKeyDown}
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault()
        add()
      }}
    >
      <input
        ref={timeField}
        id={place === 'end' ? endTimeId : undefined}
        className={styles['time']}
        aria-label="Time of the new row"
        aria-describedby={hintId}
        aria-invalid={'why' in typed}
        placeholder="Time"
        value={draft.time}
        autoFocus={place === 'between'}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setDraft({ ...draft, time: event.target.value })}
      />
      <span className={styles['plus']} aria-hidden>
        +
      </span>
      <textarea
        ref={textField}
        className={styles['text']}
        rows={1}
        aria-label="What happened"
        data-coach="timeline"
        placeholder={place === 'end' ? 'Add what happened…' : 'What happened then? Who saw it, and what did they do?'}
        value={draft.text}
        onPaste={(event) => offerImport(event.clipboardData.getData('text/plain'))}
        onChange={(event) => setDraft({ ...draft, text: event.target.value })}
      />
      <Button type="submit" className={styles['add']} aria-disabled={draft.text.trim() === '' || 'why' in typed}>
        Add
      </Button>
      <p className={styles['hint']} id={hintId} data-unclear={'why' in typed}>
        {'why' in typed ? typed.why : hasSaid ? typed.hint : 'Like 13:05, about 15:20, 20180210-1301, or empty if nobody knows.'}
      </p>
    </form>
  )
}
