import type { EntryTime } from '../board/timeline.ts'
import { knownZone } from './zones.ts'

/**
 * The time of a row as it is shown beside others of its day, told in `zone`: `13:05`, `about 13:05:20`, `13:05 to 13:20`, and for a
 * day `10 Feb 2018`. The end of a range says its day where that is another one. Empty for a row without a time.
 */
export function formatTime(time: EntryTime, zone: string): string {
  return format(time, zone, {
    begin: (from) => (time.precision === 'day' ? dayWords(from) : clock(from, time)),
    end: (from, to) => {
      if (time.precision === 'day') return dayWords(to)
      return isSameDay(from, to) ? clock(to, time) : `${to.day} ${monthName(to)} ${clock(to, time)}`
    },
  })
}

/** The day of a moment in `zone`, for the heading above its rows: `Saturday, 10 February 2018`. */
export function formatDay(at: string, zone: string): string {
  const day = zoned(at, zone)
  return `${weekdays[day.dayOfWeek - 1] ?? ''}, ${day.day} ${months[day.month - 1] ?? ''} ${day.year}`
}

/** The day of a `YYYY-MM-DD` in the same words; null for one that doesn't exist, of which a board may hold any. */
export function formatDate(date: string): string | null {
  const at = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date) ? formatDay(at.toISOString(), 'UTC') : null
}

/**
 * The time of a row as `parseTime` reads it back, to the precision that it has, given the same zone and date and whatever row before.
 * The day stands in it only where it isn't the incident's, an offset only in the hour that comes twice in autumn.
 */
export function formatForEditing(time: EntryTime, zone: string, date: string | null): string {
  const isoDay = (it: Zoned) => it.toPlainDate().toString()
  // An offset behind the end alone would count for the beginning as well.
  const needsOffset = [time.at, time.until].some((it) => it !== null && isRepeated(zoned(it, zone)))
  const withOffset = (it: Zoned) => `${clock(it, time)}${needsOffset ? ` ${it.offset}` : ''}`
  return format(time, zone, {
    begin: (from) => {
      if (time.precision === 'day') return isoDay(from)
      return isoDay(from) === date ? withOffset(from) : `${isoDay(from)} ${withOffset(from)}`
    },
    end: (from, to) => {
      if (time.precision === 'day') return isoDay(to)
      return isSameDay(from, to) ? withOffset(to) : `${isoDay(to)} ${withOffset(to)}`
    },
  })
}

type Zoned = Temporal.ZonedDateTime

function format(
  time: EntryTime,
  zone: string,
  say: { readonly begin: (from: Zoned) => string; readonly end: (from: Zoned, to: Zoned) => string },
): string {
  if (time.at === null) return ''
  const from = zoned(time.at, zone)
  const end = time.until === null ? '' : ` to ${say.end(from, zoned(time.until, zone))}`
  return `${time.approximate ? 'about ' : ''}${say.begin(from)}${end}`
}

function clock(at: Zoned, { precision }: EntryTime): string {
  return at.toPlainTime().toString({ smallestUnit: precision === 'second' ? 'second' : 'minute' })
}

function zoned(at: string, zone: string): Zoned {
  return Temporal.Instant.fromEpochMilliseconds(Date.parse(at)).toZonedDateTimeISO(knownZone(zone))
}

function isSameDay(a: Zoned, b: Zoned): boolean {
  return a.toPlainDate().equals(b.toPlainDate())
}

/** Whether the clock shows this time for the second time: without its offset the first would be meant. */
function isRepeated(time: Zoned): boolean {
  const first = time.toPlainDateTime().toZonedDateTime(time.timeZoneId, { disambiguation: 'earlier' })
  return first.epochMilliseconds !== time.epochMilliseconds
}

function dayWords(day: Zoned): string {
  return `${day.day} ${monthName(day)} ${day.year}`
}

function monthName(day: Zoned): string {
  return (months[day.month - 1] ?? '').slice(0, 3)
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
