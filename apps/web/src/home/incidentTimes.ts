import { lastedMs, momentOf, wallClockOf } from '@second-story/meeting'
import type { NewMeeting } from '../connection/meetingApi.ts'

/** What was typed about when it was; an empty string is not known. Dates are `YYYY-MM-DD`, times `HH:MM`, both in `zone`. */
export interface TypedTimes {
  readonly date: string
  readonly beganAt: string
  /** Blank stands for the day on which it began. */
  readonly endedOn: string
  readonly endedAt: string
  readonly zone: string
}

export interface IncidentTimes {
  readonly known: Pick<NewMeeting, 'incidentDate' | 'began' | 'ended'>
  readonly lastedMs: number | null
  /** What keeps a field from being understood, as a sentence. */
  readonly beganProblem: string | null
  readonly endedProblem: string | null
}

export function incidentTimes({ date, beganAt, endedOn, endedAt, zone }: TypedTimes): IncidentTimes {
  const began = momentIn(date, beganAt, zone)
  const ended = momentIn(endedOn === '' && endedAt !== '' ? date : endedOn, endedAt, zone)
  const beganMoment = began.is === 'known' ? began.moment : null
  const endedMoment = ended.is === 'known' ? ended.moment : null
  const isBackwards = endedMoment !== null && endsBefore(endedMoment, beganMoment ?? date, zone)
  return {
    known: {
      ...(date !== '' && { incidentDate: date }),
      ...(beganMoment?.includes('T') && { began: beganMoment }),
      ...(endedMoment !== null && { ended: endedMoment }),
    },
    lastedMs: lastedMs({ began: beganMoment?.includes('T') ? beganMoment : null, ended: endedMoment }),
    beganProblem: began.is === 'unclear' ? began.why : null,
    endedProblem:
      ended.is === 'unclear' ? ended.why : isBackwards ? 'That is before it began. Did it end on the next day?' : null,
  }
}

type Known =
  | { readonly is: 'known'; readonly moment: string }
  | { readonly is: 'blank' }
  | { readonly is: 'unclear'; readonly why: string }

/** A moment with its time, a day without one. */
function momentIn(date: string, time: string, zone: string): Known {
  if (time === '') return date === '' ? { is: 'blank' } : { is: 'known', moment: date }
  if (date === '') return { is: 'unclear', why: 'On which day? Fill in the date too, or leave the time blank.' }
  const read = momentOf({ date, time }, zone)
  return read.is === 'moment' ? { is: 'known', moment: read.at } : read
}

function endsBefore(ended: string, began: string, zone: string): boolean {
  if (ended.includes('T') && began.includes('T')) return Date.parse(ended) < Date.parse(began)
  return began !== '' && wallClockOf(ended, zone).date < wallClockOf(began, zone).date
}
