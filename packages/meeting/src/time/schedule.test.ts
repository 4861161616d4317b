import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { type Details, readDetails } from '../board/details.ts'
import { formatDate } from './formatTime.ts'
import { draftDueOf, lastedMs, proposeMeetingTime } from './schedule.ts'
import { momentOf, wallClockOf } from './wallClock.ts'

const blank = readDetails(new Y.Doc())
const details = (known: Partial<Details>): Details => ({ ...blank, ...known })

describe('the draft is due', () => {
  test.each([
    ['a day after the end', { ended: '2026-03-02T17:50:00+01:00', zone: 'Europe/Paris' }, '2026-03-03T17:50:00+01:00'],
    [
      'at the same hour over the change of clocks',
      { ended: '2026-03-28T17:50:00+01:00', zone: 'Europe/Paris' },
      '2026-03-29T17:50:00+02:00',
    ],
    ['when somebody chose', { ended: '2026-03-02T17:50:00+01:00', draftDue: '2026-03-05T09:00:00Z' }, '2026-03-05T09:00:00Z'],
  ])('%s', (_, known, at) => {
    expect(draftDueOf(details(known))).toEqual({ is: 'moment', at })
  })

  test('on the next day where only the day of the end is known', () => {
    expect(draftDueOf(details({ ended: '2026-02-28' }))).toEqual({ is: 'day', day: '2026-03-01' })
  })

  test('at no time that anybody guessed', () => {
    expect(draftDueOf(blank)).toBeNull()
    expect(draftDueOf(details({ ended: '2026-02-31' }))).toBeNull()
  })
})

test('how long it lasted is unknown, never zero, while one of the times is', () => {
  expect(lastedMs(details({ began: '2026-03-02T13:01:00Z' }))).toBeNull()
  expect(lastedMs(details({ ended: '2026-03-02T13:01:00Z' }))).toBeNull()
  expect(lastedMs(details({ began: '2026-03-02T13:01:00Z', ended: '2026-03-02' }))).toBeNull()
  expect(lastedMs(details({ began: '2026-03-02T13:01:00Z', ended: '2026-03-02T12:01:00Z' }))).toBeNull()
  expect(lastedMs(details({ began: '2026-03-02T13:01:00Z', ended: '2026-03-02T14:20:00Z' }))).toBe(79 * 60_000)
})

describe('a proposed time', () => {
  test.each([
    ['three business days after the end', '2026-03-02T17:50:00Z', '2026-03-03T08:00:00Z', '2026-03-05T10:00:00+01:00'],
    ['over a weekend', '2026-03-05T17:50:00Z', '2026-03-06T08:00:00Z', '2026-03-10T10:00:00+01:00'],
    ['for an old incident on the next business day', '2025-12-24T17:50:00Z', '2026-03-06T08:00:00Z', '2026-03-09T10:00:00+01:00'],
    ['without an end, counted from today', null, '2026-03-27T08:00:00Z', '2026-04-01T10:00:00+02:00'],
  ])('is %s', (_, ended, now, at) => {
    expect(proposeMeetingTime(details({ ended }), { now, zone: 'Europe/Paris' })).toEqual({ at, zone: 'Europe/Paris' })
  })

  test('comes on a weekday, at ten, after the draft and after today, wherever the organiser is', () => {
    const moment = fc
      .date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
      .map((it) => it.toISOString())
    fc.assert(
      fc.property(
        moment,
        moment,
        fc.option(moment),
        fc.constantFrom('Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Paris', 'America/Sao_Paulo', 'no zone'),
        (ended, now, draftDue, zone) => {
          const proposed = proposeMeetingTime(details({ ended, draftDue }), { now, zone })
          const there = Temporal.Instant.from(proposed.at).toZonedDateTimeISO(proposed.zone)
          expect(there.dayOfWeek).toBeLessThanOrEqual(5)
          expect(there.hour).toBe(10)
          expect(Date.parse(proposed.at)).toBeGreaterThan(Date.parse(now))
          expect(Date.parse(proposed.at)).toBeGreaterThan(Date.parse(draftDue ?? ended))
        },
      ),
    )
  })
})

describe('date and time fields', () => {
  test('say the same moment there and back, in every zone and over changes of the clock', () => {
    const minutes = fc.integer({ min: Date.parse('2020-01-01') / 60_000, max: Date.parse('2030-01-01') / 60_000 })
    const zone = fc.constantFrom('Europe/Paris', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC')
    fc.assert(
      fc.property(minutes, zone, (minute, zone) => {
        const fields = wallClockOf(new Date(minute * 60_000).toISOString(), zone)
        const read = momentOf(fields, zone)
        // The hour that comes twice is read as its first.
        expect(read.is === 'moment' && wallClockOf(read.at, zone)).toEqual(fields)
      }),
    )
  })

  test('a time that the clocks skipped says so', () => {
    expect(momentOf({ date: '2026-03-29', time: '02:30' }, 'Europe/Paris')).toMatchObject({ is: 'unclear' })
  })

  test('a day in words, and none for one that does not exist', () => {
    expect(formatDate('2026-03-29')).toBe('Sunday, 29 March 2026')
    for (const date of ['2026-02-31', '2026-13-01', '0000-00-00', 'soon', '']) expect(formatDate(date)).toBeNull()
  })

  test('a day has no time', () => {
    expect(wallClockOf('2026-03-29', 'Europe/Paris')).toEqual({ date: '2026-03-29', time: '' })
  })
})
