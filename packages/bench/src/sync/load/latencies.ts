/** Times in milliseconds, counted in steps of 50 µs so that millions cost nothing. */
export interface Latencies {
  add(ms: number, times?: number): void
  /** `share` from 0 to 1. NaN if there is none. */
  quantile(share: number): number
  clear(): void
}

const perMs = 20
const mostMs = 20_000

export function openLatencies(): Latencies {
  const counts = new Float64Array(mostMs * perMs + 1)
  let total = 0
  return {
    add(ms, times = 1) {
      const step = Math.min(mostMs * perMs, Math.max(0, Math.floor(ms * perMs)))
      counts[step] = (counts[step] ?? 0) + times
      total += times
    },
    quantile(share) {
      if (total === 0) return Number.NaN
      let left = share * total
      const step = counts.findIndex((count) => (left -= count) <= 0)
      return (step + 0.5) / perMs
    },
    clear() {
      counts.fill(0)
      total = 0
    },
  }
}
