import { setDetail } from '@second-story/meeting'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod/mini'
import { ownAddress } from '../access/ownAddress.ts'
import { documentsFor } from '../access/rights.ts'
import { hashSecret, newSecret } from '../access/secrets.ts'
import { Problem } from '../operations/problems.ts'
import { setRevealWithoutNames } from './agenda.ts'
import { linkFor } from './createMeeting.ts'
import type { MeetingRouteOptions } from './routes.ts'
import { MeetingParamsSchema, NothingSchema, RecordSchema, refusals, RoleSchema, TitleSchema, ZoneSchema } from './schemas.ts'

/** The meeting's record: read by everyone in it, changed by facilitators. */
export const recordRoutes: FastifyPluginAsyncZod<MeetingRouteOptions> = async (app, { meetings, access, settings }) => {
  const { records, turns } = meetings

  app.get(
    '/:id',
    {
      schema: {
        summary: 'The record of a meeting, and who you are in it',
        params: MeetingParamsSchema,
        response: { 200: RecordSchema, ...refusals },
      },
    },
    async (request) => {
      const { meeting, participant } = await access.requireParticipant(request)
      const people = await records.readParticipants(meeting.id)
      return {
        ...meeting,
        role: participant.role,
        participantId: participant.id,
        name: participant.name,
        people: people.length,
        documents: documentsFor(meeting.id, participant),
      }
    },
  )

  app.put(
    '/:id/settings',
    {
      schema: {
        summary: 'Change the settings of a meeting',
        description: 'For facilitators. How ideas are opened can be chosen until they are.',
        params: MeetingParamsSchema,
        body: z.object({
          title: z.optional(TitleSchema),
          zone: z.optional(ZoneSchema),
          revealWithoutNames: z.optional(z.boolean()),
        }),
        response: { 204: NothingSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const { meeting, participant } = await access.requireFacilitator(request)
      const { title, zone, revealWithoutNames } = request.body
      await turns.take(meeting.id, async () => {
        if (revealWithoutNames !== undefined) {
          // In turn with the reveal: whether names are shown must not change once they may have been.
          const now = await access.requireMeeting(meeting.id)
          if (now.revealedAt !== null && now.revealWithoutNames !== revealWithoutNames) {
            throw new Problem('already-revealed', 'Whether ideas carry names was settled when they were opened.')
          }
          await meetings.edit({ is: 'agenda', meeting: meeting.id }, (agenda) =>
            setRevealWithoutNames(agenda, revealWithoutNames),
          )
        }
        if (title !== undefined || zone !== undefined) {
          await meetings.edit({ is: 'board', meeting: meeting.id }, (board) => {
            if (title !== undefined) setDetail(board, 'title', title)
            if (zone !== undefined) setDetail(board, 'zone', zone)
          })
        }
        await records.updateMeeting(meeting.id, {
          ...(title !== undefined && { title }),
          ...(zone !== undefined && { zone }),
          ...(revealWithoutNames !== undefined && { revealWithoutNames }),
        })
      })
      await meetings.audit(meeting.id, participant.id, `changed settings: ${Object.keys(request.body).sort().join(', ')}`)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/:id/keys/:role',
    {
      schema: {
        summary: 'Renew the link of a role',
        description: 'For facilitators. The old link is dead at once; who joined by it stays in.',
        params: z.extend(MeetingParamsSchema, { role: RoleSchema }),
        response: { 200: z.object({ key: z.string(), link: z.string() }), ...refusals },
      },
    },
    async (request) => {
      const { meeting, participant } = await access.requireFacilitator(request)
      const { role } = request.params
      const key = newSecret()
      await records.replaceKey(meeting.id, role, hashSecret(key))
      await meetings.audit(meeting.id, participant.id, `renewed the ${role} link`)
      return { key, link: linkFor(ownAddress(request, settings.publicUrl), meeting.id, key) }
    },
  )
}
