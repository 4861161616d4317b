import type { Rooms, RoomsEvent } from '@second-story/sync'
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** Counts and durations for operators. Labels are few and never name a meeting, a person or a document. */
export interface Metrics {
  readonly registry: Registry
  countRoomsEvent(event: RoomsEvent): void
  countClosed(code: number): void
  /** Follows the live rooms from now on. */
  watch(rooms: Rooms): void
}

export function openMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  // The lag of the event loop is looked at every tenth of a second: a hundred times would be most of what a quiet server does.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 })
  const roomsEvents = new Counter({
    name: 'second_story_sync_events_total',
    help: 'What live documents reported: refused writes, failed and recovered saves, failed loads, rebuilt documents.',
    labelNames: ['event'],
    registers,
  })
  const closed = new Counter({
    name: 'second_story_websockets_closed_total',
    help: 'Closed websockets by close code.',
    labelNames: ['code'],
    registers,
  })
  return {
    registry,
    countRoomsEvent: (event) => roomsEvents.inc({ event: event.is }),
    // Clients may close with any code they like; each would be a new time series.
    countClosed: (code) => closed.inc({ code: knownCode(code) ? String(code) : 'other' }),
    watch(rooms) {
      new Gauge({
        name: 'second_story_documents_open',
        help: 'Live documents.',
        registers,
        collect() {
          this.set(rooms.counts.rooms)
        },
      })
      new Gauge({
        name: 'second_story_websockets_open',
        help: 'Open websockets.',
        registers,
        collect() {
          this.set(rooms.counts.connections)
        },
      })
      new Gauge({
        name: 'second_story_saving',
        help: '1 while what people write reaches the disk, else 0.',
        registers,
        collect() {
          this.set(rooms.isSaving ? 1 : 0)
        },
      })
    },
  }
}

/** Counts the requests of a server, by route and not by address. */
export function measureRequests(app: FastifyInstance, { registry }: Metrics): void {
  const seconds = new Histogram({
    name: 'second_story_http_seconds',
    help: 'HTTP requests: how many, and how long they took.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    seconds.observe(
      { method: knownMethod(request.method), route, status: `${Math.floor(reply.statusCode / 100)}xx` },
      reply.elapsedTime / 1000,
    )
  })
}

function knownMethod(method: string): string {
  return ['GET', 'HEAD', 'POST', 'PUT', 'OPTIONS'].includes(method) ? method : 'other'
}

function knownCode(code: number): boolean {
  return (code >= 1000 && code <= 1015) || (code >= 4400 && code <= 4500)
}
