import { type CalendarDay, type Day, matchAt, type Read } from './stamp.ts'

/**
 * A day at this place: ISO and its relatives, `20180210`, `Feb 10th, 2018`, `10. February`, `10/Feb/2018`, `29/09/2021`, and before a
 * clock time also `12-05` and `2/10`. Where digits can be read in several ways, all readings come back. A weekday beside it is skipped.
 */
export function readDay(text: string, at: number): Read<Day> | null {
  const start = matchAt(weekday, text, at)
  const from = start === null ? at : at + start[0].length
  const read =
    readYearFirst(text, from) ??
    readCompact(text, from) ??
    readDayMonth(text, from) ??
    readMonthDay(text, from) ??
    readNumbers(text, from) ??
    readWithoutYear(text, from) ??
    readBesideToday(text, from)
  if (read === null) return null
  const behind = matchAt(weekdayBehind, text, read.end)
  return behind === null ? read : { value: read.value, end: read.end + behind[0].length }
}

/** A weekday alone, as it stands behind or before a date: `Saturday Oct 30th`, `Thu,`. */
export const weekday = /(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b[.,]?\s*(?:the\s+)?/iy
const weekdayBehind = /,?\s?\(?(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\)?/iy

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthName = String.raw`(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?`
const year = String.raw`((?:19|20)\d\d)(?!\d|[:.]\d)`

/** A digit too many before the year is a slip that real timelines have (`22025-03-18`). */
const yearFirst = /\d?((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/y
const compact = /((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)/y
const dayMonth = new RegExp(
  String.raw`(\d{1,2})(?:st|nd|rd|th|\.)?(?:\s+of)?[\s/-]?\s?${monthName}(?:[\s,/-]{1,2}${year})?`,
  'iy',
)
/** `10/Feb/2018:16:30:00`: the year is followed by a colon in server logs alone. */
const serverLog = new RegExp(String.raw`(\d{1,2})/${monthName}/(\d{4})(?=:\d\d:)`, 'iy')
const monthDay = new RegExp(String.raw`${monthName}[\s-]{1,2}(\d{1,2})(?:st|nd|rd|th)?(?!\d|:\d)(?:,?[\s-]{1,2}${year})?`, 'iy')
const numbers = /(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?!\d|:\d)/y
const withoutYear = /(\d{1,2})([/.-])(\d{1,2})\.?(?=,?\s+(?:(?:at|@)\s+)?[*_`]{0,3}\d{1,2}[:.]\d\d)/y
const nextDay = /(?:the )?(?:next|following) (?:day|morning)\b/iy
const nthDay = /day (\d{1,2})\b(?!\s?[-–]\d)|d\+(\d{1,2})\b/iy
const besideToday = /(today|yesterday)\b/iy

function readYearFirst(text: string, at: number): Read<Day> | null {
  const match = matchAt(yearFirst, text, at)
  return match === null ? null : date(match, [{ year: Number(match[1]), month: Number(match[3]), day: Number(match[4]) }])
}

function readCompact(text: string, at: number): Read<Day> | null {
  const match = matchAt(compact, text, at)
  return match === null ? null : date(match, [{ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }])
}

function readDayMonth(text: string, at: number): Read<Day> | null {
  const match = matchAt(serverLog, text, at) ?? matchAt(dayMonth, text, at)
  return match === null ? null : date(match, [{ year: yearOf(match[3]), month: monthOf(match[2]), day: Number(match[1]) }])
}

function readMonthDay(text: string, at: number): Read<Day> | null {
  const match = matchAt(monthDay, text, at)
  return match === null ? null : date(match, [{ year: yearOf(match[3]), month: monthOf(match[1]), day: Number(match[2]) }])
}

function readNumbers(text: string, at: number): Read<Day> | null {
  const match = matchAt(numbers, text, at)
  if (match === null) return null
  const [a, b, last] = [Number(match[1]), Number(match[3]), Number(match[4])]
  const shortYear = match[4]?.length === 2
  const ofLast = shortYear ? 2000 + last : last
  const monthFirst = { year: ofLast, month: a, day: b }
  const dayFirst = { year: ofLast, month: b, day: a }
  const yearLeads = shortYear && a > 12 ? [{ year: 2000 + a, month: b, day: last }] : []
  // 10.02.2018 is how those write who put the day first.
  return date(match, match[2] === '.' ? [dayFirst, ...yearLeads] : [monthFirst, dayFirst, ...yearLeads])
}

function readWithoutYear(text: string, at: number): Read<Day> | null {
  const match = matchAt(withoutYear, text, at)
  if (match === null) return null
  const [a, b] = [Number(match[1]), Number(match[3])]
  const dayFirst = { year: null, month: b, day: a }
  const monthFirst = { year: null, month: a, day: b }
  if (match[2] === '-' && exists(monthFirst)) return date(match, [monthFirst]) // ISO without its year
  return date(match, match[2] === '.' ? [dayFirst] : [monthFirst, dayFirst])
}

function readBesideToday(text: string, at: number): Read<Day> | null {
  const next = matchAt(nextDay, text, at)
  if (next !== null) return { value: { is: 'next' }, end: next.index + next[0].length }
  const nth = matchAt(nthDay, text, at)
  if (nth !== null) {
    const days = nth[1] === undefined ? Number(nth[2]) : Number(nth[1]) - 1
    return days < 0 ? null : { value: { is: 'beside-today', days }, end: nth.index + nth[0].length }
  }
  const match = matchAt(besideToday, text, at)
  if (match === null) return null
  return { value: { is: 'beside-today', days: match[1]?.toLowerCase() === 'today' ? 0 : -1 }, end: match.index + match[0].length }
}

function date(match: RegExpExecArray, candidates: readonly CalendarDay[]): Read<Day> | null {
  const readings = candidates.filter(exists)
  return readings.length === 0 ? null : { value: { is: 'date', readings }, end: match.index + match[0].length }
}

/** Without a year, 29 February may exist. */
function exists({ year: written, month, day }: CalendarDay): boolean {
  if (month < 1 || month > 12 || day < 1) return false
  return day <= new Date(Date.UTC(written ?? 2000, month, 0)).getUTCDate()
}

function monthOf(name = ''): number {
  return months.indexOf(name.slice(0, 3).toLowerCase()) + 1
}

function yearOf(text: string | undefined): number | null {
  return text === undefined ? null : Number(text)
}
