import { versionKinds } from '@second-story/store'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod/mini'
import type { Asking, Present } from '../../access/access.ts'
import type { MeetingRouteOptions } from '../routes.ts'
import { MeetingParamsSchema, PhaseSchema, refusals, VersionNameSchema } from '../schemas.ts'
import type { PastBoard } from './pastBoards.ts'
import { requireWriter } from './restore.ts'

const SeqSchema = z.int().check(z.minimum(1), z.describe('A moment of the history.'))

const VersionSchema = z.object({
  id: z.string(),
  seq: z.int().check(z.describe('The moment that it was saved after.')),
  at: z.string(),
  name: z.string(),
  kind: z.enum(versionKinds),
  phase: z.optional(PhaseSchema.check(z.describe('The phase that ended, for those of kind `phase`.'))),
  by: z.nullable(z.string()).check(z.describe('Who saved it; null for the server.')),
  authors: z.array(z.string()).check(z.describe('Who wrote since the version before.')),
})

const OverviewSchema = z.object({
  from: z.nullable(z.string()).check(z.describe('Since when moments are kept.')),
  moments: z.array(z.object({ seq: SeqSchema, at: z.string(), by: z.array(z.string()) })),
  versions: z.array(VersionSchema),
})

/** More than a slider asks for. */
const looksPerMinute = 600
/** Each may put a whole board onto the disk, twice. */
const restoresPerMinute = 20

/** The board through time. Parked ideas and the desk have no history here. */
export const historyRoutes: FastifyPluginAsyncZod<MeetingRouteOptions> = async (app, { meetings, access, history }) => {
  const perMinute = (max: number) => ({ rateLimit: { max, timeWindow: '1 minute' } })
  const octets = z.unknown().check(z.describe('`application/octet-stream`: the whole board as one Yjs update (V1).'))
  const bytesOf = ({ state }: PastBoard) => Buffer.from(state.buffer, state.byteOffset, state.byteLength)

  async function writeInTurn<T>(request: Asking, work: (present: Present) => Promise<T>): Promise<T> {
    const { meeting, participant } = await access.requireParticipant(request)
    requireWriter(participant)
    return meetings.turns.take(meeting.id, async () => {
      // Again, as of now: the turn may have been long in coming.
      const present = await access.requireParticipant(request)
      requireWriter(present.participant)
      return work(present)
    })
  }

  app.get(
    '/:id/history',
    {
      config: perMinute(looksPerMinute),
      schema: {
        summary: 'When the board was written, and its versions',
        description: 'At most 1,000 moments, oldest first: of moments that follow each other closely the newest.',
        params: MeetingParamsSchema,
        response: { 200: OverviewSchema, ...refusals },
      },
    },
    async (request) => {
      const { meeting } = await access.requireParticipant(request)
      return history.read(meeting.id)
    },
  )

  app.get(
    '/:id/history/moments/:seq',
    {
      config: perMinute(looksPerMinute),
      schema: {
        summary: 'The board as it was at a moment',
        params: z.extend(MeetingParamsSchema, { seq: z.coerce.number().check(z.multipleOf(1), z.minimum(1)) }),
        response: { 200: octets, ...refusals },
      },
    },
    async (request, reply) => {
      const { meeting } = await access.requireParticipant(request)
      return reply.type('application/octet-stream').send(bytesOf(await history.past.atMoment(meeting.id, request.params.seq)))
    },
  )

  app.get(
    '/:id/history/versions/:version',
    {
      config: perMinute(looksPerMinute),
      schema: {
        summary: 'The board as it was in a version',
        params: z.extend(MeetingParamsSchema, { version: z.string() }),
        response: { 200: octets, ...refusals },
      },
    },
    async (request, reply) => {
      const { meeting } = await access.requireParticipant(request)
      return reply
        .type('application/octet-stream')
        .send(bytesOf(await history.past.atVersion(meeting.id, request.params.version)))
    },
  )

  app.post(
    '/:id/versions',
    {
      config: perMinute(restoresPerMinute),
      schema: {
        summary: 'Keep the board as it is under a name',
        description: 'For facilitators and participants. At most 40 of a meeting.',
        params: MeetingParamsSchema,
        body: z.object({ name: VersionNameSchema }),
        response: { 201: VersionSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const version = await writeInTurn(request, async ({ meeting, participant }) => {
        const saved = await history.saveVersion(meeting.id, request.body.name, participant.id)
        await meetings.audit(meeting.id, participant.id, `saved version ${saved.id}`)
        return saved
      })
      return reply.code(201).send(version)
    },
  )

  app.post(
    '/:id/restore',
    {
      config: perMinute(restoresPerMinute),
      schema: {
        summary: 'Make the board say again what it said once',
        description:
          'For facilitators and participants. An edit like any other: everybody sees it at once, what is being written meanwhile is kept, and restoring the version `before` takes it back. `restored` is false if nothing differed.',
        params: MeetingParamsSchema,
        body: z.union([z.strictObject({ moment: SeqSchema }), z.strictObject({ version: z.string() })]),
        response: { 200: z.object({ restored: z.boolean(), before: z.string() }), ...refusals },
      },
    },
    (request) =>
      writeInTurn(request, async ({ meeting, participant }) => {
        const outcome = await history.restore(meeting.id, participant, request.body)
        const what = 'moment' in request.body ? `moment ${request.body.moment}` : `version ${request.body.version}`
        await meetings.audit(meeting.id, participant.id, `restored ${what}`)
        return outcome
      }),
  )
}
