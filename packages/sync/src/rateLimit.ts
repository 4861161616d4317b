/** A token bucket: `burst` at once, and `perSecond` of them come back. */
export class RateLimit {
  private readonly perSecond: number
  private readonly burst: number
  private left: number
  private last: number

  constructor(perSecond: number, burst: number, start: number) {
    this.perSecond = perSecond
    this.burst = burst
    this.left = burst
    this.last = start
  }

  /** Whether this many may pass now; if not, none is taken. */
  take(tokens: number, now: number): boolean {
    this.left = Math.min(this.burst, this.left + (Math.max(0, now - this.last) / 1000) * this.perSecond)
    this.last = now
    if (this.left < tokens) return false
    this.left -= tokens
    return true
  }
}
