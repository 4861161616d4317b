import type { EntryTime } from '../board/timeline.ts'
import {
  type Clock,
  type Day,
  type Half,
  hourIn,
  type Moment,
  notUnderstood,
  readMoment,
  type Unclear,
  unclear,
} from './moment.ts'
import { readRelative } from './relativeTime.ts'
import { knownZone } from './zones.ts'

export type ParsedTime = { readonly is: 'time'; readonly time: EntryTime } | { readonly is: 'none' } | Unclear

/** What the review knows when somebody types a time. */
export interface TimeContext {
  /** The incident's day, `YYYY-MM-DD`; null while unknown. */
  readonly date: string | null
  /** IANA zone in which the incident is told; one that doesn't exist counts as UTC. */
  readonly zone: string
  /** The time of the row before (ISO 8601 with an offset), where there is one. */
  readonly after?: string | null
}

/**
 * Reads what people type into the time of one timeline row: `13:05`, `1:05 pm`, `about 15:20`, `20180210-1301`, `10 Feb 13:01 UTC`,
 * `13:05 to 13:20`, `2018-02-10`, `+5m` after the row before. Empty and `?` are a row without a time. What is ambiguous or impossible
 * comes back as `unclear`, with a sentence for the person who typed it: nothing is guessed.
 *
 * A bare clock time is on the incident's day. Where that is before the row before, it is the one nearest to that row, so that a
 * timeline may cross midnight without a date in each row. A local time that the change to summer time skips is unclear; one that
 * comes twice in autumn is the earlier. `at` and `until` have the offset of the zone at that moment; a day's are its first moments.
 */
export function parseTime(text: string, context: TimeContext): ParsedTime {
  const typed = normalise(text)
  if (typed === '' || /^[?:.\s\u2013\u2014-]+$/.test(typed) || noTime.includes(typed)) return { is: 'none' }
  if (typed.length > maxLength) return unclear(notUnderstood)

  const { rest, approximate } = stripAbout(typed)
  const relative = readRelative(rest, context.after ?? null, knownZone(context.zone))
  if (relative !== null) {
    return relative.is === 'unclear' ? relative : { is: 'time', time: { ...relative.time, approximate } }
  }
  const span = readSpan(rest)
  if (span.is === 'unclear') return span
  return resolveSpan(span, context, approximate || span.approximate)
}

const noTime = ['unknown', 'not known', 'n/a', 'tbd', 'no time']
/** Longer than any time; keeps a pasted page from being searched for one. */
const maxLength = 100

function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u2010\u2011\u2212]/g, '-')
    .replace(/(\S)\s*[\u2013\u2014]\s*(?=\S)/g, '$1 to ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .trim()
}

const aboutBefore = /^(?:about|around|approximately|approx\.?|roughly|circa|ca?\.|ca |[~≈])\s*/
const aboutBehind = /\s*(?:~|\?|-?ish|or so|\(?(?:approx\.?|approximately)\)?)$/

function stripAbout(text: string): { rest: string; approximate: boolean } {
  const rest = text.replace(aboutBefore, '').replace(aboutBehind, '')
  return { rest, approximate: rest !== text }
}

interface Span {
  readonly is: 'span'
  readonly from: Moment
  readonly to: Moment | null
  readonly approximate: boolean
}

/** One moment, or two with a word or a hyphen between them. */
function readSpan(text: string): Span | Unclear {
  const words = /^(?:from |between )?(.*?\S)(?:\s+(?:to|until|till|and)\s+| - )(.+)$/.exec(text)
  if (words?.[1] !== undefined && words[2] !== undefined) return readRange(words[1], words[2])

  const whole = readMoment(text)
  const range = readHyphenRange(text)
  if (whole.is === 'unclear') return range ?? whole
  const one: Span = { is: 'span', from: whole.moment, to: null, approximate: false }
  // `2018-02-10T13:01-05:00` and `13:01 -05:00` are written by the standard; otherwise the hyphen may mean either.
  if (range === null || /\dt\d/.test(text) || / -\d/.test(text)) return one
  if (range.from.day === null && range.to !== null && minutesOf(range.from.clock) < minutesOf(range.to.clock)) return range
  return unclear('Is this a range or an offset? Type 13:05 to 14:00 for a range, 13:05 UTC-05:00 for an offset.')
}

