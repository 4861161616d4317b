import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupMoments } from './groupMoments.ts'

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 14, 0, second)).toISOString()

test('few moments stay as they are', () => {
  const moments = [
    { seq: 1, at: at(0), by: [] },
    { seq: 2, at: at(0), by: ['ada'] },
  ]
  expect(groupMoments(moments, 2)).toEqual(moments)
})

test('of neighbours the newest stays, by all who wrote', () => {
  const moments = [
    { seq: 1, at: at(0), by: ['ada'] },
    { seq: 2, at: at(0), by: ['bob', 'ada'] },
    { seq: 3, at: at(30), by: ['eve'] },
  ]
  expect(groupMoments(moments, 2)).toEqual([
    { seq: 2, at: at(0), by: ['ada', 'bob'] },
    { seq: 3, at: at(30), by: ['eve'] },
  ])
})

test('however the clock went, there are at most as many as asked for, in order, with the newest and everybody in it', () => {
  const moment = fc.record({
    at: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => date.toISOString()),
    by: fc.subarray(['ada', 'bob', 'eve']),
  })
  fc.assert(
    fc.property(fc.array(moment, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (given, most) => {
      const moments = given.map((each, index) => ({ seq: index + 1, ...each }))
      const grouped = groupMoments(moments, most)
      expect(grouped.length).toBeLessThanOrEqual(most)
      expect(grouped.at(-1)?.seq).toBe(moments.at(-1)?.seq)
      const seqs = grouped.map(({ seq }) => seq)
      expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b))
      expect(new Set(grouped.flatMap(({ by }) => by))).toEqual(new Set(moments.flatMap(({ by }) => by)))
      for (const { seq, at: when } of grouped) expect(when).toBe(moments[seq - 1]?.at)
    }),
  )
})
