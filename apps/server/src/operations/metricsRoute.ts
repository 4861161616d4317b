import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readBearer } from '../access/access.ts'
import { isSameSecret } from '../access/secrets.ts'
import type { Metrics } from './metrics.ts'
import { Problem } from './problems.ts'

/** `GET /metrics` in Prometheus' text format: for whoever sends the operator's token; without one, for this machine alone. */
export function serveMetrics(app: FastifyInstance, { registry }: Metrics, token: string | undefined): void {
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!mayReadMetrics(request, token)) {
      throw new Problem('not-allowed', 'Set METRICS_TOKEN and send it as Authorization: Bearer, or ask from the machine itself.')
    }
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

function mayReadMetrics(request: FastifyRequest, token: string | undefined): boolean {
  if (token !== undefined) return isSameSecret(readBearer(request.headers.authorization) ?? '', token)
  // A proxy on this machine makes everybody look local.
  const isForwarded = request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined
  return !isForwarded && /^(127\.|::1$|::ffff:127\.)/.test(request.socket.remoteAddress ?? '')
}
