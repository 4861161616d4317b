import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod/mini'
import type { MeetingRouteOptions } from '../routes.ts'
import { MeetingParamsSchema, refusals } from '../schemas.ts'

export const parkingRoutes: FastifyPluginAsyncZod<MeetingRouteOptions> = async (app, { meetings, access, parking }) => {
  app.post(
    '/:id/reveal',
    {
      schema: {
        summary: 'Open the parking',
        description:
          'For facilitators. Copies every parked idea that was not withdrawn to the recommendations; ideas that arrive later follow at once. Again: nothing twice.',
        params: MeetingParamsSchema,
        response: {
          200: z.object({ revealed: z.int().check(z.describe('How many ideas are open now.')) }),
          ...refusals,
        },
      },
    },
    async (request) => {
      const { meeting, participant } = await access.requireFacilitator(request)
      const revealed = await parking.reveal(meeting.id)
      await meetings.audit(meeting.id, participant.id, 'opened the parking')
      return { revealed }
    },
  )
}
