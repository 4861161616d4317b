import type { ParticipantId, Person } from '@second-story/meeting'
import { expect, test } from 'vitest'
import { namesText, versionName, whenText } from './words.ts'

const now = Date.parse('2026-03-02T16:00:00Z')

test('a time is told in the meeting’s zone, with its day where that is not today', () => {
  expect(whenText('2026-03-02T14:05:10Z', 'UTC', now)).toBe('14:05')
  expect(whenText('2026-03-02T14:05:10Z', 'Asia/Tokyo', now)).toBe('2 Mar 2026, 23:05')
  expect(whenText('2026-03-02T14:05:10Z', 'UTC', now, 'second')).toBe('14:05:10')
  expect(whenText('2026-03-01T14:05:10Z', 'UTC', now)).toBe('1 Mar 2026, 14:05')
})

test('a zone that nobody knows is told in UTC', () => {
  expect(whenText('2026-03-02T14:05:10Z', 'Middle/Earth', now)).toBe('14:05')
})

test('oneself comes first, many are counted, who is unknown is left out', () => {
  const people = ['Ada', 'Ben', 'Cleo', 'Dan'].map((name): Person => ({
    id: name.toLowerCase() as ParticipantId,
    name,
    role: 'participant',
    withIt: false,
  }))
  expect(namesText([], people, 'ada')).toBe('')
  expect(namesText(['ben'], people, 'ada')).toBe('Ben')
  expect(namesText(['ben', 'ada', 'nobody'], people, 'ada')).toBe('You and Ben')
  expect(namesText(['ada', 'ben', 'cleo'], people, 'x')).toBe('Ada, Ben and Cleo')
  expect(namesText(['ada', 'ben', 'cleo', 'dan'], people, 'dan')).toBe('You, Ada and 2 others')
})

test('every kind of version has a name that says what it is', () => {
  expect(versionName({ kind: 'named', name: 'Before lunch' })).toBe('Before lunch')
  expect(versionName({ kind: 'phase', name: 'overview', phase: 'overview' })).toBe('End of From the outside')
  expect(versionName({ kind: 'phase', name: 'An older phase' })).toBe('End of An older phase')
  expect(versionName({ kind: 'before-restore', name: '' })).toBe('Before a restore')
})
