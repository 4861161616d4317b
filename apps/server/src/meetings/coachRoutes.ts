import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod/mini'
import { type CoachWords, CoachWordsSchema } from '../coach/coachWords.ts'
import { setCoachOff } from './agenda.ts'
import type { MeetingRouteOptions } from './routes.ts'
import { MeetingParamsSchema, NothingSchema, refusals } from './schemas.ts'

const none: CoachWords = { allow: [], extraWords: [] }
/** Words change with a restart of the server: whoever is in a meeting then may go on with the old ones for a while. */
const keptSeconds = 300

/** All that the server knows of the coach: whether a meeting wants it, and the organisation's words. What it finds stays in the browser ([I5]). */
export const coachRoutes: FastifyPluginAsyncZod<MeetingRouteOptions> = async (app, { meetings, access, settings }) => {
  app.put(
    '/:id/coach',
    {
      schema: {
        summary: 'Switch the coach off for everybody in the meeting, or on again',
        description: 'For facilitators. On, it speaks to those who have not switched it off for themselves.',
        params: MeetingParamsSchema,
        body: z.object({ on: z.boolean() }),
        response: { 204: NothingSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const { meeting, participant } = await access.requireFacilitator(request)
      const { on } = request.body
      await meetings.edit({ is: 'agenda', meeting: meeting.id }, (agenda) => setCoachOff(agenda, !on))
      await meetings.audit(meeting.id, participant.id, `switched the coach ${on ? 'on' : 'off'}`)
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/:id/coach/words',
    {
      schema: {
        summary: "The organisation's own words for the coach",
        description: 'For everybody in the meeting; the browser hands them to its coach.',
        params: MeetingParamsSchema,
        response: { 200: CoachWordsSchema, ...refusals },
      },
    },
    async (request, reply) => {
      await access.requireParticipant(request)
      return reply.header('cache-control', `private, max-age=${keptSeconds}`).send(settings.coachWords ?? none)
    },
  )
}
