import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type LogAppend, openRooms, type Rooms, type UpdateLog } from '@second-story/sync'
import { WebSocketServer } from 'ws'

/** Rooms over a log, behind real websockets: `/<document>?owner=<name>`. They can be killed, and others open over the same log. */
export interface House {
  readonly url: string
  readonly rooms: Rooms
  /** What is not yet with the log is gone, and every socket is cut. */
  kill(): void
  close(): Promise<void>
}

/** Unloads and stores snapshots all the time, and limits nobody's pace. */
const limits = {
  idleMs: 20,
  compactRows: 25,
  compactBytes: 4096,
  commitMs: 1,
  presenceMs: 1,
  messagesPerSecond: 1e9,
  messagesBurst: 1e9,
  bytesPerSecond: 1e12,
  bytesBurst: 1e12,
  ownerMessagesPerSecond: 1e9,
  ownerMessagesBurst: 1e9,
  ownerBytesPerSecond: 1e12,
  ownerBytesBurst: 1e12,
}

export async function openHouse(log: UpdateLog, onRefused: (what: string) => void): Promise<House> {
  const server = createServer()
  const sockets = new WebSocketServer({ server, perMessageDeflate: false })
  const open = () => {
    const dying = mortalLog(log)
    const rooms = openRooms({
      log: dying.log,
      limits,
      report: (event) => {
        if (event.is === 'refused' || event.is === 'load-failed' || event.is === 'damaged' || event.is === 'rebuilt')
          onRefused(describe(event))
      },
    })
    return { rooms, die: dying.die }
  }
  let life = open()
  sockets.on('connection', (socket, request) => {
    const address = new URL(request.url ?? '/', 'http://localhost')
    const owner = address.searchParams.get('owner') ?? ''
    life.rooms.connect(socket, address.pathname.slice(1), { owner, mayWrite: true, user: { name: owner }, roots: null })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const gone: Promise<void>[] = []

  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get rooms() {
      return life.rooms
    },
    kill() {
      const dead = life
      dead.die()
      for (const socket of sockets.clients) socket.terminate()
      life = open()
      // It does nothing any more; this stops its timers.
      gone.push(dead.rooms.drain())
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate()
      await Promise.all([...gone, life.rooms.drain()])
      server.close()
      await once(server, 'close')
    },
  }
}

function describe(event: { is: string; reason?: string; error?: Error }): string {
  return `${event.is}: ${event.reason ?? event.error?.message ?? ''}`
}

/** A log that from some moment on writes nothing, and says that it did: whoever is told so is dead already. */
function mortalLog(log: UpdateLog): { log: UpdateLog; die: () => void } {
  let isAlive = true
  return {
    log: {
      ...log,
      append: (rows: readonly LogAppend[]) => (isAlive ? log.append(rows) : Promise.resolve(rows.map(() => 0))),
      compact: (document, seq, snapshot) => (isAlive ? log.compact(document, seq, snapshot) : Promise.resolve()),
    },
    die: () => {
      isAlive = false
    },
  }
}
