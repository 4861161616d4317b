import { expect, test } from 'vitest'
import { openTokenBuckets } from './tokenBuckets.ts'

function bucketsWithClock(burst: number, perSecond: number) {
  let at = 0
  const buckets = openTokenBuckets({ burst, perSecond, now: () => at })
  return { take: buckets.take, passes: (ms: number) => (at += ms) }
}

test('a burst is let through, then one at a time as tokens come back', () => {
  const { take, passes } = bucketsWithClock(3, 2)
  expect([take('a'), take('a'), take('a')]).toEqual([0, 0, 0])
  expect(take('a')).toBeGreaterThan(0)
  passes(500)
  expect(take('a')).toBe(0)
  expect(take('a')).toBeGreaterThan(0)
})

test('one address does not use up what another may', () => {
  const { take } = bucketsWithClock(1, 1)
  take('a')
  expect(take('b')).toBe(0)
})

test('addresses that have been silent are forgotten, those that flood are not', () => {
  const { take, passes } = bucketsWithClock(2, 1)
  for (let i = 0; i < 20_000; i++) take(`quiet ${i}`)
  take('flood')
  take('flood')
  passes(1500)
  take('flood')
  expect(take('flood')).toBeGreaterThan(0)
})
