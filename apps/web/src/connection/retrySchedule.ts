/**
 * When to try again. Full jitter over windows that grow: two hundred people must not come back in the same instant after a restart, and
 * most of those who lost the line must not wait for it. (Brooker, "Exponential Backoff and Jitter", 2015.)
 */
const leastMs = 100
const firstWindowMs = 1_000
const mostMs = 10_000

/**
 * Milliseconds until the next try; `attempt` counts those that failed since the connection was lost, `random` is in [0, 1). The server may
 * hint at the window for the first try, when it knows how many there are to come back.
 */
export function retryDelayMs(attempt: number, random: number, comeBackWithinMs: number | null = null): number {
  const windowMs = attempt === 0 ? Math.max(comeBackWithinMs ?? 0, firstWindowMs) : Math.min(mostMs, 500 * 2 ** attempt)
  return leastMs + random * (Math.min(windowMs, mostMs) - leastMs)
}

/** After a refusal nothing has changed in a second: it is asked again, seldom, whether the cause is gone. */
export function refusedDelayMs(attempt: number, random: number): number {
  const windowMs = Math.min(60_000, 4_000 * 2 ** attempt)
  return windowMs * (0.5 + random / 2)
}