/** `13:05-13:20`, `20180210-1301-1320`, `1-3pm`; null where the last hyphen stands between other things, as in `20180210-1301`. */
function readHyphenRange(text: string): Span | null {
  const hyphen = text.lastIndexOf('-')
  if (hyphen < 1) return null
  const range = readRange(text.slice(0, hyphen), text.slice(hyphen + 1))
  return range.is === 'span' && range.from.clock !== null && range.to?.clock !== null ? range : null
}

function readRange(fromText: string, toText: string): Span | Unclear {
  const [before, behind] = [stripAbout(fromText), stripAbout(toText)]
  const to = readMoment(behind.rest)
  if (to.is === 'unclear') return to
  const from = readMoment(before.rest, to.moment.clock?.half ?? null)
  if (from.is === 'unclear') return from
  if ((from.moment.clock === null) !== (to.moment.clock === null)) {
    return unclear('A range needs two times or two days, like 13:05 to 13:20 or 2018-02-10 to 2018-02-12.')
  }
  return {
    is: 'span',
    from: { ...from.moment, clock: inHalfOf(from.moment.clock, to.moment.clock), zone: from.moment.zone ?? to.moment.zone },
    to: { ...to.moment, zone: to.moment.zone ?? from.moment.zone },
    approximate: before.approximate || behind.approximate,
  }
}

/** In `1:05 to 1:20 pm` both are in the afternoon; in `11:30 to 1 pm` the first can only be in the morning. */
function inHalfOf(from: Clock | null, to: Clock | null): Clock | null {
  if (from === null || to === null || to.half === null || from.half !== null || from.hour > 12 || from.hour === 0) return from
  const other: Half = to.half === 'am' ? 'pm' : 'am'
  const same = { ...from, hour: hourIn(from.hour, to.half), half: to.half }
  return minutesOf(same) <= minutesOf(to) ? same : { ...from, hour: hourIn(from.hour, other), half: other }
}

function minutesOf(clock: Clock | null): number {
  return clock === null ? 0 : clock.hour * 60 + clock.minute
}

/** A range without its own dates may end on the next day, within this. Further apart, the two were more likely swapped. */
const maxOverMidnightHours = 12

function resolveSpan({ from, to }: Span, context: TimeContext, approximate: boolean): ParsedTime {
  const begin = resolve(from, context)
  if (begin.is === 'unclear') return begin
  const precision =
    from.clock === null ? 'day' : from.clock.second !== null || (to?.clock ?? null)?.second != null ? 'second' : 'minute'
  const time = { at: instantOf(begin.at), until: null, precision, approximate } as const
  if (to === null) return { is: 'time', time }

  const typedIn = begin.at.withTimeZone(to.zone ?? begin.at.timeZoneId)
  const sameDay = to.day ?? { year: typedIn.year, month: typedIn.month, day: typedIn.day }
  let end = resolve({ ...to, day: sameDay }, context)
  if (end.is === 'at' && to.day === null && Temporal.ZonedDateTime.compare(end.at, begin.at) < 0) {
    const next = Temporal.PlainDate.from(typedIn.toPlainDate()).add({ days: 1 })
    end = resolve({ ...to, day: { year: next.year, month: next.month, day: next.day } }, context)
    if (end.is === 'at' && begin.at.until(end.at).total('hours') > maxOverMidnightHours) return unclear(endsBeforeItBegins)
  }
  if (end.is === 'unclear') return end
  const order = Temporal.ZonedDateTime.compare(begin.at, end.at)
  if (order > 0) return unclear(endsBeforeItBegins)
  return { is: 'time', time: order === 0 ? time : { ...time, until: instantOf(end.at) } }
}

const endsBeforeItBegins = 'The end is before the beginning. Type both with their day, like 2018-02-10 23:50 to 2018-02-11 00:10.'

