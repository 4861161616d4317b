import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openSqliteStore } from '@second-story/store'
import { openRooms, type RoomsEvent } from '@second-story/sync'
import type { DestinationStream, Logger } from 'pino'
import { openAgendaTemplates } from './agendas/agendaTemplates.ts'
import { buildServer, type BuiltServer } from './buildServer.ts'
import { describeError, openLog } from './operations/logging.ts'
import { openMetrics } from './operations/metrics.ts'
import { forgetOld } from './operations/forgetOld.ts'
import type { Settings } from './settings.ts'
import { maxPayloadBytes, syncLimits } from './sync/syncLimits.ts'

export interface AppOptions {
  readonly settings: Settings
  /** The store's thread as a built file; without it the source runs. */
  readonly storeWorker?: URL
  /** The thread for past boards, likewise. */
  readonly boardWorker?: URL
  readonly webAppFolder?: string
  /** Where log lines go, if not to standard output. */
  readonly logTo?: DestinationStream
  readonly now?: () => Date
}

export interface App extends Omit<BuiltServer, 'drain'> {
  readonly log: Logger
  readonly dataDir: string
  /** Starts listening; returns the address that people on this machine can open. */
  listen(): Promise<string>
  /** Drains and closes everything. Twice is once. */
  close(): Promise<void>
}

/** Beside both `src/` and `dist/` of the server. */
const builtWebApp = fileURLToPath(new URL('../../web/dist/', import.meta.url))

/** Puts the parts of one node together: store, live documents, HTTP. */
export async function openApp({ settings, storeWorker, boardWorker, webAppFolder, logTo, now }: AppOptions): Promise<App> {
  const clock = now ?? (() => new Date())
  const dataDir = resolve(settings.dataDir)
  const log = openLog(settings.logLevel, logTo)
  const metrics = openMetrics()
  const templates = openAgendaTemplates(settings.agendasFile ?? resolve(dataDir, 'agendas.json'))
  // A file that can’t be used is told now, not to somebody in a meeting.
  await templates.list()
  const store = await openSqliteStore({
    path: resolve(dataDir, 'second-story.sqlite'),
    ...(storeWorker && { workerUrl: storeWorker }),
    notice: (notice) => log.warn('document' in notice ? { ...notice, document: kindOf(notice.document) } : notice, 'store'),
  })
  const rooms = openRooms({
    log: store.log,
    limits: syncLimits(settings),
    letClientsHeal: settings.letClientsHeal,
    report(event) {
      metrics.countRoomsEvent(event)
      logRoomsEvent(log, event)
    },
  })
  metrics.watch(rooms)
  const { app, meetings, drain } = await buildServer({
    settings,
    store,
    rooms,
    templates,
    log,
    metrics,
    webAppFolder: webAppFolder ?? builtWebApp,
    maxPayloadBytes: maxPayloadBytes(settings),
    ...(boardWorker && { boardWorker }),
    now: clock,
  })
  const stopForgetting = forgetOld({ store, settings, log, now: clock })

  let closing: Promise<void> | null = null
  return {
    app,
    meetings,
    log,
    dataDir,
    async listen() {
      await app.listen({ port: settings.port, host: settings.host })
      return reachableAddress(portOf(app.addresses()[0]) ?? settings.port, settings)
    },
    close: () =>
      (closing ??= (async () => {
        await Promise.all([drain(), stopForgetting()])
        await app.close()
        await store.close()
      })()),
  }
}

function portOf(address: string | AddressInfo | undefined): number | null {
  return typeof address === 'object' ? address.port : null
}

function reachableAddress(port: number, { host, publicUrl }: Settings): string {
  if (publicUrl !== undefined) return publicUrl
  const isAnywhere = host === '0.0.0.0' || host === '::'
  return `http://${isAnywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`
}

/** Documents carry the meeting's id in their names and parked ones their author's: logs get neither. */
function logRoomsEvent(log: Logger, event: RoomsEvent): void {
  switch (event.is) {
    case 'refused':
      return log.info({ reason: event.reason, closed: event.closed }, 'refused a write')
    case 'save-failed':
      return log.error({ ...describeError(event.error), waiting: event.waiting }, 'saving failed, trying again')
    case 'save-recovered':
      return log.warn('saving works again')
    case 'load-failed':
      return log.error({ ...describeError(event.error), kind: kindOf(event.document) }, 'a document could not be loaded')
    case 'rebuilt':
      return log.warn({ kind: kindOf(event.document) }, 'a document was rebuilt from its log')
    case 'damaged':
      return log.error(
        { kind: kindOf(event.document), rows: event.rows, leftOut: event.leftOut },
        'a document is damaged and read only: stop the server and run its repair command (docs/operations.md)',
      )
  }
}

function kindOf(document: string): string {
  return document.split('/')[1] ?? 'unknown'
}
