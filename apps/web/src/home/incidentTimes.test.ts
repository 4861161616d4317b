import { expect, test } from 'vitest'
import { incidentTimes, type TypedTimes } from './incidentTimes.ts'

const typed = (more: Partial<TypedTimes> = {}) =>
  incidentTimes({ date: '', beganAt: '', endedOn: '', endedAt: '', zone: 'Europe/Paris', ...more })

test('nothing typed is nothing known', () => {
  expect(typed()).toEqual({ known: {}, lastedMs: null, beganProblem: null, endedProblem: null })
})

test('times are told in the zone; an end without its day is of the day it began', () => {
  const it = typed({ date: '2026-03-02', beganAt: '13:01', endedAt: '14:20' })
  expect(it.known).toEqual({
    incidentDate: '2026-03-02',
    began: '2026-03-02T13:01:00+01:00',
    ended: '2026-03-02T14:20:00+01:00',
  })
  expect(it.lastedMs).toBe(79 * 60_000)
})

test('days alone are known as days', () => {
  expect(typed({ date: '2026-03-02', endedOn: '2026-03-03' })).toMatchObject({
    known: { incidentDate: '2026-03-02', ended: '2026-03-03' },
    lastedMs: null,
    endedProblem: null,
  })
})

test.each([
  ['a time without a day', { beganAt: '13:01' }, 'beganProblem'],
  ['an end without a day', { endedAt: '13:01' }, 'endedProblem'],
  ['a time that the clocks skipped', { date: '2026-03-29', beganAt: '02:30' }, 'beganProblem'],
  ['an end before the beginning', { date: '2026-03-02', beganAt: '23:50', endedAt: '00:10' }, 'endedProblem'],
  ['a last day before the first', { date: '2026-03-02', endedOn: '2026-03-01' }, 'endedProblem'],
] as const)('%s gets a sentence', (_, times, field) => {
  expect(typed(times)[field]).toMatch(/[.?]$/)
})
