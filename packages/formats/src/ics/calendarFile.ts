import { knownZone } from '@second-story/meeting'
import { contentLine, textValue } from './contentLine.ts'
import { localTime, timeZoneLines } from './timeZone.ts'

/**
 * One event as an iCalendar file (RFC 5545) that Google, Outlook and Apple take. The same `uid` with a higher `sequence` replaces what
 * was imported before. The time is told in the zone of whoever set it, with that zone's clock beside it, so that it stays at ten
 * o'clock whatever a calendar knows of zones. A moment in UTC, in no zone that is known, or in the hour that comes twice in autumn is
 * written in UTC: no clock of a zone tells the second of the two.
 */
export interface CalendarEvent {
  /** Unique in the world, the same for every version of this event. */
  readonly uid: string
  /** Grows with every change of the time. */
  readonly sequence: number
  readonly title: string
  readonly text: string
  /** Where to go; carries no key. */
  readonly link: string
  readonly time: EventTime
  /** Whether it fills the time of those who have it in their calendar. */
  readonly isBusy: boolean
  readonly remindMinutesBefore: number
}

export type EventTime =
  | { readonly is: 'moment'; readonly at: string; readonly minutes: number; readonly zone: string }
  /** All of a day, `YYYY-MM-DD`. */
  | { readonly is: 'day'; readonly day: string }

/** `writtenAt` is when the file is made, ISO 8601: of two files with one sequence, calendars believe the newer. */
export function calendarFile(event: CalendarEvent, writtenAt: string): string {
  const { time } = event
  const lines = [
    contentLine('BEGIN', 'VCALENDAR'),
    contentLine('VERSION', '2.0'),
    contentLine('PRODID', '-//Second Story//Second Story//EN'),
    contentLine('CALSCALE', 'GREGORIAN'),
    contentLine('METHOD', 'PUBLISH'),
    ...(time.is === 'moment' && !isInUtc(time) ? timeZoneLines(time.zone, instant(time.at)) : []),
    contentLine('BEGIN', 'VEVENT'),
    contentLine('UID', textValue(event.uid)),
    contentLine('DTSTAMP', utcTime(instant(writtenAt))),
    contentLine('SEQUENCE', String(event.sequence)),
    ...timeLines(time),
    contentLine('SUMMARY', textValue(event.title)),
    contentLine('DESCRIPTION', textValue(event.text)),
    contentLine('URL', new URL(event.link).href),
    contentLine('STATUS', 'CONFIRMED'),
    contentLine('TRANSP', event.isBusy ? 'OPAQUE' : 'TRANSPARENT'),
    contentLine('BEGIN', 'VALARM'),
    contentLine('ACTION', 'DISPLAY'),
    contentLine('DESCRIPTION', textValue(event.title)),
    contentLine('TRIGGER', `-PT${event.remindMinutesBefore}M`),
    contentLine('END', 'VALARM'),
    contentLine('END', 'VEVENT'),
    contentLine('END', 'VCALENDAR'),
  ]
  return `${lines.join('\r\n')}\r\n`
}

function timeLines(time: EventTime): string[] {
  if (time.is === 'day') {
    const day = Temporal.PlainDate.from(time.day)
    return [
      contentLine('DTSTART;VALUE=DATE', dayText(day)),
      // The end of an event is the first moment that is no longer of it.
      contentLine('DTEND;VALUE=DATE', dayText(day.add({ days: 1 }))),
    ]
  }
  const begin = instant(time.at)
  const end = begin.add({ minutes: time.minutes })
  if (isInUtc(time)) return [contentLine('DTSTART', utcTime(begin)), contentLine('DTEND', utcTime(end))]
  const local = (at: Temporal.Instant) => localTime(at.toZonedDateTimeISO(time.zone).toPlainDateTime())
  return [contentLine(`DTSTART;TZID=${time.zone}`, local(begin)), contentLine(`DTEND;TZID=${time.zone}`, local(end))]
}

function isInUtc({ at, minutes, zone }: EventTime & { is: 'moment' }): boolean {
  if (knownZone(zone) === 'UTC' || !/^[A-Za-z_]+(?:\/[\w+-]+)+$/.test(zone)) return true
  const begin = instant(at)
  return [begin, begin.add({ minutes })].some((it) => isToldTwice(it.toZonedDateTimeISO(zone)))
}

function isToldTwice(at: Temporal.ZonedDateTime): boolean {
  const local = at.toPlainDateTime()
  const [first, second] = (['earlier', 'later'] as const).map((disambiguation) =>
    local.toZonedDateTime(at.timeZoneId, { disambiguation }),
  )
  return first?.epochMilliseconds !== second?.epochMilliseconds
}

function instant(at: string): Temporal.Instant {
  return Temporal.Instant.from(at)
}

function utcTime(at: Temporal.Instant): string {
  return `${localTime(at.toZonedDateTimeISO('UTC').toPlainDateTime())}Z`
}

function dayText(day: Temporal.PlainDate): string {
  return day.toString().replaceAll('-', '')
}
