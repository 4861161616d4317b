import { expect, test } from 'vitest'
import { ignore, isIgnored } from './ignored.ts'

const blame = { meeting: 'm1', trap: 'counterfactual', sentence: 'They should have checked.' }

test('a sentence is ignored in its meeting, for its trap, however it is spaced', () => {
  expect(isIgnored(blame)).toBe(false)
  ignore(blame)
  expect(isIgnored(blame)).toBe(true)
  expect(isIgnored({ ...blame, sentence: ' They  should have\u00a0checked. ' })).toBe(true)
  expect(isIgnored({ ...blame, sentence: 'They should have asked.' })).toBe(false)
  expect(isIgnored({ ...blame, meeting: 'm2' })).toBe(false)
  expect(isIgnored({ ...blame, trap: 'hindsight' })).toBe(false)
})
