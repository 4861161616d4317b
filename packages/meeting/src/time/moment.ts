import { readZone } from './zones.ts'

/**
 * One moment as far as its own words tell: a day, a clock time, a zone, each only where it was written. Nothing is filled in here,
 * and what can be read in two ways is refused with the reason. All text comes in lower case.
 */
export interface Moment {
  readonly day: Day | null
  readonly clock: Clock | null
  /** For Temporal: an IANA name or an offset. */
  readonly zone: string | null
}

/** `year` is null where only the day and the month were written. */
export interface Day {
  readonly year: number | null
  readonly month: number
  readonly day: number
}

export interface Clock {
  readonly hour: number
  readonly minute: number
  /** Null where no seconds were written. */
  readonly second: number | null
  /** As it was written; an hour up to 12 without it may still be meant with the one that ends the range. */
  readonly half: Half | null
}
export type Half = 'am' | 'pm'

export type MomentReading = { readonly is: 'moment'; readonly moment: Moment } | Unclear
export interface Unclear {
  readonly is: 'unclear'
  readonly why: string
}

/** Reads a whole text as one moment. With `half`, a bare hour (`1` of `1-3pm`) counts as a time in that half of the day. */
export function readMoment(text: string, half: Half | null = null): MomentReading {
  const first = readDay(text)
  if (first.is === 'unclear') return first
  if (first.is === 'day' && first.rest === '') return moment(first.day, null, null)

  const clock = readClock(first.rest, half, first.is === 'day')
  if (clock.is === 'unclear') return clock
  let rest = clock.rest.trim()
  // An offset stands right behind its time. Two bare digits (13:05-10) are one only after a date: they might be minutes.
  const zoneText = /^\(?((?:utc|gmt)?\s?[+-]\d{1,2}(?::?\d\d)?|[a-z]+(?:\/[a-z_+-]+)+|[a-z]{1,4})\)?(?=$|[\s,])/.exec(rest)
  let zone: string | null = null
  if (zoneText?.[1] !== undefined && !(first.is === 'none' && /^[+-]\d{1,2}$/.test(zoneText[1]))) {
    const read = readZone(zoneText[1])
    if (read === 'several') {
      return unclear(`${zoneText[1].toUpperCase()} stands for several zones. Type the offset instead, like 13:05 +05:30.`)
    }
    if (read !== null) {
      zone = read
      rest = rest.slice(zoneText[0].length)
    }
  }
  rest = rest.replace(/^[\s,]*(?:on )?\s*/, '')
  if (rest === '') return moment(first.is === 'day' ? first.day : null, clock.clock, zone)
  if (first.is === 'day') return unclear(notUnderstood)
  const last = readDay(rest)
  if (last.is === 'unclear') return last
  return last.is === 'day' && last.rest === '' ? moment(last.day, clock.clock, zone) : unclear(notUnderstood)
}

export const notUnderstood = 'This doesn’t read as a time. Type one like 13:05, about 13:05, 13:05 to 13:20 or 2018-02-10 13:05.'

function moment(day: Day | null, clock: Clock | null, zone: string | null): MomentReading {
  return { is: 'moment', moment: { day, clock, zone } }
}

export function unclear(why: string): Unclear {
  return { is: 'unclear', why }
}

type DayReading =
  | { readonly is: 'day'; readonly day: Day; readonly rest: string }
  | { readonly is: 'none'; readonly rest: string }
  | Unclear

/** A date at the beginning of the text, and what stands behind it. */
function readDay(text: string): DayReading {
  const found = (match: RegExpExecArray, year: string | undefined, month: number, day: string | undefined): DayReading => {
    const read = { year: year === undefined ? null : Number(year), month, day: Number(day) }
    if (!exists(read)) return unclear(`There is no such day as “${match[0].trim()}”.`)
    // `2018-02-10T13:05`, `20180210-1301`, `10 Feb, 13:05`, `10 Feb at 13:05`
    return { is: 'day', day: read, rest: text.slice(match[0].length).replace(/^(?:t(?=\d)|-(?=\d)|[\s,]*(?:at\s+)?)/, '') }
  }
  const iso = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?!\d)/.exec(text)
  if (iso !== null) return found(iso, iso[1], Number(iso[3]), iso[4])
  const compact = /^((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)/.exec(text)
  if (compact !== null) return found(compact, compact[1], Number(compact[2]), compact[3])
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th|\.)?\s*([a-z]{3,9})\.?(?:,?\s+((?:19|20)\d\d)(?![\d:.]))?(?![a-z])/.exec(text)
  if (dayFirst !== null && monthOf(dayFirst[2]) > 0) return found(dayFirst, dayFirst[3], monthOf(dayFirst[2]), dayFirst[1])
  const monthFirst = /^([a-z]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?(?![\d:])(?:,?\s+((?:19|20)\d\d)(?![\d:.]))?/.exec(text)
  if (monthFirst !== null && monthOf(monthFirst[1]) > 0) {
    return found(monthFirst, monthFirst[3], monthOf(monthFirst[1]), monthFirst[2])
  }
  const numbers = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?![\d:])/.exec(text)
  return numbers === null ? { is: 'none', rest: text } : readNumbers(numbers, found)
}

