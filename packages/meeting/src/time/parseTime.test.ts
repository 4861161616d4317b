import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EntryTime } from '../board/timeline.ts'
import { formatDay, formatForEditing, formatTime } from './formatTime.ts'
import { parseTime, type TimeContext } from './parseTime.ts'

const incident: TimeContext = { date: '2018-02-10', zone: 'America/New_York' }

/** `at`, then `..until`, then what else is said of it. */
function read(text: string, context: TimeContext = incident): string {
  const parsed = parseTime(text, context)
  if (parsed.is !== 'time') return parsed.is
  const { at, until, precision, approximate } = parsed.time
  return [
    at,
    until === null ? '' : `..${until}`,
    precision === 'minute' ? '' : ` ${precision}`,
    approximate ? ' about' : '',
  ].join('')
}

const afternoon = '2018-02-10T13:05:00-05:00'

describe('what people type for one moment', () => {
  test.each([
    ['13:05', afternoon],
    [' 13:05 ', afternoon],
    ['[13:05]', afternoon],
    ['13.05', afternoon],
    ['13h05', afternoon],
    ['1305', afternoon],
    ['1:05 pm', afternoon],
    ['1:05PM', afternoon],
    ['1:05 p.m.', afternoon],
    ['1:05p', afternoon],
    ['13:05 pm', afternoon],
    ['13:05:20', '2018-02-10T13:05:20-05:00 second'],
    ['13:05:20.734', '2018-02-10T13:05:20-05:00 second'],
    ['3pm', '2018-02-10T15:00:00-05:00'],
    ['12 am', '2018-02-10T00:00:00-05:00'],
    ['12:29 pm', '2018-02-10T12:29:00-05:00'],
    ['noon', '2018-02-10T12:00:00-05:00'],
    ['20180210-1305', afternoon],
    ['20180210-130520', '2018-02-10T13:05:20-05:00 second'],
    ['2018-02-10 13:05', afternoon],
    ['2018-02-10, 13:05', afternoon],
    ['2018/02/10 13:05', afternoon],
    ['13:05 2018-02-10', afternoon],
    ['10 Feb 13:05', afternoon],
    ['10. February, 13:05', afternoon],
    ['Feb 10 13:05', afternoon],
    ['Feb 10th, 2018 1:05 PM', afternoon],
    ['10 Feb 2018 at 13:05', afternoon],
    ['13:05 on 10 Feb', afternoon],
    ['2018-02-10', '2018-02-10T00:00:00-05:00 day'],
    ['10 Feb', '2018-02-10T00:00:00-05:00 day'],
    ['31 Dec 23:00', '2017-12-31T23:00:00-05:00'],
    ['29-09-2018 10:00', '2018-09-29T10:00:00-04:00'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})

describe('zones, told with the offset of the meeting’s own', () => {
  test.each([
    ['2018-02-10T13:05Z', '2018-02-10T08:05:00-05:00'],
    ['2018-02-10T13:05:00-05:00', `${afternoon} second`],
    ['2018-02-10T13:05-05:00', afternoon],
    ['2018-02-10 13:05:00-05', `${afternoon} second`],
    ['13:05 UTC', '2018-02-10T08:05:00-05:00'],
    ['13:05 (UTC)', '2018-02-10T08:05:00-05:00'],
    ['1305Z', '2018-02-10T08:05:00-05:00'],
    ['13:05 CET', '2018-02-10T07:05:00-05:00'],
    ['13:05 EST', afternoon],
    ['13:05 ET', afternoon],
    ['13:05 -05:00', afternoon],
    ['13:05 +02:00', '2018-02-10T06:05:00-05:00'],
    ['13:05 UTC+1', '2018-02-10T07:05:00-05:00'],
    ['13:05 Europe/Berlin', '2018-02-10T07:05:00-05:00'],
    ['2018-07-10 13:05 PST', '2018-07-10T17:05:00-04:00'],
    ['2018-07-10 13:05 PT', '2018-07-10T16:05:00-04:00'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  test('a zone that does not exist counts as UTC', () => {
    expect(read('13:05', { date: '2018-02-10', zone: 'Middle/Earth' })).toBe('2018-02-10T13:05:00+00:00')
  })
})

describe('about', () => {
  test.each([
    'about 13:05',
    'around 13:05',
    'approx. 13:05',
    'ca. 13:05',
    '~13:05',
    '~ 13:05',
    '13:05~',
    '13:05?',
    '13:05 or so',
    '13:05ish',
  ])('%s', (text) => {
    expect(read(text)).toBe(`${afternoon} about`)
  })
})

describe('ranges', () => {
  const quarter = '2018-02-10T13:05:00-05:00..2018-02-10T13:20:00-05:00'
  test.each([
    ['13:05-13:20', quarter],
    ['13:05 - 13:20', quarter],
    ['13:05–13:20', quarter],
    ['13:05 to 13:20', quarter],
    ['from 13:05 until 13:20', quarter],
    ['between 13:05 and 13:20', quarter],
    ['1305-1320', quarter],
    ['1:05-1:20 pm', quarter],
    ['18:05-18:20 UTC', quarter],
    ['2018-02-10 13:05 to 13:20', quarter],
    ['2018-02-10 13:05-13:20', quarter],
    ['20180210-1305-1320', quarter],
    ['~13:05-13:20', `${quarter} about`],
    ['13:05 to about 13:20', `${quarter} about`],
    ['13:05-13:05', afternoon],
    ['1-3pm', '2018-02-10T13:00:00-05:00..2018-02-10T15:00:00-05:00'],
    ['11:30-1pm', '2018-02-10T11:30:00-05:00..2018-02-10T13:00:00-05:00'],
    ['09:30-10:00', '2018-02-10T09:30:00-05:00..2018-02-10T10:00:00-05:00'],
    ['23:50 to 00:10', '2018-02-10T23:50:00-05:00..2018-02-11T00:10:00-05:00'],
    ['23:50 to 2018-02-11 00:10', '2018-02-10T23:50:00-05:00..2018-02-11T00:10:00-05:00'],
    ['2018-02-10 to 2018-02-12', '2018-02-10T00:00:00-05:00..2018-02-12T00:00:00-05:00 day'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})

describe('no time', () => {
  test.each(['', '  ', '?', '??:??', 'unknown', 'Unknown', '-', '—'])('%j', (text) => {
    expect(parseTime(text, incident)).toEqual({ is: 'none' })
  })
})

describe('nothing is guessed', () => {
  test.each([
    ['02/03/2018', 'two days'],
    ['02/03/18', 'several days'],
    ['3', '03:00, or 3 with am or pm'],
    ['midnight', 'two days'],
    ['24:00', 'two days'],
    ['25:00', 'no 25:00'],
    ['13:75', 'no 13:75'],
    ['23:00 am', 'morning and afternoon'],
    ['30 Feb', 'no such day'],
    ['2018-13-01', 'no such day'],
    ['13:05 IST', 'several zones'],
    ['13:05 CST', 'several zones'],
    ['23:30-02:00', 'a range or an offset'],
    ['2018-02-10 09:30-10:00', 'a range or an offset'],
    ['13:20-13:05', 'end is before'],
    ['13:20 to 13:05', 'end is before'],
    ['2018-02-10 to 13:05', 'two times or two days'],
    ['02:00 UTC', 'which day there'],
    ['+5m', 'the row before'],
    ['13:05-10', 'doesn’t read as a time'],
    ['13:05 13:20', 'doesn’t read as a time'],
    ['yesterday', 'doesn’t read as a time'],
    ['x'.repeat(500), 'doesn’t read as a time'],
  ])('%s: %s', (text, why) => {
    const parsed = parseTime(text, incident)
    expect(parsed.is).toBe('unclear')
    expect(parsed.is === 'unclear' && parsed.why.toLowerCase()).toContain(why.toLowerCase())
  })

  test('a bare time needs a day from somewhere', () => {
    expect(parseTime('13:05', { date: null, zone: 'UTC' })).toEqual({
      is: 'unclear',
      why: 'Which day? Type it too, like 2018-02-10 13:05, or set the incident’s date.',
    })
    expect(read('2018-02-10 13:05', { date: null, zone: 'UTC' })).toBe('2018-02-10T13:05:00+00:00')
    expect(read('10 Feb 13:05', { date: null, zone: 'UTC' })).toBe('unclear')
  })

  test('no text makes it throw', () => {
    const pieces = fc.constantFrom(
      '13:05',
      '2018-02-30',
      '-',
      ' to ',
      '~',
      'feb',
      '10',
      'utc',
      '+',
      '99',
      ':',
      'pm',
      '?',
      't',
      '/',
      '.',
      ' ',
    )
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(pieces, { maxLength: 8 }).map((it) => it.join('')),
    )
    const contexts = fc.record({
      date: fc.constantFrom(null, '2018-02-10', '2018-02-31', '0000-00-00'),
      zone: fc.constantFrom('UTC', 'America/New_York', 'nowhere', ''),
      after: fc.constantFrom(null, '2018-02-10T23:55:00Z'),
    })
    fc.assert(
      fc.property(texts, contexts, (text, context) => void parseTime(text, context)),
      { numRuns: 500 },
    )
  })
})

describe('the change of the clocks', () => {
  test('a time that the change to summer time skips is unclear', () => {
    const parsed = parseTime('02:30', { ...incident, date: '2018-03-11' })
    expect(parsed.is === 'unclear' && parsed.why).toMatch(/no 02:30 in America\/New_York/)
  })

  test('of a time that comes twice in autumn the earlier is meant, unless an offset says so', () => {
    expect(read('01:30', { ...incident, date: '2018-11-04' })).toBe('2018-11-04T01:30:00-04:00')
    expect(read('01:30 EST', { ...incident, date: '2018-11-04' })).toBe('2018-11-04T01:30:00-05:00')
  })
})

describe('the row before', () => {
  const after = '2018-02-10T23:55:00-05:00'

  test('takes a bare time over midnight', () => {
    expect(read('00:10', { ...incident, after })).toBe('2018-02-11T00:10:00-05:00')
    expect(read('00:10', { ...incident, date: null, after })).toBe('2018-02-11T00:10:00-05:00')
    expect(read('23:50', { ...incident, after: '2018-02-11T00:10:00-05:00' })).toBe('2018-02-10T23:50:00-05:00')
  })

  test('leaves a time on the incident’s day where it comes later anyway, or goes back only a little', () => {
    expect(read('13:05', { ...incident, after: '2018-02-09T20:00:00-05:00' })).toBe(afternoon)
    expect(read('13:05', { ...incident, after: '2018-02-10T20:00:00-05:00' })).toBe(afternoon)
  })

  test.each([
    ['+5m', '2018-02-11T00:00:00-05:00'],
    ['T+5m', '2018-02-11T00:00:00-05:00'],
    ['T+00:05', '2018-02-11T00:00:00-05:00'],
    ['+1h 30 min', '2018-02-11T01:25:00-05:00'],
    ['-10m', '2018-02-10T23:45:00-05:00'],
    ['+90s', '2018-02-10T23:56:30-05:00 second'],
    ['5 minutes later', '2018-02-11T00:00:00-05:00'],
    ['about +5m', '2018-02-11T00:00:00-05:00 about'],
  ])('%s counts from it', (text, expected) => {
    expect(read(text, { ...incident, after })).toBe(expected)
  })
})

describe('telling a time', () => {
  const minute: EntryTime = { at: afternoon, until: null, precision: 'minute', approximate: false }
  test.each([
    ['13:05', minute],
    ['about 13:05', { ...minute, approximate: true }],
    ['13:05:00', { ...minute, precision: 'second' }],
    ['13:05 to 13:20', { ...minute, until: '2018-02-10T18:20:00Z' }],
    ['13:05 to 11 Feb 00:10', { ...minute, until: '2018-02-11T05:10:00Z' }],
    ['10 Feb 2018', { ...minute, precision: 'day' }],
    ['about 10 Feb 2018 to 12 Feb 2018', { at: afternoon, until: '2018-02-12T12:00:00Z', precision: 'day', approximate: true }],
    ['', { ...minute, at: null }],
  ] satisfies [string, EntryTime][])('%s', (expected, time) => {
    expect(formatTime(time, 'America/New_York')).toBe(expected)
  })

  test('a day has its own line', () => {
    expect(formatDay('2018-02-11T02:00:00Z', 'America/New_York')).toBe('Saturday, 10 February 2018')
  })

  test('what stands in the field for editing reads back as the same time', () => {
    const zones = fc.constantFrom(
      'UTC',
      'America/New_York',
      'Europe/Berlin',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Pacific/Apia',
    )
    const dayS = 86_400
    // The autumn of 2018 in New York, often; any moment of forty years, else.
    const instants = fc.oneof(
      fc.integer({ min: 1_541_300_000, max: 1_541_330_000 }),
      fc.integer({ min: 946_684_800, max: 2_208_988_800 }),
    )
    const given = fc.record({
      zone: zones,
      at: instants,
      lastsS: fc.option(fc.oneof(fc.integer({ min: 60, max: 7200 }), fc.integer({ min: 60, max: 3 * dayS }))),
      precision: fc.constantFrom('day', 'minute', 'second'),
      approximate: fc.boolean(),
      date: fc.constantFrom('same', 'other', 'none'),
      afterS: fc.option(fc.integer({ min: 0, max: 3 * dayS })),
    })
    fc.assert(
      fc.property(given, ({ zone, at, lastsS, precision, approximate, date, afterS }) => {
        const normal = (seconds: number) => {
          const moment = Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO(zone)
          const floor =
            precision === 'day' ? moment.startOfDay() : moment.round({ smallestUnit: precision, roundingMode: 'floor' })
          return floor.toString({ timeZoneName: 'never', smallestUnit: 'second' })
        }
        const until = lastsS === null ? null : normal(at + lastsS)
        const time: EntryTime = { at: normal(at), until: until === normal(at) ? null : until, precision, approximate }
        const own = normal(at).slice(0, 10)
        const day = date === 'same' ? own : date === 'other' ? '2018-02-10' : null
        const after = afterS === null ? null : new Date((at - afterS) * 1000 - 60_000).toISOString()
        expect(parseTime(formatForEditing(time, zone, day), { date: day, zone, after })).toEqual({ is: 'time', time })
      }),
      { numRuns: 500 },
    )
  })
})
