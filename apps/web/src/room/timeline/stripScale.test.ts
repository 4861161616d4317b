import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lanes, stripScale } from './stripScale.ts'

const minute = 60_000
const day = 24 * 60 * minute

describe('the scale of the strip', () => {
  it('is in proportion to time', () => {
    const scale = stripScale([0, 10, 40, 60, 100].map((at) => at * minute))
    expect([0, 25, 50, 100].map((at) => scale?.at(at * minute))).toEqual([0, 0.25, 0.5, 1])
    expect(scale?.breaks).toEqual([])
  })

  it('has none for a single moment', () => {
    expect(stripScale([])).toBeNull()
    expect(stripScale([5, 5])).toBeNull()
  })

  it('shortens the days before an incident to a quarter', () => {
    const scale = stripScale([0, 3 * day, 3 * day + 30 * minute, 3 * day + 60 * minute])
    expect(scale?.at(3 * day)).toBeCloseTo(0.25)
    expect(scale?.breaks).toEqual([expect.closeTo(0.125)])
  })

  it('keeps the order of moments, from 0 to 1, whatever they are', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 30 * day }), { minLength: 2, maxLength: 30 }), (moments) => {
        const sorted = moments.toSorted((a, b) => a - b)
        const positions = sorted.map((ms) => stripScale(moments)?.at(ms) ?? -1)
        expect(positions[0]).toBe(0)
        expect(positions.at(-1)).toBeCloseTo(1)
        for (const [index, position] of positions.entries())
          if (index > 0) expect(position).toBeGreaterThan(positions[index - 1] ?? 1)
      }),
    )
  })
})

describe('lanes', () => {
  it('puts what would overlap into the next lane', () => {
    expect(lanes([0, 0.02, 0.03, 0.5, 0.51], 0.05)).toEqual([0, 1, 2, 0, 1])
  })
})
