import type { EntryTime } from '@second-story/meeting'

/** When a row happened, short enough for a chip: `13:05`, `about 13:05`, `2 Mar 2026`; in the zone in which the incident is told. */
export function entryTimeText({ at, precision, approximate }: EntryTime, zone: string): string {
  if (at === null) return 'a moment without a time'
  const text = formatIn(zone, precision === 'day' ? 'day' : precision === 'second' ? 'second' : 'minute', new Date(at))
  return approximate ? `about ${text}` : text
}

const shapes = {
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  minute: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  second: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

/** A moment in one of three shapes; in UTC where the zone is none that this browser knows. */
export function formatIn(zone: string, shape: keyof typeof shapes, at: Date): string {
  try {
    return new Intl.DateTimeFormat('en-GB', { ...shapes[shape], timeZone: zone }).format(at)
  } catch {
    // A zone that this browser doesn't know: the shared document may hold any words.
    return new Intl.DateTimeFormat('en-GB', { ...shapes[shape], timeZone: 'UTC' }).format(at)
  }
}
