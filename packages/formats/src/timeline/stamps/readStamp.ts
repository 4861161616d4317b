import { type ClockReading, hourIn, readClock } from './clock.ts'
import { readDay, weekday } from './day.ts'
import { readRelative } from './relative.ts'
import { type Clock, type Day, matchAt, type Point, type Read, type Stamp } from './stamp.ts'
import { readZoneAt } from './zone.ts'

/**
 * The time at this place of a text, with all that belongs to it: brackets and bold around it, "about", day and clock in either order, the
 * zone, the end of a range, the same time in another zone in parentheses. `end` is where the text behind it begins, past brackets, colons
 * and dashes. Null where no time stands here, or where what looks like one goes on as a word. Costs are bounded: no repetition is open.
 */
export function readStamp(text: string, at: number): Read<Stamp> | null {
  const opened = skip(opening, text, at)
  const open = matchAt(leftOpen, text, opened)
  if (open !== null) return closed(text, { value: { is: 'open' }, end: opened + open[0].length })
  const about = matchAt(aboutBefore, text, opened)
  const from = skip(openingAgain, text, opened + (about?.[0].length ?? 0))
  const read = readEpoch(text, from) ?? readRelative(text, from) ?? readSpan(text, from)
  if (read === null) return null
  const behind = readBehind(text, read)
  const isAbout =
    (about !== null && /[~≈]|\b(?:c|ca|circa|approx|about|around|roughly|est)/i.test(about[0])) || behind.approximate
  const value = isAbout && behind.value.is !== 'open' ? { ...behind.value, approximate: true } : behind.value
  return closed(text, { value, end: behind.end })
}

const opening = /(?:<[a-z]{1,6}>|~~|\\|[\s*_`"'“>([{|<]){0,12}/y
const openingAgain = /[\s*_`"'“([{]{0,8}/y
const aboutBefore =
  /(?:(?:at|on|by|from|between|since|starting|beginning|the)\s{1,2}){0,2}(?:(?:[~≈]|circa\b|ca?\.|ca\b|approximately|approx\.?|around|about|roughly|estimated|est\.?)[\s*_]{0,3}(?:at |on )?)?/iy
const leftOpen =
  /(?:\?{2,5}(?::\?\?)?|[x?]{2}:[x?]{2}|\d[x?]:[x?]{2}|tbd|tbc|unknown|time unknown|n\/a)(?=\s?[\])}*|:]|\s[–—-]\s)/iy

const epoch = /(1[0-9]{9})(\d{3})?(?:\.\d{1,6})?(?!\d)/y

function readEpoch(text: string, at: number): Read<Stamp> | null {
  const match = matchAt(epoch, text, at)
  if (match === null) return null
  return { value: { is: 'epoch', seconds: Number(match[1]), approximate: false }, end: at + match[0].length }
}

interface PointReading extends Point {
  readonly half: ClockReading['half']
  readonly approximate: boolean
}

/** One point, or two with a dash or a word between them. */
function readSpan(text: string, at: number): Read<Stamp> | null {
  const from = readPoint(text, at, false)
  if (from === null) return null
  const single: Read<Stamp> = { value: time(from.value, null), end: from.end }
  const between = matchAt(from.value.clock === null ? betweenDays : betweenClocks, text, from.end)
  if (between === null) return single
  const until =
    readPoint(text, from.end + between[0].length, true) ?? readMonthAndDay(text, from.end + between[0].length, from.value)
  if (until === null || (until.value.clock === null) !== (from.value.clock === null)) return single
  return { value: time(inHalfOf(from.value, until.value), until.value), end: until.end }
}

/** The end of `2026-07-26 → 08-19` and of `Jul 21–22`, where year or month is said once. */
function readMonthAndDay(text: string, at: number, from: PointReading): Read<PointReading> | null {
  const [first] = from.day?.is === 'date' && from.clock === null ? from.day.readings : []
  if (first === undefined) return null
  const ofMonth = matchAt(/(\d{1,2})(?:st|nd|rd|th)?(?:,\s((?:19|20)\d\d))?(?![\p{L}\d]|[.:/-]\d)/uy, text, at)
  if (ofMonth !== null && Number(ofMonth[1]) > first.day && Number(ofMonth[1]) <= 31) {
    const day: Day = { is: 'date', readings: [{ ...first, day: Number(ofMonth[1]) }] }
    return { value: { ...from, day }, end: at + ofMonth[0].length }
  }
  const year = first.year
  const match = year === null ? null : matchAt(/(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?!\d|[:-]\d)/y, text, at)
  if (match === null) return null
  const day: Day = { is: 'date', readings: [{ year, month: Number(match[1]), day: Number(match[2]) }] }
  return { value: { ...from, day }, end: at + match[0].length }
}

