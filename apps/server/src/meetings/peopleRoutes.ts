import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod/mini'
import { Problem } from '../operations/problems.ts'
import { setPerson } from './agenda.ts'
import type { MeetingRouteOptions } from './routes.ts'
import { IdSchema, MeetingParamsSchema, NameSchema, NothingSchema, refusals, RoleSchema } from './schemas.ts'

export const peopleRoutes: FastifyPluginAsyncZod<MeetingRouteOptions> = async (app, { meetings, access, people }) => {
  const { records, turns } = meetings

  app.put(
    '/:id/people/:participant/role',
    {
      schema: {
        summary: 'Change what somebody may do',
        description:
          'For facilitators. Their open documents reconnect with the new rights. A meeting always keeps one facilitator.',
        params: z.extend(MeetingParamsSchema, { participant: IdSchema }),
        body: z.object({ role: RoleSchema }),
        response: { 204: NothingSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const { meeting, participant } = await access.requireFacilitator(request)
      const { role } = request.body
      // In turn: two facilitators who each demote the other at once must not leave none.
      await turns.take(meeting.id, async () => {
        const everyone = await records.readParticipants(meeting.id)
        const before = everyone.find(({ id }) => id === request.params.participant)
        if (before === undefined) throw new Problem('no-such-person', 'They may have joined another meeting.')
        if (before.role === role) return
        const facilitators = everyone.filter((person) => person.role === 'facilitator')
        if (before.role === 'facilitator' && facilitators.length === 1) {
          throw new Problem('last-facilitator', 'Make somebody else a facilitator first.')
        }
        await records.updateParticipant(meeting.id, before.id, { role })
        people.changed(meeting.id, before, { ...before, role })
        await meetings.edit({ is: 'agenda', meeting: meeting.id }, (agenda) => setPerson(agenda, before.id, { role }))
      })
      await meetings.audit(meeting.id, participant.id, `made ${request.params.participant} ${role}`)
      return reply.code(204).send(null)
    },
  )

  app.put(
    '/:id/me',
    {
      schema: {
        summary: 'Change your name, or say that you are with the definition',
        params: MeetingParamsSchema,
        body: z.object({ name: z.optional(NameSchema), withIt: z.optional(z.boolean()) }),
        response: { 204: NothingSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const { meeting, participant } = await access.requireParticipant(request)
      const { name, withIt } = request.body
      await turns.take(meeting.id, async () => {
        if (name !== undefined) await records.updateParticipant(meeting.id, participant.id, { name })
        await meetings.edit({ is: 'agenda', meeting: meeting.id }, (agenda) =>
          setPerson(agenda, participant.id, { ...(name !== undefined && { name }), ...(withIt !== undefined && { withIt }) }),
        )
        if (name !== undefined) people.changed(meeting.id, participant, { ...participant, name })
      })
      return reply.code(204).send(null)
    },
  )
}
