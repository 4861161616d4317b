import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'

export interface ActiveRequests {
  /** Resolves once every request that had begun is answered, or after a few seconds: one that hangs must not keep the process. */
  ended(): Promise<void>
}

const patienceMs = 5_000

/** Knows which requests are under way, and logs each that has ended by its route: addresses hold ids, queries hold tokens. */
export function followRequests(app: FastifyInstance, log: Logger): ActiveRequests {
  let active = 0
  let onNone = () => {}
  app.addHook('onRequest', async (_request, { raw }) => {
    active++
    // Not `onResponse`: that is silent about a client that went away.
    raw.once('close', () => {
      active--
      if (active === 0) onNone()
    })
  })
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request
    log.info({ method, route: routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'request')
  })
  return {
    ended: () =>
      new Promise((resolve) => {
        if (active === 0) return resolve()
        const timer = setTimeout(resolve, patienceMs)
        onNone = () => {
          clearTimeout(timer)
          resolve()
        }
      }),
  }
}