const betweenClocks = /[*_`\])]{0,3}\s{0,2}(?:[–—−-]{1,2}>?|→|to\b|until\b|till\b|and\b)\s{0,2}[*_`[(~]{0,4}/y
const betweenDays = /\s{0,2}(?:[–—−-]|→|to\b|until\b|into\b|through\b)\s{0,2}[*_`[(~]{0,4}/y

function time(from: PointReading, until: PointReading | null): Stamp {
  const point = ({ day, clock, zone }: PointReading): Point => ({ day, clock, zone })
  const zone = from.zone ?? until?.zone ?? null
  return {
    is: 'time',
    from: { ...point(from), zone },
    until: until === null ? null : { ...point(until), zone: until.zone ?? zone },
    approximate: from.approximate || (until?.approximate ?? false),
  }
}

/** In `1:05 to 1:20 pm` both are in the afternoon, in `11:30 to 1 pm` only the second. */
function inHalfOf(from: PointReading, until: PointReading): PointReading {
  if (from.clock === null || until.clock === null || until.half !== 'pm' || from.half !== null || from.clock.hour >= 12)
    return from
  const later: Clock = { ...from.clock, hour: hourIn(from.clock.hour, 'pm') }
  return minutesOf(later) <= minutesOf(until.clock) ? { ...from, clock: later } : from
}

const minutesOf = ({ hour, minute }: Clock): number => hour * 60 + minute

/** Day, clock time and zone in either order; at the end of a range a clock alone must look like one, or `13:05 - 18 pods` would. */
function readPoint(text: string, at: number, isEnd: boolean): Read<PointReading> | null {
  const first = readDay(text, at)
  let end = first?.end ?? at
  const join = first === null ? null : matchAt(dayToClock, text, end)
  const joined = first === null ? skip(weekday, text, at) : end + (join?.[0].length ?? 0)
  const about = first === null ? null : matchAt(aboutClock, text, joined)
  const clockAt = joined + (about?.[0].length ?? 0)
  const clock = first !== null && join === null ? null : readClock(text, clockAt, first !== null)
  if (first === null && clock === null) return null
  if (isEnd && first === null && clock?.value.isOnlyDigits === true) return null
  let day: Day | null = first?.value ?? null
  let zone: string | null = null
  if (clock !== null) {
    end = clock.end
    const isIso = /^t$/i.test(join?.[0] ?? '') || clock.value.clock.second !== null
    const read = readZoneAt(text, end, isIso)
    if (read !== null) {
      zone = read.value
      end = read.end
    }
    if (day === null) {
      const last = readDayBehind(text, end)
      if (last !== null) {
        day = last.value
        end = last.end
      }
    }
    const yearBehind = day?.is === 'date' ? matchAt(yearAtEnd, text, end) : null
    if (yearBehind !== null && day?.is === 'date' && day.readings[0]?.year === null) {
      day = { is: 'date', readings: day.readings.map((reading) => ({ ...reading, year: Number(yearBehind[1]) })) }
      end += yearBehind[0].length
    }
  } else {
    const read = matchAt(/\s?\(/y, text, end) === null ? null : readZoneAt(text, end, false)
    if (read !== null) {
      zone = read.value
      end = read.end
    }
  }
  if (isWordAt(text, end) && !/^ish\b/i.test(text.slice(end, end + 4))) return null
  const value = {
    day,
    clock: clock?.value.clock ?? null,
    zone,
    half: clock?.value.half ?? null,
    approximate: clock !== null && (clock.value.approximate || about !== null),
  }
  return { value, end }
}

const dayToClock =
  /T(?=\d)|-(?=\d{4})|:(?=\d\d:)|[*_`]{0,3}(?:[,;:]?\s{1,20}(?:at |@\s?|um |[-–—|]\s)?|\s?[,|@]\s?)[*_`([]{0,3}(?=[\d~≈]|(?:circa|ca|approx|approximately|about|around|roughly)\b)/iy
/** `2026-04-12 ~21:47`, `July 8th, ca. 18:30` */
const aboutClock = /(?:[~≈]|(?:circa|ca|approx|approximately|about|around|roughly)\b\.?)\s?/iy
const yearAtEnd = /\s((?:19|20)\d\d)(?!\d|:)/y
const behindClock = /[\s,]{1,2}(?:on |Uhr,? ?)?|\s?[([]|\s?Uhr(?=\s)/y

/** `13:05 on 10 Feb`, `00:06 (Mar 2)`, `12:45 PM PST Saturday Oct 30th`. Digits alone are a day here only with their year. */
function readDayBehind(text: string, at: number): Read<Day> | null {
  const join = matchAt(behindClock, text, at)
  if (join === null) return null
  const day = readDay(text, at + join[0].length)
  if (day === null) return null
  const isInBrackets = /[([]/.test(join[0])
  const close = isInBrackets ? matchAt(/[)\]]/y, text, day.end) : null
  if (isInBrackets && close === null) return null
  return { value: day.value, end: day.end + (close?.[0].length ?? 0) }
}

/** What may stand behind a time and says more of it: approximations, `onward`, the same time elsewhere. */
function readBehind(text: string, read: Read<Stamp>): Read<Stamp> & { readonly approximate: boolean } {
  let { value, end } = read
  let approximate = false
  for (let round = 0; round < 3; round += 1) {
    const about = matchAt(aboutBehind, text, end)
    if (about !== null) {
      approximate = true
      end += about[0].length
      continue
    }
    const more = matchAt(onward, text, end)
    if (more !== null) {
      end += more[0].length
      continue
    }
    const elsewhere = readElsewhere(text, end)
    if (elsewhere === null) break
    const { point, end: endOfIt } = elsewhere
    const day = point?.day ?? null
    if (value.is === 'relative' && point !== null && point.clock !== null) value = time(point, null)
    if (value.is === 'time' && value.from.day === null && day !== null) value = { ...value, from: { ...value.from, day } }
    end = endOfIt
  }
  return { value, end, approximate }
}

const aboutBehind =
  /\s?(?:~|\?(?!\?)|-?ish\b|\bor so\b|[([](?:~|approx|approximate(?:ly)?|about|around|maybe|circa|ca\.|est\.?|estimated?|roughly|guess|ish|unsure|possibly|probably|\?)[^)\]\n]{0,60}[)\]])/iy
const onward =
  /\+(?!\d)|\s?(?:[–—→-]{1,2}|to\b|until\b)\s?(?:now|ongoing|present)\b|\s?hrs\b\.?|\s?\(T\s?[+-][^)\n]{1,12}\)|\s?[([]?\b(?:onwards?|Uhr)\b[)\]]?/iy

/** `(6:48 PDT)`, `/ 12:15 CEST`, `(Thursday)`: nothing new, but part of the time. Behind `T+5m` it is the better half. */
function readElsewhere(text: string, at: number): { point: PointReading | null; end: number } | null {
  const join = matchAt(/\s?(?:[([]|\/\s?|=\s?|(?:,\s?|\s(?:[|–-]\s)?)(?=\d{1,2}:\d\d))/y, text, at)
  if (join === null) return null
  const inside = at + join[0].length
  const isInBrackets = /[([]/.test(join[0])
  const close = (end: number) => (isInBrackets ? matchAt(/\s?[)\]]/y, text, end) : matchAt(/(?![A-Za-z0-9])/y, text, end))
  const dayName = isInBrackets ? matchAt(weekday, text, inside) : null
  const point = readPoint(text, inside, true)
  const end = point?.end ?? (dayName === null ? null : inside + dayName[0].length)
  if (end === null) return null
  if (/^\s/.test(join[0]) && !/[([/=]/.test(join[0]) && (point?.value.zone ?? null) === null) return null // or it belongs to the text
  const closing = close(end)
  return closing === null ? null : { point: point?.value ?? null, end: end + closing[0].length }
}

const closing =
  /(?:<\/?(?:td|th|tr|li|b|strong|em|i|time|span|p|div|dt|dd|br|code|u)\b[^<>]{0,100}>|\s?(?:[\])}*_`"”':;,|>┃│║\\]|~~)|\s{0,3}(?:[–—−]|-{1,2}>?|→|=>|:)(?=\s|$)|(?:[–—]|-)(?=[A-Z]))/y

/** Past what closes a time and what separates it from its text. A bracket that opens there belongs to the text. */
function closed(text: string, read: Read<Stamp>): Read<Stamp> | null {
  if (isWordAt(text, read.end)) return null
  let end = read.end
  for (let round = 0; round < 12; round += 1) {
    const match = matchAt(closing, text, end)
    if (match === null || match[0] === '') break
    end += match[0].length
  }
  return { value: read.value, end: skip(/\s{0,200}/y, text, end) }
}

function isWordAt(text: string, at: number): boolean {
  return /[\p{L}\p{N}]/u.test(text.charAt(at))
}

function skip(pattern: RegExp, text: string, at: number): number {
  const match = matchAt(pattern, text, at)
  return match === null ? at : at + match[0].length
}
