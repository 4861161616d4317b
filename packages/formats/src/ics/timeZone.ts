import { contentLine } from './contentLine.ts'

/**
 * A VTIMEZONE (RFC 5545, 3.6.5) that is right for one span of time: the change of the clocks before it and the one after it, as the
 * runtime's own time zone data has them, without rules for ever. Rules are what goes wrong: the well-known tables of them put the
 * clocks of Nuuk, Jerusalem, Gaza, Santiago and Casablanca wrong by an hour in years to come (decision 17).
 */
export function timeZoneLines(zone: string, at: Temporal.Instant): string[] {
  const there = at.toZonedDateTimeISO(zone)
  // A change at the very moment counts as before it.
  const before = there.add({ nanoseconds: 1 }).getTimeZoneTransition('previous')
  const after = there.getTimeZoneTransition('next')
  const changes = [
    before === null || before.epochMilliseconds < 0 ? sinceEver(there) : change(before),
    ...(after === null ? [] : [change(after)]),
  ]
  const highest = Math.max(...changes.map(({ to }) => to))
  const lowest = Math.min(...changes.map(({ to }) => to))
  return [
    contentLine('BEGIN', 'VTIMEZONE'),
    contentLine('TZID', zone),
    ...changes.flatMap(({ from, to, onset }) => {
      const kind = to === highest && to !== lowest ? 'DAYLIGHT' : 'STANDARD'
      return [
        contentLine('BEGIN', kind),
        contentLine('DTSTART', onset),
        contentLine('TZOFFSETFROM', offsetText(from)),
        contentLine('TZOFFSETTO', offsetText(to)),
        contentLine('END', kind),
      ]
    }),
    contentLine('END', 'VTIMEZONE'),
  ]
}

/** Offsets in nanoseconds east of UTC; the onset is told by the clock as it went before. */
interface Change {
  readonly from: number
  readonly to: number
  readonly onset: string
}

function change(at: Temporal.ZonedDateTime): Change {
  const before = at.subtract({ nanoseconds: 1 })
  const onset = at.withTimeZone('UTC').toPlainDateTime().add({ nanoseconds: before.offsetNanoseconds })
  return { from: before.offsetNanoseconds, to: at.offsetNanoseconds, onset: localTime(onset) }
}

/** Older changes are of no use to anybody, and some calendars know no time before 1970. */
function sinceEver({ offsetNanoseconds }: Temporal.ZonedDateTime): Change {
  return { from: offsetNanoseconds, to: offsetNanoseconds, onset: '19700101T000000' }
}

/** `20180210T130100` */
export function localTime(at: Temporal.PlainDateTime): string {
  return at.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')
}

function offsetText(nanoseconds: number): string {
  const seconds = Math.round(Math.abs(nanoseconds) / 1e9)
  const pad = (part: number) => String(part).padStart(2, '0')
  const text = `${nanoseconds < 0 ? '-' : '+'}${pad(Math.floor(seconds / 3600))}${pad(Math.floor(seconds / 60) % 60)}`
  return seconds % 60 === 0 ? text : `${text}${pad(seconds % 60)}`
}
