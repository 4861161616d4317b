import { type EntryTime, knownZone } from '@second-story/meeting'

/**
 * The time of a row as it can be read alone and years later: `2018-02-10 13:01 (UTC-05:00)`, in the meeting's zone. What is only about
 * right, a range, a day or not known says so.
 */
export function momentOf(time: EntryTime, zone: string): string {
  if (time.at === null) return 'Time not known'
  const from = zoned(time.at, zone)
  const to = time.until === null ? null : zoned(time.until, zone)
  const about = time.approximate ? 'about ' : ''
  const day = (it: Zoned) => it.toPlainDate().toString()
  if (time.precision === 'day') return `${about}${day(from)}${to === null ? '' : ` to ${day(to)}`}`

  const smallestUnit = time.precision === 'second' ? 'second' : 'minute'
  const clock = (it: Zoned) => it.toPlainTime().toString({ smallestUnit })
  const begin = `${about}${day(from)} ${clock(from)}`
  if (to === null) return `${begin} (${offsetOf(from)})`
  const end = day(from) === day(to) ? clock(to) : `${day(to)} ${clock(to)}`
  // Clocks may change between the two.
  return from.offset === to.offset
    ? `${begin} to ${end} (${offsetOf(from)})`
    : `${begin} (${offsetOf(from)}) to ${end} (${offsetOf(to)})`
}

/** The same for a bare moment to the minute. */
export function momentAt(at: string, zone: string): string {
  return momentOf({ at, until: null, precision: 'minute', approximate: false }, zone)
}

type Zoned = Temporal.ZonedDateTime

function zoned(at: string, zone: string): Zoned {
  return Temporal.Instant.fromEpochMilliseconds(Date.parse(at)).toZonedDateTimeISO(knownZone(zone))
}

function offsetOf(time: Zoned): string {
  return time.offset === '+00:00' ? 'UTC' : `UTC${time.offset}`
}
