import type { Details, MeetingTime } from '../board/details.ts'
import { knownZone } from './zones.ts'

/** What a date on the calendar follows from: days that passed since the incident. All of it can be changed by people. */

/** When the draft should be there: a moment, or a day (`YYYY-MM-DD`) where only the day of the incident's end is known. */
export type DraftDue = { readonly is: 'moment'; readonly at: string } | { readonly is: 'day'; readonly day: string }

/** A day after the end by the clock of the meeting's zone, or what somebody chose. Null while the end isn't known. */
export function draftDueOf({ draftDue, ended, zone }: Pick<Details, 'draftDue' | 'ended' | 'zone'>): DraftDue | null {
  if (draftDue !== null) return { is: 'moment', at: draftDue }
  if (ended === null) return null
  if (!ended.includes('T')) {
    const day = plainDate(ended)
    return day === null ? null : { is: 'day', day: day.add({ days: 1 }).toString() }
  }
  return { is: 'moment', at: isoOf(zoned(ended, zone).add({ days: 1 })) }
}

/** How long the incident lasted; null while either time isn't known, or where they can't both be right. */
export function lastedMs({ began, ended }: Pick<Details, 'began' | 'ended'>): number | null {
  if (began === null || ended === null || !ended.includes('T')) return null
  const ms = Date.parse(ended) - Date.parse(began)
  return ms < 0 ? null : ms
}

/** Memories are fresh and the draft is there. */
const businessDaysAfterTheEnd = 3
const hour = 10

/**
 * Ten o'clock by the organiser's clock, three business days after the incident; never before the business day after `now`, so that
 * people hear of it, nor on the day on which the draft is due. Saturdays and Sundays are skipped; holidays are not known here.
 */
export function proposeMeetingTime(details: Details, { now, zone }: { now: string; zone: string }): Omit<MeetingTime, 'minutes'> {
  const home = knownZone(zone)
  const today = zoned(now, home).toPlainDate()
  const due = draftDueOf(details)
  const dueDay = due === null ? null : due.is === 'day' ? plainDate(due.day) : zoned(due.at, home).toPlainDate()
  const earliest = latest(addBusinessDays(today, 1), dueDay === null ? null : addBusinessDays(dueDay, 1))
  const end = details.ended ?? details.began
  const endDay = end === null ? today : end.includes('T') ? zoned(end, home).toPlainDate() : (plainDate(end) ?? today)
  const day = latest(addBusinessDays(endDay, businessDaysAfterTheEnd), earliest)
  return { at: isoOf(day.toZonedDateTime({ timeZone: home, plainTime: { hour } })), zone: home }
}

function addBusinessDays(from: Temporal.PlainDate, count: number): Temporal.PlainDate {
  let day = from
  for (let left = count; left > 0;) {
    day = day.add({ days: 1 })
    if (day.dayOfWeek <= 5) left -= 1
  }
  return day
}

function latest(a: Temporal.PlainDate, b: Temporal.PlainDate | null): Temporal.PlainDate {
  return b === null || Temporal.PlainDate.compare(a, b) >= 0 ? a : b
}

/** Null for a day that doesn't exist: a shared document may hold any of the right shape. */
function plainDate(day: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(day, { overflow: 'reject' })
  } catch {
    return null
  }
}

function zoned(at: string, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(Date.parse(at)).toZonedDateTimeISO(knownZone(zone))
}

function isoOf(at: Temporal.ZonedDateTime): string {
  return at.toString({ timeZoneName: 'never', smallestUnit: 'second' })
}