type Resolved = { readonly is: 'at'; readonly at: Temporal.ZonedDateTime } | Unclear

/** The moment in the meeting's zone, with what its words left open filled in from the context. */
function resolve(moment: Moment, context: TimeContext): Resolved {
  const home = knownZone(context.zone)
  const zone = moment.zone ?? home
  const incident = context.date === null ? null : plainDate(context.date)
  const before = context.after ? Temporal.Instant.fromEpochMilliseconds(Date.parse(context.after)).toZonedDateTimeISO(zone) : null

  if (moment.day !== null) {
    const day = withYear(moment.day, incident ?? before?.toPlainDate() ?? null)
    if (day === null) return unclear('Which year? Type the date like 2018-02-10.')
    return at(day, moment.clock, zone, home)
  }
  if (incident !== null) {
    const onTheDay = onIncidentDay(incident, moment.clock, zone, home)
    if (before === null || onTheDay.is === 'unclear' || Temporal.ZonedDateTime.compare(onTheDay.at, before) >= 0) return onTheDay
  }
  if (before === null) return unclear('Which day? Type it too, like 2018-02-10 13:05, or set the incident’s date.')
  return nearest(before, moment.clock, zone, home)
}

/**
 * The incident's day is one of the meeting's zone. For a clock time told in another zone, it may fall on two days there: then only a
 * date can tell which one was meant.
 */
function onIncidentDay(incident: Temporal.PlainDate, clock: Clock | null, zone: string, home: string): Resolved {
  const there = at(incident, clock, zone, home)
  if (there.is === 'unclear' || there.at.toPlainDate().equals(incident)) return there
  return unclear(`On which day there? Type the date too, like ${incident.toString()} ${clockText(clock)} with the zone.`)
}

function nearest(before: Temporal.ZonedDateTime, clock: Clock | null, zone: string, home: string): Resolved {
  const distance = (it: Resolved) => (it.is === 'at' ? Math.abs(it.at.epochMilliseconds - before.epochMilliseconds) : Infinity)
  const around = [0, 1, -1].map((days) => at(before.toPlainDate().add({ days }), clock, zone, home))
  return around.reduce((best, it) => (distance(it) < distance(best) ? it : best))
}

function at(day: Temporal.PlainDate, clock: Clock | null, zone: string, home: string): Resolved {
  if (clock === null) return { is: 'at', at: day.toZonedDateTime(home) }
  const local = day.toPlainDateTime({ hour: clock.hour, minute: clock.minute, second: clock.second ?? 0 })
  const found = local.toZonedDateTime(zone, { disambiguation: 'earlier' })
  if (!found.toPlainDateTime().equals(local)) {
    return unclear(`On ${day.toString()} there was no ${clockText(clock)} in ${zone}: the clocks went forward over it.`)
  }
  return { is: 'at', at: found.withTimeZone(home) }
}

/** The day, in the year that puts it nearest to the incident where none was written; null where there's nothing to be near to. */
function withYear(day: Day, incident: Temporal.PlainDate | null): Temporal.PlainDate | null {
  if (day.year !== null) return Temporal.PlainDate.from({ ...day, year: day.year })
  if (incident === null) return null
  const candidates = [0, -1, 1].flatMap((years) => plainDate(`${incident.year + years}-${pad(day.month)}-${pad(day.day)}`) ?? [])
  const distance = (it: Temporal.PlainDate) => Math.abs(incident.until(it).total('days'))
  return candidates.sort((a, b) => distance(a) - distance(b))[0] ?? null
}

/** Null for a day that doesn't exist: a review's date may be anything of the right shape. */
function plainDate(text: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch {
    return null
  }
}

function instantOf(time: Temporal.ZonedDateTime): string {
  return time.toString({ timeZoneName: 'never', smallestUnit: 'second' })
}

function clockText(clock: Clock | null): string {
  return clock === null ? '' : `${pad(clock.hour)}:${pad(clock.minute)}`
}

function pad(number: number): string {
  return String(number).padStart(2, '0')
}
