import type { EntryTime } from '@second-story/meeting'
import { expect, test } from 'vitest'
import { entryTimeText } from './entryTime.ts'

const time: EntryTime = { at: '2026-03-02T13:05:20+01:00', until: null, precision: 'minute', approximate: false }

test('a time is told in the incident’s zone, as exactly as it is known', () => {
  expect(entryTimeText(time, 'Europe/Paris')).toBe('13:05')
  expect(entryTimeText(time, 'UTC')).toBe('12:05')
  expect(entryTimeText({ ...time, precision: 'second' }, 'UTC')).toBe('12:05:20')
  expect(entryTimeText({ ...time, precision: 'day' }, 'UTC')).toBe('2 Mar 2026')
  expect(entryTimeText({ ...time, approximate: true }, 'UTC')).toBe('about 12:05')
})

test('an unknown time or zone is said, never a crash', () => {
  expect(entryTimeText({ ...time, at: null }, 'UTC')).toBe('a moment without a time')
  expect(entryTimeText(time, 'Mars/Olympus')).toBe('12:05')
})
