import { type Clock, matchAt, type Read } from './stamp.ts'

export interface ClockReading {
  readonly clock: Clock
  /** Digits were left open, as in `06:2x`. */
  readonly approximate: boolean
  readonly isOnlyDigits: boolean
  /** `9:05` without am or pm, so that the other end of the range may tell. */
  readonly half: 'am' | 'pm' | null
}

/**
 * A clock time at this place: `13:01`, `13:01:22.734`, `2:05pm`, `3 p.m.`, `13h05`; behind a day also `13.01`, `1301` and `130122`. In
 * `17:14pm` the 24 hours win: nobody means five in the morning.
 */
export function readClock(text: string, at: number, isBehindDay: boolean): Read<ClockReading> | null {
  return (
    readColons(text, at) ??
    readHour(text, at) ??
    readDots(text, at, isBehindDay) ??
    readDigits(text, at, isBehindDay) ??
    readUnsure(text, at)
  )
}

/** `2:05pm`, `2:05 p.m.`, `2:05p`; in `2:05 a user writes` the letter is a word. */
const half = String.raw`(?:(?:\s?(?=[ap](?:m|\.\s?m))|(?=[ap]))([ap])(?:m|\.\s?m\.?)?(?![a-z0-9]))`
const colons = new RegExp(
  String.raw`(\d{1,2})(?::\s(?=\d\d\s?[ap]m)|:|h(?=\d))(\d\d)(?:[:.](\d\d)(?:[.,]\d{1,9})?|:[x?]{2})?(?!\d|:\d)${half}?`,
  'iy',
)
const hourAlone = new RegExp(String.raw`(\d{1,2})\s?([ap])(?:m|\.\s?m\.)(?![a-z0-9])`, 'iy')
const dots = /(\d{1,2})\.(\d\d)(?!\.?\d)(?:\s?([ap])\.?m\.?(?![a-z0-9]))?/iy
const behindDots = /\s?(?:Uhr|UTC|GMT|Z\b|[A-Z]{2,4}\b|[:|–—-]\s|hrs?\b)/y
const digits = /([01]\d|2[0-3])([0-5]\d)([0-5]\d)?(?!\d|[.,:/-]\d)/iy
const behindDigits = /\s?(?:hrs|hours|h\b|UTC|GMT|Z\b|[ECMP][SD]T\b|CES?T\b|BST\b)/y
const unsure = /([01]?\d|2[0-3]):(?:([0-5])[x?]|[x?]{2})(?![a-y0-9])/iy

function readColons(text: string, at: number): Read<ClockReading> | null {
  const match = matchAt(colons, text, at)
  return match === null ? null : reading(match, match[1], match[2], match[3], match[4], false)
}

function readHour(text: string, at: number): Read<ClockReading> | null {
  const match = matchAt(hourAlone, text, at)
  return match === null || Number(match[1]) > 12 ? null : reading(match, match[1], '0', undefined, match[2], false)
}

function readDots(text: string, at: number, isBehindDay: boolean): Read<ClockReading> | null {
  const match = matchAt(dots, text, at)
  if (match === null) return null
  const end = match.index + match[0].length
  if (!isBehindDay && match[3] === undefined && matchAt(behindDots, text, end) === null) return null
  return reading(match, match[1], match[2], undefined, match[3], false)
}

function readDigits(text: string, at: number, isBehindDay: boolean): Read<ClockReading> | null {
  const match = matchAt(digits, text, at)
  if (match === null) return null
  if (!isBehindDay && (match[3] !== undefined || matchAt(behindDigits, text, match.index + match[0].length) === null)) return null
  return reading(match, match[1], match[2], match[3], undefined, true)
}

function readUnsure(text: string, at: number): Read<ClockReading> | null {
  const match = matchAt(unsure, text, at)
  if (match === null) return null
  const clock = { hour: Number(match[1]), minute: Number(match[2] ?? 0) * 10, second: null }
  return { value: { clock, approximate: true, isOnlyDigits: false, half: null }, end: match.index + match[0].length }
}

function reading(
  match: RegExpExecArray,
  hourText = '',
  minuteText = '',
  secondText: string | undefined,
  halfText: string | undefined,
  isOnlyDigits: boolean,
): Read<ClockReading> | null {
  const [written, minute, second] = [Number(hourText), Number(minuteText), secondText === undefined ? null : Number(secondText)]
  if (written > 24 || minute > 59 || (second ?? 0) > 60) return null
  const half = halfText === undefined ? null : halfText.toLowerCase() === 'p' ? 'pm' : 'am'
  const mayBePm = half === null && written >= 1 && written <= 12 && !isOnlyDigits && !hourText.startsWith('0')
  const clock: Clock = {
    hour: hourIn(written, half) % 24,
    minute,
    second: second === 60 ? 59 : second,
    ...(mayBePm && { mayBePm }),
    ...(half !== null && { half }),
  }
  return { value: { clock, approximate: false, isOnlyDigits, half }, end: match.index + match[0].length }
}

export function hourIn(hour: number, half: 'am' | 'pm' | null): number {
  if (half === 'am') return hour === 12 ? 0 : hour
  if (half === 'pm') return hour < 12 ? hour + 12 : hour
  return hour
}
