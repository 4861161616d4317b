import type { Mark, TimelineEntry } from '@second-story/meeting'
import { lanes, stripScale, type StripScale } from './stripScale.ts'

export interface StripMark {
  readonly id: string
  readonly mark: Mark
  /** From 0 to 1. */
  readonly x: number
  readonly lane: number
}

export interface Strip {
  readonly scale: StripScale
  readonly first: TimelineEntry
  readonly last: TimelineEntry
  /** One thin line per row, as the data of one path, 1000 wide and 1 high. */
  readonly ticks: string
  readonly marks: readonly StripMark[]
  /** From the beginning of the impact to its end, as far as both are marked; 0 to 1. */
  readonly impact: { readonly from: number; readonly to: number } | null
}

/** As a share of the strip: two signs nearer than this would cover each other on a narrow screen. */
const clearance = 0.06

/** What the strip shows; null while there are less than two moments. A row that names only its day has no place on it. */
export function stripMoments(entries: readonly TimelineEntry[]): Strip | null {
  const placed: { entry: TimelineEntry; ms: number }[] = []
  for (const entry of entries) {
    if (entry.at !== null && entry.precision !== 'day') placed.push({ entry, ms: Date.parse(entry.at) })
  }
  const scale = stripScale(placed.map(({ ms }) => ms))
  const [first, last] = [placed[0]?.entry, placed.at(-1)?.entry]
  if (scale === null || !first || !last) return null
  const ticks = new Set(placed.map(({ ms }) => Math.round(scale.at(ms) * 1000)))
  const marked = placed.flatMap(({ entry, ms }) =>
    entry.mark === null ? [] : [{ id: entry.id, mark: entry.mark, x: scale.at(ms) }],
  )
  const laneOf = lanes(
    marked.map(({ x }) => x),
    clearance,
  )
  const from = marked.find(({ mark }) => mark === 'impact-start')?.x
  const to = (marked.find(({ mark }) => mark === 'mitigated') ?? marked.find(({ mark }) => mark === 'resolved'))?.x
  return {
    scale,
    first,
    last,
    ticks: [...ticks].map((x) => `M${x} 0V1`).join(''),
    marks: marked.map((each, index) => ({ ...each, lane: laneOf[index] ?? 0 })),
    impact: from !== undefined && to !== undefined && to > from ? { from, to } : null,
  }
}
