/** A token bucket for messages and one for bytes. */
export interface RateLimit {
  /** Whether a message of this size may pass now. */
  take(bytes: number, now: number): boolean
}

interface Bounds {
  readonly messagesPerSecond: number
  readonly messagesBurst: number
  readonly bytesPerSecond: number
  readonly bytesBurst: number
}

export function openRateLimit(bounds: Bounds, start: number): RateLimit {
  let messages = bounds.messagesBurst
  let bytes = bounds.bytesBurst
  let last = start
  return {
    take(size, now) {
      const seconds = Math.max(0, now - last) / 1000
      last = now
      messages = Math.min(bounds.messagesBurst, messages + seconds * bounds.messagesPerSecond)
      bytes = Math.min(bounds.bytesBurst, bytes + seconds * bounds.bytesPerSecond)
      if (messages < 1 || bytes < size) return false
      messages -= 1
      bytes -= size
      return true
    },
  }
}
