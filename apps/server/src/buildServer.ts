import rateLimit from '@fastify/rate-limit'
import type { Store } from '@second-story/store'
import type { Rooms } from '@second-story/sync'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { Logger } from 'pino'
import { z } from 'zod/mini'
import { openAccess } from './access/access.ts'
import { refuseForeignOrigins } from './access/refuseForeignOrigins.ts'
import { agendaRoutes } from './agendas/agendaRoutes.ts'
import type { AgendaTemplates } from './agendas/agendaTemplates.ts'
import { followDocuments } from './meetings/followDocuments.ts'
import { openHistory } from './meetings/history/history.ts'
import { type Meetings, openMeetings } from './meetings/meetings.ts'
import { openMirrorDetails } from './meetings/mirrorDetails.ts'
import { openParking } from './meetings/parking/parking.ts'
import { openPeopleChanges } from './meetings/peopleChanges.ts'
import { meetingRoutes } from './meetings/routes.ts'
import { followRequests } from './operations/activeRequests.ts'
import { answerErrors, sendProblem } from './operations/errors.ts'
import { healthRoutes } from './operations/health.ts'
import { describeError } from './operations/logging.ts'
import { measureRequests, type Metrics } from './operations/metrics.ts'
import { serveMetrics } from './operations/metricsRoute.ts'
import { describeRoutes } from './operations/openapi.ts'
import { Problem } from './operations/problems.ts'
import { setSecurityHeaders } from './operations/securityHeaders.ts'
import { serveWebApp } from './operations/webApp.ts'
import type { Settings } from './settings.ts'
import { acceptWebsockets } from './sync/acceptWebsockets.ts'

export interface ServerOptions {
  readonly settings: Settings
  readonly store: Pick<Store, 'log' | 'records' | 'isHealthy'>
  readonly rooms: Rooms
  readonly templates: AgendaTemplates
  readonly log: Logger
  readonly metrics: Metrics
  /** The built web app; may be absent. */
  readonly webAppFolder: string
  /** A larger websocket message ends its connection. */
  readonly maxPayloadBytes: number
  /** The thread for past boards as a built file; without it the source runs. */
  readonly boardWorker?: URL
  readonly now: () => Date
}

export interface BuiltServer {
  readonly app: FastifyInstance
  readonly meetings: Meetings
  /** Stops taking work, ends what is under way, saves all, and tells every client to come back. Store and rooms stay open. */
  drain(): Promise<void>
}

/** The whole server, over rooms and a store that its caller opens and closes. It doesn't listen: tests `inject`. */
export async function buildServer(options: ServerOptions): Promise<BuiltServer> {
  const { settings, store, rooms, log, metrics, now } = options
  // Messages of validation in words; the small edition of the schema library brings none of its own.
  z.config(z.locales.en())

  // As the wider type that a plain `FastifyInstance` promises of its logger.
  const logger: FastifyBaseLogger = log
  const app = Fastify({
    loggerInstance: logger,
    // Fastify's own request lines hold addresses; ours hold routes.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: (_address, hop) => hop < settings.trustProxy,
    bodyLimit: settings.maxBodyBytes,
    requestTimeout: 30_000,
    forceCloseConnections: true,
    frameworkErrors: (_error, _request, reply) => {
      void sendProblem(reply, 'invalid-request', 'The address is not encoded as it should be.')
    },
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)

  let isDraining = false
  const reportFailure = (error: unknown) => log.error(describeError(error), 'background work failed')
  const access = openAccess(store.records)
  const meetings = openMeetings({ records: store.records, log: store.log, rooms, now })
  const parking = openParking(meetings, reportFailure)
  const history = openHistory({
    meetings,
    maxDocumentBytes: settings.maxDocumentMib * 1024 * 1024,
    ...(options.boardWorker && { workerUrl: options.boardWorker }),
    onFailed: reportFailure,
  })
  const people = openPeopleChanges({ rooms, access })
  const mirror = openMirrorDetails(meetings, reportFailure)
  const stopFollowing = followDocuments(rooms, { parking, mirror })
  const stopAccepting = acceptWebsockets(app.server, {
    rooms,
    access,
    settings,
    maxPayloadBytes: options.maxPayloadBytes,
    isDraining: () => isDraining,
    onMeeting: (meeting) => parking.settle(meeting),
    onFailed: reportFailure,
    onClosed: (code) => metrics.countClosed(code),
  })
  app.addHook('onClose', async () => {
    stopFollowing()
    await parking.close()
    await history.close()
  })

  const activeRequests = followRequests(app, log)
  setSecurityHeaders(app, settings.publicUrl)
  refuseForeignOrigins(app, settings.publicUrl)
  app.addHook('onRequest', async ({ method }) => {
    if (method === 'GET' || method === 'HEAD') return
    if (isDraining) throw new Problem('restarting', 'Try again in a moment.')
    if (!rooms.isSaving)
      throw new Problem('not-saving', 'Try again in a moment. Tell whoever runs this server: its disk may be full.')
  })
  measureRequests(app, metrics)
  answerErrors(app, { isSaving: () => rooms.isSaving })
  await app.register(rateLimit, {
    max: settings.requestsPerMinute,
    timeWindow: '1 minute',
    errorResponseBuilder: (_request, { after }) => new Problem('too-many-requests', `Try again in ${after}.`),
  })
  await describeRoutes(app)
  await app.register(healthRoutes, {
    isDraining: () => isDraining,
    isSaving: () => rooms.isSaving,
    isStoreHealthy: () => store.isHealthy(),
  })
  serveMetrics(app, metrics, settings.metricsToken)
  await app.register(meetingRoutes, { prefix: '/api/meetings', meetings, access, parking, people, history, settings })
  await app.register(agendaRoutes, { prefix: '/api', templates: options.templates, meetings, access })
  await serveWebApp(app, options.webAppFolder)

  return {
    app,
    meetings,
    async drain() {
      isDraining = true
      await activeRequests.ended()
      stopFollowing()
      await parking.close()
      await rooms.drain()
      await stopAccepting()
    },
  }
}
