import { readAgenda } from '@second-story/meeting'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod/mini'
import type { Access } from '../access/access.ts'
import type { Meetings } from '../meetings/meetings.ts'
import { MeetingParamsSchema, NothingSchema, refusals } from '../meetings/schemas.ts'
import { Problem } from '../operations/problems.ts'
import { type AgendaTemplates, TemplateNameSchema, TemplateSchema, TemplatesError } from './agendaTemplates.ts'

export interface AgendaRouteOptions {
  readonly templates: AgendaTemplates
  readonly meetings: Meetings
  readonly access: Access
}

/**
 * The organisation's agendas. Whoever may create a meeting may read them; who facilitates one may change them, since that is who knows what
 * an agenda was good for (docs/decisions/0016).
 */
export const agendaRoutes: FastifyPluginAsyncZod<AgendaRouteOptions> = async (app, { templates, meetings, access }) => {
  const name = z.object({ name: TemplateNameSchema })

  app.get(
    '/agendas',
    {
      schema: {
        summary: 'Agendas that were saved to be used again',
        description: 'Beside the two that every client knows: the full one, and that of 25 minutes.',
        response: { 200: z.object({ agendas: z.array(TemplateSchema) }), ...refusals },
      },
    },
    async () => ({ agendas: [...(await told(templates.list()))] }),
  )

  app.put(
    '/meetings/:id/agenda/template',
    {
      schema: {
        summary: "Save the meeting's agenda, to be used again",
        description: 'For facilitators. One with the same name is replaced.',
        params: MeetingParamsSchema,
        body: name,
        response: { 204: NothingSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const { meeting, participant } = await access.requireFacilitator(request)
      const { steps, minutes } = await meetings.read({ is: 'agenda', meeting: meeting.id }, readAgenda)
      const own = steps.filter((phase) => phase !== 'draft' && phase !== 'follow-up')
      await told(
        templates.save(
          request.body.name,
          own.map((phase) => ({ phase, minutes: minutes[phase] })),
        ),
      )
      await meetings.audit(meeting.id, participant.id, 'saved the agenda as a template')
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/meetings/:id/agenda/template',
    {
      schema: {
        summary: 'Remove a saved agenda',
        description: 'For facilitators. Meetings that began with it keep theirs.',
        params: MeetingParamsSchema,
        querystring: name,
        response: { 204: NothingSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const { meeting, participant } = await access.requireFacilitator(request)
      if (!(await told(templates.remove(request.query.name))))
        throw new Problem('no-such-agenda', 'Somebody else may have removed it.')
      await meetings.audit(meeting.id, participant.id, 'removed a template of an agenda')
      return reply.code(204).send(null)
    },
  )
}

/** What is wrong with the file is for whoever runs the server; whoever sees it can tell them. */
async function told<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof TemplatesError) throw new Problem('agendas-unusable', `${error.message}. Tell whoever runs this server.`)
    throw error
  }
}
