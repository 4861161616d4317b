import { momentOf, type WallClock, wallClockOf } from '@second-story/meeting'
import { useState } from 'react'
import { TextField } from '../../design/Field.tsx'

interface MomentFieldsProps {
  dateLabel: string
  timeLabel: string
  /** ISO 8601, or a day; null while it isn't known. */
  value: string | null
  zone: string
  /** The date that counts where only a time is typed; null for none. */
  fallbackDate?: string | null
  /** Whether a date alone says enough. */
  takesDay?: boolean
  optional?: boolean
  hint?: string | undefined
  problem?: string | null
  onChange: (value: string | null) => void
}

/**
 * A date and a time, each of which may be blank. What is typed is kept on this screen until it is a moment: half of one is not sent to
 * the others, and theirs doesn't overwrite it.
 */
export function MomentFields(props: MomentFieldsProps) {
  const { dateLabel, timeLabel, value, zone, fallbackDate = null, takesDay = false, optional = true, hint, onChange } = props
  const shared = value === null ? blank : wallClockOf(value, zone)
  const [typed, setTyped] = useState<WallClock | null>(null)
  const shown = typed ?? shared
  const read = readFields(shown, { zone, fallbackDate, takesDay })

  function type(change: Partial<WallClock>) {
    const next = { ...shown, ...change }
    const after = readFields(next, { zone, fallbackDate, takesDay })
    setTyped(after.is === 'unclear' ? next : null)
    if (after.is !== 'unclear' && after.value !== value) onChange(after.value)
  }

  const problem = read.is === 'unclear' ? read.why : (props.problem ?? null)
  return (
    <>
      <TextField
        label={dateLabel}
        type="date"
        min={`${firstYear}-01-01`}
        optional={optional}
        value={shown.date}
        hint={hint}
        onChange={(event) => type({ date: event.target.value })}
      />
      <TextField
        label={timeLabel}
        type="time"
        optional={optional}
        value={shown.time}
        error={problem}
        onChange={(event) => type({ time: event.target.value })}
      />
    </>
  )
}

const blank: WallClock = { date: '', time: '' }
/** While somebody types 2026 the field says 0002, 0020 and 0202 first. */
const firstYear = 1970

type Read = { readonly is: 'value'; readonly value: string | null } | { readonly is: 'unclear'; readonly why: string | null }

function readFields(
  { date, time }: WallClock,
  { zone, fallbackDate, takesDay }: { zone: string; fallbackDate: string | null; takesDay: boolean },
): Read {
  if (date === '' && time === '') return { is: 'value', value: null }
  const day = date === '' ? (fallbackDate ?? '') : date
  if (day === '') return { is: 'unclear', why: 'On which day? Fill in the date too.' }
  if (Number(day.split('-')[0]) < firstYear) return { is: 'unclear', why: null }
  if (time === '')
    return takesDay ? { is: 'value', value: day } : { is: 'unclear', why: 'At what time? Fill it in too, or leave both blank.' }
  const moment = momentOf({ date: day, time }, zone)
  return moment.is === 'moment' ? { is: 'value', value: moment.at } : moment
}
