/** One thing that is done again and again, at its own moment within the interval. */
export interface Steady {
  act(): void
}

/**
 * Does each `perSecond` times a second for so long, spread evenly at random. Resolves with how often anything was done. What is late because
 * this process was busy is done at once. The signal ends it earlier.
 */
export function doSteadily(
  all: readonly Steady[],
  { perSecond, seconds, random, signal }: { perSecond: number; seconds: number; random: () => number; signal?: AbortSignal },
): Promise<number> {
  const intervalMs = 1000 / perSecond
  const order = all.map((each) => ({ each, phaseMs: random() * intervalMs })).sort((a, b) => a.phaseMs - b.phaseMs)
  const startedAt = performance.now()
  const endsAt = startedAt + seconds * 1000
  let round = 0
  let next = 0
  let done = 0
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const now = performance.now()
      for (;;) {
        const due = order[next]
        const at = startedAt + round * intervalMs + (due?.phaseMs ?? 0)
        if (due === undefined || at >= endsAt || signal?.aborted) {
          clearInterval(timer)
          return resolve(done)
        }
        if (at > now) return
        due.each.act()
        done += 1
        next += 1
        if (next === order.length) {
          next = 0
          round += 1
        }
      }
    }, 1)
  })
}
