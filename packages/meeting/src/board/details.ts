import type * as Y from 'yjs'
import * as z from 'zod/mini'
import { boardDetails } from './roots.ts'

/** Where a review stands in its life. */
export const statuses = ['draft', 'in-review', 'completed'] as const
export type Status = (typeof statuses)[number]

/** Why a review is held. */
export const criteria = ['outage', 'degraded', 'manual-step', 'requested', 'near-miss'] as const
export type Criterion = (typeof criteria)[number]

const DetailsSchema = z.object({
  title: z.catch(z.string(), ''),
  status: z.catch(z.enum(statuses), 'draft'),
  /** `YYYY-MM-DD` in the meeting's zone; null while unknown. */
  incidentDate: z.catch(z.nullable(z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/))), null),
  incidentLead: z.catch(z.string(), ''),
  facilitator: z.catch(z.string(), ''),
  criteria: z.catch(z.nullable(z.enum(criteria)), null),
  /** IANA zone in which the incident is told. */
  zone: z.catch(z.string(), 'UTC'),
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
