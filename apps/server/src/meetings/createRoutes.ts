import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { hashSecret } from '../access/secrets.ts'
import { readSessionCookie } from '../access/sessionCookie.ts'
import { ownAddress } from '../access/ownAddress.ts'
import { createMeeting, linksFor } from './createMeeting.ts'
import type { MeetingRouteOptions } from './routes.ts'
import { CreatedSchema, MeetingListSchema, NewMeetingSchema, refusals } from './schemas.ts'

export const createRoutes: FastifyPluginAsyncZod<MeetingRouteOptions> = async (app, { meetings, settings }) => {
  const perMinute = { rateLimit: { max: settings.createsPerMinute, timeWindow: '1 minute' } }

  app.post(
    '',
    {
      config: perMinute,
      schema: {
        summary: 'Create a meeting',
        description: 'Answers with a key and a link per role. They are told this once; only their hashes are kept.',
        body: NewMeetingSchema,
        response: { 201: CreatedSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const { id, keys } = await createMeeting(meetings, request.body)
      return reply.code(201).send({ id, keys, links: linksFor(ownAddress(request, settings.publicUrl), id, keys) })
    },
  )

  app.get(
    '',
    {
      schema: {
        summary: 'Meetings of this browser',
        description: 'Those that the session cookie has joined, newest first; none without one.',
        response: { 200: MeetingListSchema, ...refusals },
      },
    },
    async (request) => {
      const session = readSessionCookie(request.headers.cookie)
      const joined = session === null ? [] : await meetings.records.readMeetingsOfSession(hashSecret(session))
      return { meetings: joined.map(({ id, title, role, phase, createdAt }) => ({ id, title, role, phase, createdAt })) }
    },
  )
}
