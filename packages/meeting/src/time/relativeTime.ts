import type { EntryTime } from '../board/timeline.ts'
import { type Unclear, unclear } from './moment.ts'

/** `+5m`, `T+00:05`, `-10 min`, `5 minutes later`, from the row before; null where the text is nothing of the kind. */
export function readRelative(
  text: string,
  after: string | null,
  zone: string,
): { readonly is: 'time'; readonly time: Omit<EntryTime, 'approximate'> } | Unclear | null {
  const length = readSigned(text)
  if (length === null) return null
  if (after === null) return unclear('From when? A time like +5m counts from the row before, and that has no time yet.')
  const base = Temporal.Instant.fromEpochMilliseconds(Date.parse(after)).toZonedDateTimeISO(zone)
  const precision = length.hasSeconds ? 'second' : 'minute'
  const at = base.add({ seconds: length.seconds }).round({ smallestUnit: precision, roundingMode: 'floor' })
  return { is: 'time', time: { at: at.toString({ timeZoneName: 'never', smallestUnit: 'second' }), until: null, precision } }
}

function readSigned(text: string): { seconds: number; hasSeconds: boolean } | null {
  const later = /^(.+?) later$/.exec(text)
  const signed = /^t?\s?([+-])\s?(.+)$/.exec(text)
  const length = readLength(later?.[1] ?? signed?.[2] ?? '')
  return length === null ? null : { ...length, seconds: signed?.[1] === '-' ? -length.seconds : length.seconds }
}

function readLength(text: string): { seconds: number; hasSeconds: boolean } | null {
  const clock = /^(\d{1,3}):(\d\d)(?::(\d\d))?$/.exec(text)
  const words =
    /^(?=\d)(?:(\d{1,4})\s?(?:h|hrs?|hours?)\s?)?(?:(\d{1,4})\s?(?:m|mins?|minutes?)\s?)?(?:(\d{1,5})\s?(?:s|secs?|seconds?))?$/.exec(
      text,
    )
  const match = clock ?? words
  if (match === null) return null
  const [hours, minutes, seconds] = [match[1], match[2], match[3]].map((part) => Number(part ?? 0))
  return { seconds: (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0), hasSeconds: match[3] !== undefined }
}
