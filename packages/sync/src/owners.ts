import type { Limits } from './limits.ts'
import { RateLimit } from './rateLimit.ts'

/** What one owner may send over all of its connections: many tabs must not be a way around the limits of one. */
export interface OwnerRate {
  take(bytes: number, now: number): boolean
}

/** The rates of the owners that are connected. Kept a while after the last connection closed, so that coming back is no new start. */
export class OwnerRates {
  private readonly limits: Limits
  private readonly owners = new Map<string, { messages: RateLimit; bytes: RateLimit; connections: number; leftAt: number }>()

  constructor(limits: Limits) {
    this.limits = limits
  }

  join(owner: string, now: number): OwnerRate {
    const { limits, owners } = this
    let rate = owners.get(owner)
    if (rate === undefined) {
      rate = {
        messages: new RateLimit(limits.ownerMessagesPerSecond, limits.ownerMessagesBurst, now),
        bytes: new RateLimit(limits.ownerBytesPerSecond, limits.ownerBytesBurst, now),
        connections: 0,
        leftAt: now,
      }
      owners.set(owner, rate)
    }
    rate.connections += 1
    const { messages, bytes } = rate
    return { take: (size, at) => messages.take(1, at) && bytes.take(size, at) }
  }

  leave(owner: string, now: number): void {
    const rate = this.owners.get(owner)
    if (rate === undefined) return
    rate.connections -= 1
    rate.leftAt = now
  }

  /** Forgets who has been gone for so long that its rates are whole again. */
  forgetGone(now: number): void {
    for (const [owner, { connections, leftAt }] of this.owners)
      if (connections === 0 && now - leftAt > 60_000) this.owners.delete(owner)
  }
}
