import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { type CalendarEvent, calendarFile } from './calendarFile.ts'

const writtenAt = '2026-03-02T08:00:00.123Z'

function event(more: Partial<CalendarEvent> = {}): CalendarEvent {
  return {
    uid: 'M1-meeting@second-story',
    sequence: 3,
    title: 'Review: Visual Guide unavailable for an hour',
    text: 'We look at how it made sense at the time.',
    link: 'https://review.example.org/m/M1',
    time: { is: 'moment', at: '2026-03-30T10:00:00+02:00', minutes: 60, zone: 'Europe/Paris' },
    isBusy: true,
    remindMinutesBefore: 15,
    ...more,
  }
}

/** As another implementation reads it: only what the file says counts, its own knowledge of zones included. */
function readFile(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file) as unknown[])
  const zones = calendar.getAllSubcomponents('vtimezone').map((it) => new ICAL.Timezone(it).tzid)
  const read = calendar.getFirstSubcomponent('vevent')
  if (read === null) throw new Error('no event')
  const instantOf = (name: string) => {
    const property = read.getFirstProperty(name)
    const time = property?.getFirstValue() as ICAL.Time
    expect(time.zone.tzid).toBe(property?.getFirstParameter('tzid') ?? 'UTC')
    return new Date(time.toUnixTime() * 1000).toISOString()
  }
  return { calendar, read, zones, instantOf, value: (name: string) => read.getFirstPropertyValue(name) }
}

describe('another implementation reads', () => {
  test('what RFC 5545 requires, and what makes an update one', () => {
    const { calendar, read, value } = readFile(calendarFile(event(), writtenAt))
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0')
    expect(calendar.getFirstPropertyValue('prodid')).toBe('-//Second Story//Second Story//EN')
    expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH')
    expect(value('uid')).toBe('M1-meeting@second-story')
    expect(value('sequence')).toBe(3)
    expect(String(value('dtstamp'))).toBe('2026-03-02T08:00:00Z')
    expect(value('url')).toBe('https://review.example.org/m/M1')
    expect(String(read.getFirstSubcomponent('valarm')?.getFirstPropertyValue('trigger'))).toBe('-PT15M')
  })

  test.each([
    ['UTC', []],
    ['Etc/UTC', ['Etc/UTC']],
    ['no zone', []],
    ['+02:00', []],
    ['Europe/Paris', ['Europe/Paris']],
  ])('a time in %s, described by %j', (zone, described) => {
    const file = readFile(
      calendarFile(event({ time: { is: 'moment', at: '2026-03-30T08:00:00Z', minutes: 25, zone } }), writtenAt),
    )
    expect(file.zones).toEqual(described)
    expect(file.instantOf('dtstart')).toBe('2026-03-30T08:00:00.000Z')
    expect(file.instantOf('dtend')).toBe('2026-03-30T08:25:00.000Z')
  })

  test('a whole day that ends with the day', () => {
    const { read, value } = readFile(calendarFile(event({ time: { is: 'day', day: '2026-02-28' } }), writtenAt))
    expect([String(value('dtstart')), String(value('dtend'))]).toEqual(['2026-02-28', '2026-03-01'])
    expect(read.getFirstProperty('dtstart')?.type).toBe('date')
  })

  test(
    'the very moment and length, in every zone there is, near its changes of the clock and far from them',
    { timeout: 60_000 },
    () => {
      const year = (zone: string) => Temporal.ZonedDateTime.from(`2026-11-23T12:00[${zone}]`)
      for (const zone of Intl.supportedValuesOf('timeZone')) {
        const moments = [year(zone)]
        for (let at = year(zone).getTimeZoneTransition('next'), many = 0; at !== null && many < 8; many += 1) {
          moments.push(...[-90, -1, 0, 1, 90].map((minutes) => at!.add({ minutes })))
          at = at.getTimeZoneTransition('next')
        }
        for (const moment of moments) {
          const at = moment.toInstant().toString()
          const file = readFile(calendarFile(event({ time: { is: 'moment', at, minutes: 5, zone } }), writtenAt))
          const end = moment.add({ minutes: 5 }).toInstant().toString()
          expect([zone, file.instantOf('dtstart'), file.instantOf('dtend')]).toEqual([
            zone,
            ...[at, end].map((it) => new Date(it).toISOString()),
          ])
        }
      }
    },
  )
})

describe('whatever people write', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({
      unit: fc.constantFrom('\r', '\n', '\\', ';', ',', ':', '"', ' ', '\t', 'é', '👩‍👩‍👧', 'n', '\u2028', 'END:VEVENT'),
      maxLength: 80,
    }),
  )

  test('no line has more than 75 octets, ends otherwise than with CRLF, or is a property of its own', () => {
    const names = calendarFile(event(), writtenAt)
      .split('\r\n')
      .filter((line) => !line.startsWith(' '))
      .map((line) => line.split(/[:;]/)[0])
    fc.assert(
      fc.property(text, text, (title, words) => {
        const file = calendarFile(event({ title, text: words }), writtenAt)
        const lines = file.split('\r\n')
        for (const line of lines) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
          expect(line).not.toMatch(/[\r\n]/)
          expect(line.isWellFormed()).toBe(true)
        }
        expect(lines.filter((line) => !line.startsWith(' ')).map((line) => line.split(/[:;]/)[0])).toEqual(names)
      }),
    )
  })

  test('another implementation reads the same words', () => {
    fc.assert(
      fc.property(text, (words) => {
        const read = readFile(calendarFile(event({ text: words }), writtenAt)).value('description')
        const meant = words
          .toWellFormed()
          .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
          // oxlint-disable-next-line no-control-regex -- what an iCalendar text cannot hold
          .replace(/[\u0000-\u0008\u000B-\u001F\u007F]/g, '')
        expect(read).toBe(meant)
      }),
    )
  })

  test('a time as far away as a board may hold is still a file', () => {
    const two = (most: number, least = 0) => fc.integer({ min: least, max: most }).map((it) => String(it).padStart(2, '0'))
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9999 }).map((it) => String(it).padStart(4, '0')),
        two(12, 1),
        two(28, 1),
        two(23),
        fc.constantFrom('Z', '+14:00', '-23:59'),
        fc.constantFrom('Europe/Paris', 'Africa/Casablanca', 'Pacific/Apia', 'UTC'),
        (year, month, day, hour, offset, zone) => {
          const at = `${year}-${month}-${day}T${hour}:59${offset}`
          const time = { is: 'moment', at, minutes: 24 * 60, zone } as const
          expect(calendarFile(event({ time }), writtenAt)).toContain('BEGIN:VEVENT')
        },
      ),
    )
  })
})
