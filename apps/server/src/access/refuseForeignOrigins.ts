import type { FastifyInstance } from 'fastify'
import { Problem } from '../operations/problems.ts'
import { isOwnOrigin } from './origin.ts'

/** No other site can make somebody's browser change a meeting. Reading is safe: its answers stay closed to other sites. */
export function refuseForeignOrigins(app: FastifyInstance, publicUrl: string | undefined): void {
  app.addHook('onRequest', async ({ method, headers }) => {
    if (method === 'GET' || method === 'HEAD' || isOwnOrigin(headers, publicUrl)) return
    throw new Problem('foreign-origin', 'Open the meeting at its own address and try again there.')
  })
}
