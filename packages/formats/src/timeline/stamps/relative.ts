import { matchAt, type Read, type Stamp } from './stamp.ts'

/** `T+5m`, `T-00:10`, `+2h54m` from the start; `12 minutes later`, `after 5 min:` from the entry before. */
export function readRelative(text: string, at: number): Read<Stamp> | null {
  const start = matchAt(fromStart, text, at)
  if (start !== null) {
    const length = secondsOf(start.slice(2))
    const sign = start[1] === '+' ? 1 : -1
    return length === null ? null : found(start, { is: 'relative', seconds: sign * length, from: 'start', approximate: false })
  }
  const bare = matchAt(bareMinutes, text, at)
  if (bare !== null)
    return found(bare, {
      is: 'relative',
      seconds: 60 * Number((bare[1] ?? '0').replace(/\s/, '')),
      from: 'start',
      approximate: false,
    })
  const before = matchAt(fromBefore, text, at)
  const length = before === null ? null : secondsOf(['', '', '', ...before.slice(1)])
  return before === null || length === null
    ? null
    : found(before, { is: 'relative', seconds: length, from: 'before', approximate: /^(?:about|around|some)/i.test(before[0]) })
}

const spans = String.raw`(?:(\d{1,3})\s?(?:d|days?))?\s?(?:(\d{1,4})\s?(?:h|hrs?|hours?))?\s?(?:(\d{1,5})\s?(?:m|mins?|minutes?|'))?\s?(?:(\d{1,6})(?:\.\d{1,6})?\s?(?:s|secs?|seconds?))?`
const fromStart = new RegExp(
  String.raw`(?:T0?\s?(?=[+\u2212-])|(?=\+))([+\u2212-])\s?(?:(\d{1,3}):(\d\d)(?::(\d\d))?|(?=\d)${spans})(?!\d|:\d|[a-z])`,
  'iy',
)
/** `T0` is the start itself; a number without a unit is told in minutes. */
const bareMinutes = /T\s?(?:0|=\s?0|([+-]\s?\d{1,4}))(?!\d|[:.]\d|[a-z])/iy
const fromBefore = new RegExp(String.raw`(?:about |around |some )?(?=\d)${spans} later\b`, 'iy')

function found(match: RegExpExecArray, value: Stamp): Read<Stamp> {
  return { value, end: match.index + match[0].length }
}

/** Hours, minutes and seconds, from a clock's groups or from those of words. */
function secondsOf(groups: readonly (string | undefined)[]): number | null {
  if (groups.every((group) => !group)) return null
  const [h = 0, m = 0, s = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = groups.map((group) => Number(group || 0))
  return days * 86_400 + (h + hours) * 3600 + (m + minutes) * 60 + s + seconds
}
