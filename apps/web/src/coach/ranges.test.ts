import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterEdit, covers, type Edit, joined, type Range, untouched } from './ranges.ts'

/** A text in which every letter knows who typed it: what ranges have to agree with. */
function drawn(ranges: readonly Range[], length: number): string {
  return Array.from({ length }, (_, place) => (covers(ranges, place, place + 1) ? 'm' : '.')).join('')
}

const edits = fc.array(fc.record({ at: fc.nat(40), remove: fc.nat(8), insert: fc.nat(8), isTyped: fc.boolean() }), {
  maxLength: 12,
})

test('ranges cover what was typed and is still there, whatever is edited', () => {
  fc.assert(
    fc.property(edits, (steps) => {
      let letters = '.'.repeat(20)
      let ranges: readonly Range[] = []
      for (const { at, remove, insert, isTyped } of steps) {
        const from = Math.min(at, letters.length)
        const to = Math.min(from + remove, letters.length)
        letters = letters.slice(0, from) + (isTyped ? 'm' : '.').repeat(insert) + letters.slice(to)
        ranges = afterEdit(ranges, { from, to, length: insert }, isTyped)
        expect(drawn(ranges, letters.length)).toBe(letters)
        expect(joined(ranges)).toEqual(ranges)
      }
    }),
    { seed: 7, numRuns: 500 },
  )
})

describe('a finding', () => {
  const at = (edit: Edit) => untouched(10, 14, edit)

  test('moves with the words before it', () => {
    expect(at({ from: 2, to: 2, length: 3 })).toBe(13)
    expect(at({ from: 2, to: 5, length: 0 })).toBe(7)
  })

  test('stays where it is when words behind it change', () => {
    expect(at({ from: 14, to: 14, length: 1 })).toBe(10)
    expect(at({ from: 15, to: 20, length: 1 })).toBe(10)
  })

  test('goes when its own words change', () => {
    for (const [from, to] of [
      [11, 12],
      [8, 11],
      [13, 15],
      [0, 20],
    ] as const) {
      expect(at({ from, to, length: 1 })).toBeNull()
    }
  })
})
