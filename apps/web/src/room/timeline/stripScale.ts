/**
 * Where moments stand on a strip from 0 to 1. Idea: a scale in proportion to time, except that a span in which nothing is recorded and
 * which would take more than half of the strip (a condition that lay there for days) is shortened, so that the incident itself can be
 * read. Such a span is told as a break. Invariant: the order of moments is kept, and 0 and 1 are the first and the last.
 */
export interface StripScale {
  /** Milliseconds of the first and the last moment. */
  readonly from: number
  readonly to: number
  /** From 0 to 1; moments outside count as the first or the last. */
  at(ms: number): number
  /** Where the scale is broken: the middles of the shortened spans. */
  readonly breaks: readonly number[]
}

/** Null where there are less than two different moments. */
export function stripScale(moments: readonly number[]): StripScale | null {
  const stops = [...new Set(moments)].sort((a, b) => a - b)
  const [from, to] = [stops[0], stops.at(-1)]
  if (from === undefined || to === undefined || from === to) return null
  const spans = stops.slice(1).map((stop, index) => stop - (stops[index] ?? stop))
  const { lengths, shortened } = shorten(spans)
  const total = sum(lengths)
  const positions = [0]
  for (const length of lengths) positions.push((positions.at(-1) ?? 0) + length / total)

  return {
    from,
    to,
    at(ms) {
      const next = firstAbove(stops, ms)
      const [start, end] = [stops[next - 1], stops[next]]
      if (start === undefined) return 0
      if (end === undefined) return 1
      const [left, right] = [positions[next - 1] ?? 0, positions[next] ?? 1]
      return left + ((right - left) * (ms - start)) / (end - start)
    },
    breaks: shortened.map((index) => ((positions[index] ?? 0) + (positions[index + 1] ?? 1)) / 2),
  }
}

/** For each position the lowest row in which it has `clearance` to its neighbours; positions rise. */
export function lanes(positions: readonly number[], clearance: number): number[] {
  const ends: number[] = []
  return positions.map((position) => {
    const free = ends.findIndex((end) => position - end >= clearance)
    const lane = free === -1 ? ends.length : free
    ends[lane] = position
    return lane
  })
}

/** A span longer than all others together becomes a third of them. Where that leaves another such span, it is shortened too. */
function shorten(spans: readonly number[]): { lengths: number[]; shortened: number[] } {
  const lengths = [...spans]
  const shortened = new Set<number>()
  for (;;) {
    const total = sum(lengths)
    const index = lengths.findIndex((length) => length > total - length)
    // With two spans, one is nearly always the longer: that is no reason to break the scale.
    if (index === -1 || lengths.length < 3) return { lengths, shortened: [...shortened].sort((a, b) => a - b) }
    lengths[index] = (total - (lengths[index] ?? 0)) / 3
    shortened.add(index)
  }
}

function firstAbove(stops: readonly number[], ms: number): number {
  let low = 0
  let high = stops.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((stops[middle] ?? Infinity) > ms) high = middle
    else low = middle + 1
  }
  return low
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
