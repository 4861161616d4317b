import { type MeetingId, type Review, readReview } from '@second-story/meeting'
import { exportFormats, exportReview } from '@second-story/formats'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod/mini'
import { ownAddress } from '../access/ownAddress.ts'
import { Problem } from '../operations/problems.ts'
import type { Meetings } from './meetings.ts'
import type { MeetingRouteOptions } from './routes.ts'
import { MeetingParamsSchema, refusals } from './schemas.ts'

export const exportRoutes: FastifyPluginAsyncZod<MeetingRouteOptions> = async (app, { meetings, access, settings }) => {
  app.get(
    '/:id/export/:format',
    {
      schema: {
        summary: 'The review in a format to take away',
        description: `Formats: ${formatNames()}. Ideas that are still parked, withdrawn ones and private notes are in none. With \`?inline=1\` as plain text to look at, else as a file.`,
        params: z.extend(MeetingParamsSchema, { format: z.string() }),
        querystring: z.object({ inline: z.optional(z.string()) }),
        response: { 200: z.string().check(z.describe('The file, in the content type of its format.')), ...refusals },
      },
    },
    async (request, reply) => {
      const { meeting } = await access.requireParticipant(request)
      const exported = exportReview(await reviewOf(meetings, meeting.id), request.params.format, {
        exportedAt: meetings.now().toISOString(),
        link: `${ownAddress(request, settings.publicUrl)}/m/${meeting.id}`,
      })
      if (exported === null) throw new Problem('no-such-format', `There is: ${formatNames()}.`)
      const isInline = request.query.inline !== undefined && request.query.inline !== '0'
      return reply
        .header('content-disposition', isInline ? 'inline' : `attachment; filename="${safeFileName(exported.fileName)}"`)
        .type(isInline ? 'text/plain; charset=utf-8' : exported.contentType)
        .send(exported.body)
    },
  )
}

async function reviewOf(meetings: Meetings, meeting: MeetingId): Promise<Review> {
  return await meetings.read({ is: 'agenda', meeting }, (agenda) =>
    meetings.read({ is: 'board', meeting }, (board) => readReview(board, agenda)),
  )
}

function formatNames(): string {
  return exportFormats.map(({ name, aliases }) => [name, ...aliases].join(' or ')).join(', ')
}

function safeFileName(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 120)
}
