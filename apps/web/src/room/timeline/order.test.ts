import { compare } from '@second-story/meeting'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderAt, type Ordered } from './order.ts'

describe('the order of rows of the same moment', () => {
  it('writes one key where a row goes between two that have keys', () => {
    const others = [row('a', 'a0'), row('b', 'a1'), row('c', null)]
    expect(orderAt('x', others, 1)).toEqual([{ id: 'x', order: 'a0V' }])
  })

  it('gives keys only to the rows before the place', () => {
    const written = orderAt('x', [row('a', null), row('b', null), row('c', null)], 1)
    expect(written.map(({ id }) => id)).toEqual(['a', 'x'])
  })

  it('[I4] puts the row where it was asked for, whatever keys others wrote', () => {
    const keys = fc.option(fc.oneof(fc.constantFrom('a0', 'a1', 'a2', 'Zz', 'a0V'), fc.string({ maxLength: 4 })))
    fc.assert(
      fc.property(fc.array(keys, { maxLength: 8 }), fc.nat(8), (orders, place) => {
        const others = orders.map((order, index) => row(`row-${index}`, order)).sort(shown)
        const index = Math.min(place, others.length)
        const written = new Map(orderAt('x', others, index).map(({ id, order }) => [id, order]))
        const after = [...others, row('x', null)]
          .map((each) => ({ ...each, order: written.get(each.id) ?? each.order }))
          .sort(shown)
        expect(after.map(({ id }) => id)).toEqual(others.map(({ id }) => id).toSpliced(index, 0, 'x'))
      }),
    )
  })
})

function row(id: string, order: string | null): Ordered {
  return { id, order }
}

/** As the board sorts rows of one instant; ids stand for when they were made. */
function shown(a: Ordered, b: Ordered): number {
  if (a.order === b.order) return compare(a.id, b.id)
  if (a.order === null) return 1
  if (b.order === null) return -1
  return compare(a.order, b.order)
}
