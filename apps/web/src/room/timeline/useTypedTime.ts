import { formatDay, formatTime, type EntryTime, parseTime } from '@second-story/meeting'
import { useDetails } from '../../connection/useMeeting.ts'

/** What was typed into a field for a time: the time, or none yet, or why it can't be understood. */
export type TypedTime = { readonly time: EntryTime | null; readonly hint: string } | { readonly why: string }

/** Reads a typed time as the review tells it. `after` is the time of the row before, from which `+5m` counts. */
export function useTypedTime(text: string, after: string | null): TypedTime {
  const { incidentDate, zone } = useDetails()
  const parsed = parseTime(text, { date: incidentDate, zone, after })
  switch (parsed.is) {
    case 'none':
      return { time: null, hint: 'No time yet: it waits at the end.' }
    case 'unclear':
      return { why: parsed.why }
    case 'time':
      return { time: parsed.time, hint: inWords(parsed.time, zone) }
  }
}

/** The time as it will be told, with its day: that is what a reader may want to check. */
function inWords(time: EntryTime, zone: string): string {
  if (time.at === null) return ''
  const day = formatDay(time.at, zone)
  return time.precision === 'day' ? `${time.approximate ? 'About ' : ''}${day}` : `${day}, ${formatTime(time, zone)} (${zone})`
}
