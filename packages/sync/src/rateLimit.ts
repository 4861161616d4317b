/** A token bucket: `burst` at once, and `perSecond` of them come back. */
export interface RateLimit {
  /** Whether this many may pass now; if not, none is taken. */
  take(tokens: number, now: number): boolean
}

export function openRateLimit(perSecond: number, burst: number, start: number): RateLimit {
  let left = burst
  let last = start
  return {
    take(tokens, now) {
      left = Math.min(burst, left + (Math.max(0, now - last) / 1000) * perSecond)
      last = now
      if (left < tokens) return false
      left -= tokens
      return true
    },
  }
}
