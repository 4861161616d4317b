import { expect, test } from 'vitest'
import { findTrap, trapIds, traps } from './traps.ts'

test('every trap has one card, complete enough to be read aloud', () => {
  expect(traps.map(({ id }) => id)).toEqual([...trapIds])
  for (const trap of traps) {
    expect(trap.soundsLike.length).toBeGreaterThanOrEqual(2)
    expect(trap.askInstead.every((question) => question.endsWith('?'))).toBe(true)
    expect(trap.why.length).toBeLessThan(260)
  }
  expect(findTrap('shopping-bag')?.name).toBe('Shopping bag')
  expect(findTrap('no such trap')).toBeNull()
})
