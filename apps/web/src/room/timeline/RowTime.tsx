import { formatDay, formatForEditing, formatTime, type TimelineEntry } from '@second-story/meeting'
import { Fragment, type KeyboardEvent, useId, useState } from 'react'
import { useDetails, useMeeting } from '../../connection/useMeeting.ts'
import { announce } from '../../design/announce.tsx'
import styles from './RowTime.module.css'
import { setTime } from './rowChanges.ts'
import { useTypedTime } from './useTypedTime.ts'

interface RowTimeProps {
  entry: TimelineEntry
  /** The time of the row before. */
  after: string | null
  editable: boolean
  isOpen: boolean
  onOpen: () => void
  /** `byKey`: the focus was in the field and has to go somewhere. */
  onClose: (byKey: boolean) => void
}

/** The time of a row in the gutter; a press makes it a field. */
export function RowTime({ entry, after, editable, isOpen, onOpen, onClose }: RowTimeProps) {
  const { zone } = useDetails()
  if (isOpen && editable) return <OpenTime entry={entry} after={after} onClose={onClose} />
  const text = formatTime(entry, zone)
  const shown = text === '' ? <span className={styles['none']}>{editable ? 'Set time' : 'No time'}</span> : withoutWrap(text)
  const title = entry.at === null ? 'No time yet' : `${formatDay(entry.at, zone)} (${zone}), ${utc(entry.at)}`
  if (!editable) {
    return (
      <span className={styles['time']} title={title}>
        {shown}
      </span>
    )
  }
  return (
    <button
      type="button"
      className={styles['time']}
      title={title}
      aria-label={text === '' ? 'Set the time' : `${text}, change the time`}
      onClick={onOpen}
    >
      {shown}
    </button>
  )
}

function OpenTime({ entry, after, onClose }: Pick<RowTimeProps, 'entry' | 'after' | 'onClose'>) {
  const meeting = useMeeting()
  const { zone, incidentDate } = useDetails()
  const [text, setText] = useState(() => formatForEditing(entry, zone, incidentDate))
  const [wasTouched, setTouched] = useState(false)
  const typed = useTypedTime(text, after)
  const hintId = useId()

  function close(byKey: boolean) {
    if ('why' in typed) {
      // What can't be understood is not thrown away under the hands; it stays in the field with the reason.
      if (byKey) announce(typed.why)
      return
    }
    if (wasTouched) setTime(meeting, entry.id, typed.time)
    onClose(byKey)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') close(true)
    else if (event.key === 'Escape') onClose(true)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div className={styles['open']}>
      <input
        className={styles['field']}
        aria-label="Time of this row"
        aria-describedby={hintId}
        aria-invalid={'why' in typed}
        placeholder="13:05"
        value={text}
        autoFocus
        autoComplete="off"
        spellCheck={false}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          setText(event.target.value)
          setTouched(true)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => close(false)}
      />
      <p className={styles['hint']} id={hintId} data-unclear={'why' in typed}>
        {'why' in typed ? typed.why : typed.hint}
      </p>
    </div>
  )
}

/** `about 13:05 to 13:20` breaks between its parts, never within a time. */
function withoutWrap(text: string) {
  return text.split(/(?<=about) | (?=to )/).map((part, place) => (
    <Fragment key={part}>
      {place > 0 ? ' ' : null}
      <span className={styles['part']}>{part}</span>
    </Fragment>
  ))
}

function utc(at: string): string {
  return `${new Date(at).toISOString().slice(11, 16)} UTC`
}
