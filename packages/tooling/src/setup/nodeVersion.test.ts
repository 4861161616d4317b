import { expect, test } from 'vitest'
import { isAtLeast } from './nodeVersion.mjs'

test.each([
  ['20.19.0', true],
  ['20.20.2', true],
  ['24.0.0', true],
  ['20.18.3', false],
  ['18.99.0', false],
])('Node %s is new enough: %s', (version, expected) => {
  expect(isAtLeast(version, '20.19')).toBe(expected)
})
