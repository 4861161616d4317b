import { parseEntryId } from '@second-story/meeting'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod/mini'
import type { Asking } from '../access/access.ts'
import type * as Y from 'yjs'
import { enterPhase, pointAt, setMinutes, setSteps, showCard } from './agenda.ts'
import type { MeetingRouteOptions } from './routes.ts'
import {
  CardSchema,
  IdSchema,
  MeetingParamsSchema,
  MinutesSchema,
  NothingSchema,
  PhaseSchema,
  refusals,
  StepsSchema,
} from './schemas.ts'

/** What the facilitator does to the course of the meeting: the result stands in the agenda, where everybody sees it at once. */
export const steeringRoutes: FastifyPluginAsyncZod<MeetingRouteOptions> = async (app, { meetings, access, history }) => {
  const params = MeetingParamsSchema
  const response = { 204: NothingSchema, ...refusals }

  async function steer(request: Asking, action: string, change: (agenda: Y.Doc) => void): Promise<void> {
    const { meeting, participant } = await access.requireFacilitator(request)
    await meetings.edit({ is: 'agenda', meeting: meeting.id }, change)
    await meetings.audit(meeting.id, participant.id, action)
  }

  app.put(
    '/:id/phase',
    {
      schema: {
        summary: 'Enter a phase',
        description: 'For facilitators. Any phase may follow any other.',
        params,
        body: z.object({ phase: PhaseSchema }),
        response,
      },
    },
    async (request, reply) => {
      const { meeting, participant } = await access.requireFacilitator(request)
      const { phase } = request.body
      await meetings.turns.take(meeting.id, async () => {
        const before = await meetings.edit({ is: 'agenda', meeting: meeting.id }, (agenda) =>
          enterPhase(agenda, phase, meetings.now()),
        )
        await meetings.records.updateMeeting(meeting.id, { phase })
        if (before !== phase) history.phaseEnded(meeting.id, before)
      })
      await meetings.audit(meeting.id, participant.id, `entered ${phase}`)
      return reply.code(204).send(null)
    },
  )

  app.put(
    '/:id/minutes',
    {
      schema: {
        summary: 'Set the time budget of a phase',
        description: 'For facilitators.',
        params,
        body: z.object({ phase: PhaseSchema, minutes: MinutesSchema }),
        response,
      },
    },
    async (request, reply) => {
      const { phase, minutes } = request.body
      await steer(request, `set the minutes of ${phase}`, (agenda) => setMinutes(agenda, phase, minutes))
      return reply.code(204).send(null)
    },
  )

  app.put(
    '/:id/agenda',
    {
      schema: {
        summary: 'Set which phases are on the agenda, their order and their minutes',
        description: 'For facilitators. A phase that is not on it can be entered all the same.',
        params,
        body: z.object({ steps: StepsSchema }),
        response,
      },
    },
    async (request, reply) => {
      const { steps } = request.body
      await steer(request, 'changed the agenda', (agenda) => setSteps(agenda, steps))
      return reply.code(204).send(null)
    },
  )

  app.put(
    '/:id/card',
    {
      schema: {
        summary: 'Show a card to the room, or put it away',
        description: 'For facilitators: the definition of blamelessness, or a trap of hindsight by its name.',
        params,
        body: z.object({ card: z.nullable(CardSchema) }),
        response,
      },
    },
    async (request, reply) => {
      const { card } = request.body
      await steer(request, card === null ? 'put the card away' : 'showed a card', (agenda) => showCard(agenda, card))
      return reply.code(204).send(null)
    },
  )

  app.put(
    '/:id/spotlight',
    {
      schema: {
        summary: 'Point at a row of the timeline, or stop pointing',
        description: 'For facilitators.',
        params,
        body: z.object({ entry: z.nullable(IdSchema) }),
        response,
      },
    },
    async (request, reply) => {
      const entry = parseEntryId(request.body.entry)
      await steer(request, entry === null ? 'stopped pointing' : 'pointed at a row', (agenda) => pointAt(agenda, entry))
      return reply.code(204).send(null)
    },
  )
}
