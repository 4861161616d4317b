import { type MeetingId, parseMeetingId, parseParticipantId, type ParticipantId, phases, roles } from '@second-story/meeting'
import * as z from 'zod/mini'
import { versionKinds } from '../records.ts'

/**
 * Rows as the statements in `meetingRecords.ts` name their columns. A row that does not fit was not written by this version of the app:
 * parsing it throws.
 */
const RoleSchema = z.enum(roles)

export const MeetingRow = z.object({
  id: z.custom<MeetingId>((id) => parseMeetingId(id) !== null),
  title: z.string(),
  createdAt: z.string(),
  phase: z.enum(phases),
  revealedAt: z.nullable(z.string()),
  revealWithoutNames: z.pipe(
    z.int(),
    z.transform((flag) => flag !== 0),
  ),
  zone: z.string(),
})

export const SessionMeetingRow = z.extend(MeetingRow, { role: RoleSchema })

export const ParticipantRow = z.object({
  meeting: z.custom<MeetingId>((id) => parseMeetingId(id) !== null),
  id: z.custom<ParticipantId>((id) => parseParticipantId(id) !== null),
  name: z.string(),
  role: RoleSchema,
  joinedAt: z.string(),
})

export const ParticipantWithSessionRow = z.extend(ParticipantRow, { sessionHash: z.string() })

export const KeyRow = z.object({ role: RoleSchema })

export const VersionRow = z.object({
  meeting: z.custom<MeetingId>((id) => parseMeetingId(id) !== null),
  id: z.string(),
  at: z.string(),
  seq: z.int(),
  kind: z.enum(versionKinds),
  name: z.string(),
  by: z.nullable(z.custom<ParticipantId>((id) => parseParticipantId(id) !== null)),
  authors: z.pipe(
    z.pipe(
      z.string(),
      z.transform((authors): unknown => JSON.parse(authors)),
    ),
    z.array(z.string()),
  ),
})
