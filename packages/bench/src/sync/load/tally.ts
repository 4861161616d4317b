import { type Latencies, openLatencies } from './latencies.ts'

/** What happened in all rooms of a run together. */
export interface Tally {
  /** Edits that reached one other person; an edit to five people is four. */
  delivered: number
  /** Deliveries that what was sent must come to. */
  due: number
  readonly latencies: Latencies
  /** Set by the first thing that must not happen; the run is worth nothing then. */
  fault: string | null
}

export function openTally(): Tally {
  return { delivered: 0, due: 0, latencies: openLatencies(), fault: null }
}

/** Resolves once everything sent has reached everybody. Throws if that takes too long, or if anything went wrong. */
export async function allDelivered(tally: Tally, mostMs = 30_000): Promise<void> {
  const until = performance.now() + mostMs
  while (tally.delivered < tally.due) {
    if (tally.fault !== null) throw new Error(tally.fault)
    if (performance.now() > until) throw new Error(`${tally.due - tally.delivered} of ${tally.due} deliveries did not arrive`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  if (tally.fault !== null) throw new Error(tally.fault)
}
