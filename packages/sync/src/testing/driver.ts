import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as encoding from 'lib0/encoding'
import { WebSocket, WebSocketServer } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Limits } from '../limits.ts'
import { openRooms } from '../openRooms.ts'
import type { ConnectionAccess, Refusal, Rooms, RoomsEvent } from '../rooms.ts'
import { type MemoryLog, memoryLog } from './memoryLog.ts'

/** A real websocket server over real rooms, and people who join it: what tests are told with. */
export interface Driver {
  readonly rooms: Rooms
  readonly log: MemoryLog
  readonly events: RoomsEvent[]
  readonly url: string
  /** Joins `m/board` with the stock client. */
  joinAs(owner: string, options?: { mayWrite?: boolean; document?: string }): Person
  /** A bare socket that has been accepted, for what no honest client sends. */
  socketAs(owner: string, options?: { mayWrite?: boolean; document?: string }): Promise<RawSocket>
  close(): Promise<void>
}

export interface Person {
  readonly doc: Y.Doc
  readonly provider: WebsocketProvider
  readonly text: Y.Text
  says(words: string): void
  close(): void
}

export interface RawSocket {
  readonly socket: WebSocket
  readonly received: Uint8Array[]
  readonly closed: Promise<number>
  send(bytes: Uint8Array | string): void
}

export async function openDriver(
  options: { limits?: Partial<Limits>; log?: MemoryLog; letClientsHeal?: boolean; access?: () => Promise<void> } = {},
): Promise<Driver> {
  const log = options.log ?? memoryLog()
  const events: RoomsEvent[] = []
  const rooms = openRooms({
    log,
    letClientsHeal: options.letClientsHeal ?? false,
    limits: { presenceMs: 1, ...options.limits },
    report: (event) => events.push(event),
  })
  const server = createServer()
  const sockets = new WebSocketServer({ server, perMessageDeflate: false })
  sockets.on('connection', (socket, request) => {
    const address = new URL(request.url ?? '/', 'http://localhost')
    const owner = address.searchParams.get('owner') ?? 'nobody'
    const access: ConnectionAccess | Refusal = {
      owner,
      mayWrite: address.searchParams.get('write') !== 'no',
      user: { id: owner, name: owner.toUpperCase() },
      roots: new Set(['text', 'list', 'map', 'rich']),
    }
    rooms.connect(socket, address.pathname.slice(1), options.access ? options.access().then(() => access) : access)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
  const people: Person[] = []
  const raw: WebSocket[] = []

  return {
    rooms,
    log,
    events,
    url,
    joinAs(owner, { mayWrite = true, document = 'm/board' } = {}) {
      const doc = new Y.Doc()
      const provider = new WebsocketProvider(url, document, doc, {
        WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
        disableBc: true,
        params: { owner, write: mayWrite ? 'yes' : 'no' },
      })
      const text = doc.getText('text')
      const person: Person = {
        doc,
        provider,
        text,
        says: (words) => text.insert(text.length, words),
        close: () => {
          provider.destroy()
          doc.destroy()
        },
      }
      people.push(person)
      return person
    },
    async socketAs(owner, { mayWrite = true, document = 'm/board' } = {}) {
      const socket = new WebSocket(`${url}/${document}?owner=${owner}&write=${mayWrite ? 'yes' : 'no'}`)
      raw.push(socket)
      const received: Uint8Array[] = []
      socket.on('message', (message: Buffer) => received.push(new Uint8Array(message)))
      socket.on('error', () => undefined)
      const closed = new Promise<number>((resolve) => socket.on('close', resolve))
      await new Promise((resolve) => socket.on('open', resolve))
      return { socket, received, closed, send: (bytes) => socket.send(bytes) }
    },
    async close() {
      for (const person of people) person.close()
      for (const socket of raw) socket.terminate()
      log.heal()
      log.release()
      log.releaseLoads()
      await rooms.drain()
      for (const socket of sockets.clients) socket.terminate()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** What a client of ours asks to be told once everything before it is saved. */
export function barrierFrame(token: number): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 120)
    encoding.writeVarUint(encoder, token)
  })
}

/** Waits for a condition; fails with what it waited for. */
export async function until(what: string, holds: () => boolean, timeoutMs = 8000): Promise<void> {
  const end = Date.now() + timeoutMs
  while (!holds()) {
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
