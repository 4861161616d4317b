/** A bucket of tokens per key: `burst` at once, and `perSecond` of them come back. Keys that have all theirs again are forgotten. */
export interface TokenBuckets {
  /** Takes a token; 0, or the seconds to wait where there is none. */
  take(key: string): number
}

/** Looking for forgettable keys costs a walk over all: not for a few, and not more often than once a second. */
const sweepAt = 10_000
const sweepEveryMs = 1000
/** Beyond this even keys that wait are forgotten, the oldest first: a flood from everywhere must not fill the memory. */
const mostKeys = 100_000

export function openTokenBuckets({
  burst,
  perSecond,
  now,
}: {
  burst: number
  perSecond: number
  now: () => number
}): TokenBuckets {
  const buckets = new Map<string, { tokens: number; at: number }>()
  let sweptAt = 0
  const refilled = (bucket: { tokens: number; at: number }, at: number) =>
    Math.min(burst, bucket.tokens + ((at - bucket.at) / 1000) * perSecond)

  function forget(at: number): void {
    if (buckets.size < sweepAt) return
    if (at - sweptAt >= sweepEveryMs) {
      sweptAt = at
      for (const [key, bucket] of buckets) if (refilled(bucket, at) >= burst) buckets.delete(key)
    }
    for (const oldest of buckets.keys()) {
      if (buckets.size < mostKeys) return
      buckets.delete(oldest)
    }
  }

  return {
    take(key) {
      const at = now()
      forget(at)
      const bucket = buckets.get(key)
      const tokens = bucket === undefined ? burst : refilled(bucket, at)
      buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at })
      return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perSecond)
    },
  }
}
