import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod/mini'

export interface HealthOptions {
  readonly isDraining: () => boolean
  readonly isSaving: () => boolean
  readonly isStoreHealthy: () => Promise<boolean>
}

/** `GET /healthz`: whether to send people here. */
export const healthRoutes: FastifyPluginAsyncZod<HealthOptions> = async (app, { isDraining, isSaving, isStoreHealthy }) => {
  app.get(
    '/healthz',
    {
      config: { rateLimit: false },
      schema: {
        summary: 'Whether the server can serve',
        description: '503 while it is draining or can’t save.',
        response: {
          200: z.object({ status: z.literal('ok') }),
          503: z.object({ status: z.enum(['draining', 'not saving']) }),
        },
      },
    },
    async (_request, reply) => {
      if (isDraining()) return reply.code(503).send({ status: 'draining' })
      if (!isSaving() || !(await isStoreHealthy())) return reply.code(503).send({ status: 'not saving' })
      return reply.code(200).send({ status: 'ok' })
    },
  )
}
