import type { Unclear } from './moment.ts'
import { parseTime } from './parseTime.ts'
import { knownZone } from './zones.ts'

/** A moment as date and time fields show it: `2018-02-10` and `13:01`, both in one zone. */
export interface WallClock {
  readonly date: string
  readonly time: string
}

/** What a date and a time field say, in `zone`, as ISO 8601 with the offset of that moment. Unclear where the clocks skipped it. */
export function momentOf({ date, time }: WallClock, zone: string): { readonly is: 'moment'; readonly at: string } | Unclear {
  const parsed = parseTime(`${date} ${time}`, { date, zone })
  if (parsed.is === 'unclear') return parsed
  return parsed.is === 'time' && parsed.time.at !== null
    ? { is: 'moment', at: parsed.time.at }
    : { is: 'unclear', why: 'This is no date and time.' }
}

/** The fields of a moment, or of a day: that has no time. */
export function wallClockOf(moment: string, zone: string): WallClock {
  if (!moment.includes('T')) return { date: moment, time: '' }
  const there = Temporal.Instant.fromEpochMilliseconds(Date.parse(moment)).toZonedDateTimeISO(knownZone(zone))
  return { date: there.toPlainDate().toString(), time: there.toPlainTime().toString({ smallestUnit: 'minute' }) }
}
