import { expect, test } from 'vitest'
import type { History, Version } from './historyApi.ts'
import { findLook, keyOf, lookAtPlace, type Look, placeOf } from './look.ts'

function version(id: string, seq: number): Version {
  return { id, seq, at: '2026-03-02T14:00:00.000Z', name: id, kind: 'named', by: null, authors: [] }
}

const history: History = {
  moments: [3, 5, 9].map((seq) => ({ seq, at: `2026-03-02T14:0${seq}:00.000Z`, by: [] })),
  versions: [version('old', 1), version('between', 4), version('newest', 12)],
}

test('every moment has a place on the slider, and now is behind them', () => {
  for (const [place, seq] of [3, 5, 9].entries()) {
    expect(placeOf({ is: 'moment', seq }, history)).toBe(place)
    expect(lookAtPlace(place, history)).toEqual({ is: 'moment', seq })
  }
  expect(placeOf({ is: 'now' }, history)).toBe(3)
  expect(lookAtPlace(3, history)).toEqual({ is: 'now' })
})

test('a version stands at its moment, or at the nearest that is left', () => {
  expect(placeOf({ is: 'version', id: 'old' }, history)).toBe(0)
  expect(placeOf({ is: 'version', id: 'between' }, history)).toBe(1)
  expect(placeOf({ is: 'version', id: 'newest' }, history)).toBe(2)
  expect(placeOf({ is: 'version', id: 'gone' }, history)).toBe(3)
  expect(placeOf({ is: 'version', id: 'old' }, { ...history, moments: [] })).toBe(0)
})

test('what is looked at is found, and now is nothing to be found', () => {
  const found = (look: Look) => findLook(look, history)?.seq ?? null
  expect(found({ is: 'moment', seq: 5 })).toBe(5)
  expect(found({ is: 'version', id: 'between' })).toBe(4)
  expect(found({ is: 'version', id: 'gone' })).toBeNull()
  expect(found({ is: 'now' })).toBeNull()
})

test('a moment and a version never share a key', () => {
  expect(keyOf({ is: 'moment', seq: 1 })).not.toBe(keyOf({ is: 'version', id: '1' }))
})