/** `29/09/2021` can only be one day; `02/03/2018` may be two. */
function readNumbers(
  match: RegExpExecArray,
  found: (match: RegExpExecArray, year: string | undefined, month: number, day: string | undefined) => DayReading,
): DayReading {
  const [a, b] = [Number(match[1]), Number(match[3])]
  if (match[4]?.length === 2) return unclear(`${match[0]} can be read as several days. Type the date like 2018-02-10.`)
  if (a > 12 && b <= 12) return found(match, match[4], b, match[1])
  if (b > 12 && a <= 12) return found(match, match[4], a, match[3])
  if (a === b) return found(match, match[4], a, match[1])
  return unclear(
    `${match[0]} can be read as two days. Type the date like ${match[4]}-${pad(a)}-${pad(b)} or ${match[4]}-${pad(b)}-${pad(a)}.`,
  )
}

function exists({ year, month, day }: Day): boolean {
  // Without a year, 29 February may exist.
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year ?? 2000, month, 0)).getUTCDate()
}

function pad(number: number): string {
  return String(number).padStart(2, '0')
}

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

/** 1 to 12 for a month's name, from three letters on; 0 for another word. */
function monthOf(word: string | undefined): number {
  if (word === undefined || word.length < 3) return 0
  return word === 'sept' ? 9 : months.findIndex((month) => month.startsWith(word)) + 1
}

type ClockReading = { readonly is: 'clock'; readonly clock: Clock; readonly rest: string } | Unclear

const meridiem = String.raw`(?:\s*(a|p)(?:\.?m\.?)?(?![a-z]))?`
const clockShapes = {
  colon: new RegExp(String.raw`^(\d{1,2})[:.h](\d\d)(?:[:.](\d\d)(?:[.,]\d{1,9})?)?(?!\d|[:.]\d)${meridiem}`),
  compact: /^(\d\d)(\d\d)(\d\d)?(?!\d|[:.]\d)/,
  hour: /^(\d{1,2})\s*(a|p)(?:\.?m\.?)?(?![a-z])/,
  bareHour: /^(\d{1,2})$/,
}

/** A clock time at the beginning of the text. Six digits are one only behind a date: alone they might be a date themselves. */
function readClock(text: string, half: Half | null, behindDay: boolean): ClockReading {
  if (/^noon\b/.test(text)) {
    return { is: 'clock', clock: { hour: 12, minute: 0, second: null, half: 'pm' }, rest: text.slice('noon'.length) }
  }
  if (/^midnight\b/.test(text)) return unclear('Midnight belongs to two days. Type the day and 00:00, like 2018-02-10 00:00.')
  const colon = clockShapes.colon.exec(text)
  if (colon !== null) return clock(text, colon[0], colon[1], colon[2], colon[3], colon[4])
  const compact = clockShapes.compact.exec(text)
  if (compact !== null && (compact[3] === undefined || behindDay)) {
    return clock(text, compact[0], compact[1], compact[2], compact[3], undefined)
  }
  const hour = clockShapes.hour.exec(text)
  if (hour !== null) return clock(text, hour[0], hour[1], '0', undefined, hour[2])
  const bare = clockShapes.bareHour.exec(text)
  if (bare?.[1] === undefined) return unclear(notUnderstood)
  if (half !== null) return clock(text, bare[0], bare[1], '0', undefined, undefined)
  return unclear(
    Number(bare[1]) <= 23
      ? `Is ${bare[1]} an hour? Type ${pad(Number(bare[1]))}:00, or ${bare[1]} with am or pm.`
      : notUnderstood,
  )
}

function clock(
  text: string,
  match: string,
  hours: string | undefined,
  minutes: string | undefined,
  seconds: string | undefined,
  letter: string | undefined,
): ClockReading {
  const [hour, minute, second] = [Number(hours), Number(minutes), seconds === undefined ? null : Number(seconds)]
  const shown = match.trim()
  if (hour === 24 && minute === 0) return unclear(`${shown} belongs to two days. Type the next day and 00:00.`)
  if (hour > 23 || minute > 59 || (second ?? 0) > 59) return unclear(`There is no ${shown} on a clock.`)
  const half = letter === undefined ? null : letter === 'a' ? 'am' : 'pm'
  if (half === 'am' && hour > 12) return unclear(`${shown} says morning and afternoon at once.`)
  return { is: 'clock', clock: { hour: hourIn(hour, half), minute, second, half }, rest: text.slice(match.length) }
}

/** The hour of 24 for an hour said with am or pm. `17:14 pm` is 17:14. */
export function hourIn(hour: number, half: Half | null): number {
  if (half === 'am') return hour === 12 ? 0 : hour
  if (half === 'pm') return hour < 12 ? hour + 12 : hour
  return hour
}
