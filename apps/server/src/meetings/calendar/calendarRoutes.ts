import { calendarFile } from '@second-story/formats'
import { readDetails } from '@second-story/meeting'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod/mini'
import { ownAddress } from '../../access/ownAddress.ts'
import { Problem } from '../../operations/problems.ts'
import type { MeetingRouteOptions } from '../routes.ts'
import { MeetingParamsSchema, refusals } from '../schemas.ts'
import { calendarEventOf, calendarEvents } from './calendarEvents.ts'
import { nextSequence } from './sequences.ts'

export const calendarRoutes: FastifyPluginAsyncZod<MeetingRouteOptions> = async (app, { meetings, access, settings }) => {
  app.get(
    '/:id/calendar/:file',
    {
      schema: {
        summary: 'An event for calendars',
        description: `Files: ${fileNames()}. An update has the same UID and a higher SEQUENCE. None carries a key of the meeting.`,
        params: z.extend(MeetingParamsSchema, { file: z.string() }),
        response: { 200: z.string().check(z.describe('iCalendar, RFC 5545.')), ...refusals },
      },
    },
    async (request, reply) => {
      const { meeting } = await access.requireParticipant(request)
      const name = calendarEvents.find((it) => `${it}.ics` === request.params.file)
      if (name === undefined) throw new Problem('not-found', `There is: ${fileNames()}.`)
      const link = `${ownAddress(request, settings.publicUrl)}/m/${meeting.id}`
      // One at a time: two that are made at once for two times must not have one sequence.
      const file = await meetings.turns.take(meeting.id, async () => {
        const details = await meetings.read({ is: 'board', meeting: meeting.id }, readDetails)
        const event = calendarEventOf(name, { id: meeting.id, details, link })
        if (event === null)
          throw new Problem('no-time-yet', 'Set it in the draft, under Dates; then it can be taken into a calendar.')
        const sequence = await meetings.edit({ is: 'agenda', meeting: meeting.id }, (agenda) =>
          nextSequence(agenda, name, event.time),
        )
        return calendarFile({ ...event, sequence }, meetings.now().toISOString())
      })
      return reply
        .header('content-disposition', `attachment; filename="${name}.ics"`)
        .header('cache-control', 'no-store')
        .type('text/calendar; charset=utf-8; method=PUBLISH')
        .send(file)
    },
  )
}

function fileNames(): string {
  return calendarEvents.map((name) => `${name}.ics`).join(', ')
}
