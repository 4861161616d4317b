import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { refusedDelayMs, retryDelayMs } from './retrySchedule.ts'

/** Mulberry32: the same numbers on every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

test('after a restart everybody tries within a second, and not at once', () => {
  const random = seeded(1)
  const tries = Array.from({ length: 200 }, () => retryDelayMs(0, random())).sort((a, b) => a - b)
  expect(tries[0]).toBeGreaterThanOrEqual(100)
  expect(tries.at(-1)).toBeLessThanOrEqual(1_000)
  // No tenth of the window has more than twice its share.
  for (let from = 100; from < 1_000; from += 90) {
    expect(tries.filter((ms) => ms >= from && ms < from + 90).length).toBeLessThan(40)
  }
})

test('a server with many people to take back widens the first window, and only that', () => {
  expect(retryDelayMs(0, 0.999, 5_500)).toBeGreaterThan(5_000)
  expect(retryDelayMs(0, 0, 5_500)).toBe(100)
  expect(retryDelayMs(1, 0.999, 5_500)).toBeLessThanOrEqual(1_000)
  expect(retryDelayMs(0, 0.999, 1e9)).toBeLessThanOrEqual(10_000)
})

test('[I2] any number of failures waits at least a tenth of a second and at most ten, with a window that never shrinks', () => {
  fc.assert(
    fc.property(fc.nat(2_000), fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (attempt, random) => {
      const delay = retryDelayMs(attempt, random)
      expect(delay).toBeGreaterThanOrEqual(100)
      expect(delay).toBeLessThanOrEqual(10_000)
      if (attempt > 0) expect(retryDelayMs(attempt + 1, random)).toBeGreaterThanOrEqual(delay)
      expect(refusedDelayMs(attempt, random)).toBeGreaterThanOrEqual(2_000)
      expect(refusedDelayMs(attempt, random)).toBeLessThanOrEqual(60_000)
    }),
  )
})
