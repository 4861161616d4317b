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
export async function allDelivered(tally: Tally): Promise<void> {
  const done = new Promise<void>((resolve) => {
    const look = setInterval(() => {
      if (tally.delivered < tally.due && tally.fault === null) return
      clearInterval(look)
      resolve()
    }, 5)
  })
  await unlessFault(tally, done, () => `${tally.due - tally.delivered} of ${tally.due} deliveries did not arrive`)
}

/** Waits for the promise, but not beyond a fault, nor for more than a minute. */
export async function unlessFault<T>(tally: Tally, promise: Promise<T>, otherwise: () => string): Promise<T> {
  const deadline = performance.now() + 60_000
  let look: NodeJS.Timeout | undefined
  const failed = new Promise<never>((_, reject) => {
    look = setInterval(() => {
      if (tally.fault !== null) reject(new Error(tally.fault))
      else if (performance.now() > deadline) reject(new Error(otherwise()))
    }, 20)
  })
  try {
    const value = await Promise.race([promise, failed])
    if (tally.fault !== null) throw new Error(tally.fault)
    return value
  } finally {
    clearInterval(look)
  }
}
