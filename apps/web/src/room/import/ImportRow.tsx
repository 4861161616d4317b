import { formatDay, formatTime, type Mark, marks } from '@second-story/meeting'
import { Star } from 'lucide-react'
import { useRef } from 'react'
import { IconButton } from '../../design/Button.tsx'
import { markTitles } from '../marks.ts'
import { type Item, timeOf } from './candidates.ts'
import type { Choice } from './importSession.ts'
import styles from './Import.module.css'

interface ImportRowProps {
  item: Item
  zone: string
  isCurrent: boolean
  isSelected: boolean
  isTabStop: boolean
  onSelect: (id: string, extend?: boolean) => void
  /** With `extend` for all from where the selection begins. */
  onKeep: (isKept: boolean, extend: boolean) => void
  onChoose: (choice: Choice) => void
}

export function ImportRow({ item, zone, isCurrent, isSelected, isTabStop, onSelect, onKeep, onChoose }: ImportRowProps) {
  const { first, members, isKept, isStarred, mark } = item
  const { row } = first
  const withShift = useRef(false)
  const tabIndex = isTabStop ? 0 : -1
  const time = timeWords(item, zone)
  const notes = [
    members.length > 1 ? `${members.length} in one row` : null,
    first.leftOut === null ? null : `Left out: ${first.leftOut}`,
    first.isThere ? 'In the timeline already' : null,
    row.thread === null ? null : 'In a thread',
    row.isNoise ? 'Seldom kept' : null,
  ].filter((note) => note !== null)

  return (
    // With a mouse anywhere on the row is easier to hit; its checkbox is what keyboards use.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- see above
    <div
      className={styles['row']}
      data-current={isCurrent}
      data-selected={isSelected}
      data-kept={isKept}
      onClick={(event) => {
        if (!(event.target instanceof Element) || event.target.closest('input, select, button') === null)
          onSelect(item.id, event.shiftKey)
      }}
    >
      <input
        type="checkbox"
        checked={isKept}
        tabIndex={tabIndex}
        aria-label={[time, row.who, row.text.slice(0, 120), ...notes].filter((part) => part !== null && part !== '').join(', ')}
        onFocus={() => {
          if (!isCurrent && !withShift.current) onSelect(item.id)
        }}
        onPointerDown={(event) => {
          withShift.current = event.shiftKey
        }}
        onClick={(event) => {
          withShift.current = false
          if (event.shiftKey) onSelect(item.id, true)
        }}
        onChange={({ target, nativeEvent }) => onKeep(target.checked, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
      />
      <div className={styles['words']}>
        <p className={styles['meta']}>
          <span className={styles['time']}>{time}</span>
          {row.who === null ? null : <b>{row.who}</b>}
          {notes.map((note) => (
            <span key={note} className={styles['note']}>
              {note}
            </span>
          ))}
        </p>
        <p className={styles['text']}>{members.map(({ row: each }) => each.text).join('\n')}</p>
      </div>
      <select
        className={styles['mark']}
        aria-label="Mark"
        value={mark ?? ''}
        tabIndex={tabIndex}
        data-mark={mark}
        onChange={({ target: { value } }) => onChoose({ mark: marks.find((each: Mark) => each === value) ?? null })}
      >
        <option value="">No mark</option>
        {marks.map((each) => (
          <option key={each} value={each}>
            {markTitles[each].word}
          </option>
        ))}
      </select>
      <IconButton
        label={isStarred ? 'Starred' : 'Star'}
        hint="S"
        aria-pressed={isStarred}
        tabIndex={tabIndex}
        onClick={() => onChoose({ isStarred: !isStarred })}
      >
        <Star aria-hidden size={16} fill={isStarred ? 'currentColor' : 'none'} />
      </IconButton>
    </div>
  )
}

/** In the review’s zone once it is an instant; before that as the source has it. */
function timeWords({ first: { row } }: Item, zone: string): string {
  const time = timeOf(row, zone)
  if (time === null) return row.at === null ? 'no time' : `${row.at.replace('T', ' ')}, zone?`
  if (time.at === null || time.precision === 'day') return formatTime(time, zone)
  return `${formatDay(time.at, zone).replace(/^\w+, /, '')}, ${formatTime(time, zone)}`
}
