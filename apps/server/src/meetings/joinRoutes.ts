import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod/mini'
import { readCredentials } from '../access/access.ts'
import { ownAddress } from '../access/ownAddress.ts'
import { documentsFor } from '../access/rights.ts'
import { sessionCookie } from '../access/sessionCookie.ts'
import { joinMeeting } from './joinMeeting.ts'
import type { MeetingRouteOptions } from './routes.ts'
import { JoinedSchema, MeetingParamsSchema, NameSchema, refusals } from './schemas.ts'

export const joinRoutes: FastifyPluginAsyncZod<MeetingRouteOptions> = async (app, options) => {
  const { meetings, access, parking, people, settings } = options
  const sessionMs = settings.sessionDays * 24 * 60 * 60 * 1000

  app.post(
    '/:id/join',
    {
      config: { rateLimit: { max: settings.joinsPerMinute, timeWindow: '1 minute' } },
      schema: {
        summary: 'Join a meeting with a key',
        description:
          'Sets an HttpOnly session cookie. Joining again with the same session (the cookie, or a token as `Authorization: Bearer`) is the same participant, with the wider of both roles and the name given last.',
        params: MeetingParamsSchema,
        body: z.object({
          key: z.string().check(z.maxLength(200), z.describe('What stands behind the # of a link.')),
          name: NameSchema,
        }),
        response: { 200: JoinedSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const meeting = await access.requireMeeting(request.params.id)
      const { key, name } = request.body
      const credentials = readCredentials(request.headers)
      const { someone, token, session } = await joinMeeting(meetings, people, meeting, { key, name, credentials, sessionMs })
      parking.settle(meeting.id)
      if (session !== null) {
        // Remembered for as long again as it is good: whoever joins anew with a key is then the same person.
        const restMs = Math.max(0, Date.parse(session.expiresAt) - meetings.now().getTime())
        const maxAgeSeconds = Math.ceil((restMs + sessionMs) / 1000)
        reply.header(
          'set-cookie',
          sessionCookie(session.secret, { maxAgeSeconds, secure: ownAddress(request, settings.publicUrl).startsWith('https:') }),
        )
      }
      return { participantId: someone.id, role: someone.role, token, documents: documentsFor(meeting.id, someone) }
    },
  )
}
