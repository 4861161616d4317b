import type * as Y from 'yjs'
import * as z from 'zod/mini'
import { InstantSchema } from './entities.ts'
import { boardDetails } from './roots.ts'

/** Where a review stands in its life. */
export const statuses = ['draft', 'in-review', 'completed'] as const
export type Status = (typeof statuses)[number]

/** Why a review is held. */
export const criteria = ['outage', 'degraded', 'manual-step', 'requested', 'near-miss'] as const
export type Criterion = (typeof criteria)[number]

/** `YYYY-MM-DD`, in the meeting's zone. */
const DaySchema = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/))

/** When the group meets: written whole, so that two people who set it at once get one of the two and no mixture. */
const MeetingTimeSchema = z.object({
  at: InstantSchema,
  minutes: z.int().check(z.minimum(5), z.maximum(24 * 60)),
  /** IANA zone of whoever set it: the calendar file tells the time in it. */
  zone: z.string(),
})
export type MeetingTime = z.infer<typeof MeetingTimeSchema>

const DetailsSchema = z.object({
  title: z.catch(z.string(), ''),
  status: z.catch(z.enum(statuses), 'draft'),
  /** `YYYY-MM-DD` in the meeting's zone; null while unknown. */
  incidentDate: z.catch(z.nullable(DaySchema), null),
  /** As far as anybody knows before the meeting; what the timeline finds out stands there. Null while unknown. */
  began: z.catch(z.nullable(InstantSchema), null),
  /** A day where only that is known. */
  ended: z.catch(z.nullable(z.union([InstantSchema, DaySchema])), null),
  incidentLead: z.catch(z.string(), ''),
  facilitator: z.catch(z.string(), ''),
  criteria: z.catch(z.nullable(z.enum(criteria)), null),
  /** IANA zone in which the incident is told. */
  zone: z.catch(z.string(), 'UTC'),
  /** When the draft should be there, where somebody chose another moment than a day after the end. */
  draftDue: z.catch(z.nullable(InstantSchema), null),
  meetingTime: z.catch(z.nullable(MeetingTimeSchema), null),
  /** Whom to invite, as somebody wrote it: names with commas between them. */
  workedOnIt: z.catch(z.string(), ''),
  affected: z.catch(z.string(), ''),
  /** Set where the group decided that nothing needs doing: a proper ending, printed as such. */
  noRecommendations: z.catch(z.boolean(), false),
})
export type Details = z.infer<typeof DetailsSchema>

export function readDetails(board: Y.Doc): Details {
  return DetailsSchema.parse(Object.fromEntries(boardDetails(board).entries()))
}

export function setDetail<Field extends keyof Details>(board: Y.Doc, field: Field, value: Details[Field]): void {
  boardDetails(board).set(field, value)
}
