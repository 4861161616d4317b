import { AgendaStepsSchema, CardSchema, criteria, InstantSchema, isId, phases, roles } from '@second-story/meeting'
import { z } from 'zod/mini'

/** Shapes of what goes over HTTP: they check it, type it, and become the OpenAPI description. */

/** Control characters and marks that turn the direction of writing could make a name look like another's. */
const plainLine = /^[^\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]*$/u

function line(most: number, what: string) {
  return z
    .string()
    .check(
      z.trim(),
      z.maxLength(most, `must have at most ${most} characters`),
      z.regex(plainLine, 'must be one line of plain text'),
      z.describe(what),
    )
}

export const NameSchema = line(60, 'How others see this person. Two people may have the same name.').check(
  z.minLength(1, 'must not be empty'),
)
export const TitleSchema = line(200, 'The title of the review.').check(z.minLength(1, 'must not be empty'))
export const ZoneSchema = z
  .string()
  .check(
    z.refine(isZone, 'must be a time zone such as Europe/Paris'),
    z.describe('IANA time zone in which the incident is told.'),
  )
export const VersionNameSchema = line(80, 'What people call this version.').check(z.minLength(1, 'must not be empty'))
export const RoleSchema = z.enum(roles)
export const PhaseSchema = z.enum(phases)
export const StepsSchema = AgendaStepsSchema.check(z.describe('The phases on the agenda, in its order, with their minutes.'))
export const MinutesSchema = z.int().check(z.minimum(0), z.maximum(600), z.describe('Time budget in minutes; 0 is none.'))
export const IdSchema = z.string().check(z.refine(isId, 'must be an id'))
export { CardSchema }

const DaySchema = z.string().check(z.refine(isDate, 'must be a date such as 2018-02-10'))
const MomentSchema = z
  .string()
  .check(
    z.refine((at) => InstantSchema.safeParse(at).success, 'must be a time with its offset, such as 2018-02-10T13:01:00-08:00'),
  )

export const NewMeetingSchema = z.object({
  title: TitleSchema,
  incidentDate: z.optional(DaySchema),
  began: z.optional(MomentSchema.check(z.describe('When the incident began. Without `incidentDate` it gives the day, too.'))),
  ended: z.optional(
    z
      .union([MomentSchema, DaySchema], { error: 'must be a time such as 2018-02-10T13:01:00-08:00, or a day' })
      .check(z.describe('When the incident ended: a time, or a day where only that is known.')),
  ),
  zone: z.optional(ZoneSchema),
  incidentLead: z.optional(line(100, 'Who led the response.')),
  facilitator: z.optional(line(100, 'Who leads the meeting; best not the incident lead.')),
  criteria: z.optional(z.enum(criteria).check(z.describe('Why this review is held.'))),
  minutes: z.optional(z.partialRecord(PhaseSchema, MinutesSchema)),
  agenda: z.optional(StepsSchema),
  revealWithoutNames: z.optional(z.boolean().check(z.describe('Parked ideas are opened without their authors.'))),
})
export type NewMeeting = z.infer<typeof NewMeetingSchema>

export const MeetingParamsSchema = z.object({ id: z.string().check(z.describe('The meeting.')) })

const PerRoleSchema = z.object({ facilitator: z.string(), participant: z.string(), observer: z.string() })
export const CreatedSchema = z.object({ id: z.string(), keys: PerRoleSchema, links: PerRoleSchema })

const DocumentsSchema = z
  .object({ board: z.string(), agenda: z.string(), parked: z.optional(z.string()), desk: z.optional(z.string()) })
  .check(z.describe('Names of the documents that this person may open at /sync/<name>.'))

export const JoinedSchema = z.object({
  participantId: z.string(),
  role: RoleSchema,
  token: z.string().check(z.describe('Opens the documents, and these calls as `Authorization: Bearer`.')),
  documents: DocumentsSchema,
})

const recordFields = { id: z.string(), title: z.string(), phase: PhaseSchema, role: RoleSchema, createdAt: z.string() }

export const RecordSchema = z.object({
  ...recordFields,
  participantId: z.string(),
  name: z.string(),
  people: z.int().check(z.describe('How many have joined so far.')),
  zone: z.string(),
  revealedAt: z.nullable(z.string()),
  revealWithoutNames: z.boolean(),
  documents: DocumentsSchema,
})

export const MeetingListSchema = z.object({ meetings: z.array(z.object(recordFields)) })

const ProblemSchema = z
  .object({ type: z.string(), title: z.string(), status: z.int(), detail: z.string() })
  .check(z.describe('RFC 9457 problem details, sent as application/problem+json.'))

/** What any call may answer besides its own. */
export const refusals = { '4xx': ProblemSchema, '5xx': ProblemSchema } as const
export const NothingSchema = z.null().check(z.describe('Done.'))

function isZone(zone: string): boolean {
  if (zone.length > 64) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false // the only way to ask
  }
}

function isDate(date: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date)
}
