import type { Mark, TimelineEntry } from '../board/timeline.ts'

/** How long something took, as far as the marks tell. Unknown stays unknown: null, never 0. */
export interface Durations {
  /** From the start of the impact to when somebody knew, and so on. Milliseconds. */
  readonly toDetect: Duration | null
  readonly toMitigate: Duration | null
  readonly toResolve: Duration | null
}

export interface Duration {
  readonly ms: number
  /** One of the two times is only about right. */
  readonly approximate: boolean
}

/** Measured from the earliest entry with the mark `impact-start` to the earliest one with the other mark. */
export function readDurations(timeline: readonly TimelineEntry[]): Durations {
  const begin = find(timeline, 'impact-start')
  const to = (mark: Mark): Duration | null => {
    const end = find(timeline, mark)
    if (begin === null || end === null || end.ms < begin.ms) return null
    return { ms: end.ms - begin.ms, approximate: begin.approximate || end.approximate }
  }
  return { toDetect: to('detected'), toMitigate: to('mitigated'), toResolve: to('resolved') }
}

/** `1 h 19 min`, `45 s`, `2 d 3 h`; with `about` where it is. The two largest units only. */
export function formatDuration({ ms, approximate }: Duration): string {
  const units: [string, number][] = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['min', 60_000],
    ['s', 1000],
  ]
  const parts: string[] = []
  let rest = ms
  for (const [name, size] of units) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0) parts.push(`${count} ${name}`)
    else if (parts.length > 0) break
  }
  const text = parts.slice(0, 2).join(' ') || '0 min'
  return approximate ? `about ${text}` : text
}

function find(timeline: readonly TimelineEntry[], mark: Mark): { ms: number; approximate: boolean } | null {
  let first: { ms: number; approximate: boolean } | null = null
  for (const entry of timeline) {
    if (entry.mark !== mark || entry.at === null) continue
    const ms = Date.parse(entry.at)
    if (first === null || ms < first.ms) first = { ms, approximate: entry.approximate || entry.precision === 'day' }
  }
  return first
}
