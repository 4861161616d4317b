import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { TestServer } from './openTestServer.ts'

export interface Client {
  readonly doc: Y.Doc
  readonly provider: WebsocketProvider
  close(): void
}

/** A stock y-websocket client of one document, synchronised. Rejects with the close code where the server refuses it. */
export async function openClient(server: TestServer, document: string, token: string): Promise<Client> {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(server.address.replace('http', 'ws') + '/sync', document, doc, {
    params: { token },
    disableBc: true,
    // Node 20 has no WebSocket of its own; ws is one in all that y-websocket uses.
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
  })
  const close = () => {
    provider.destroy()
    doc.destroy()
  }
  onTestFinished(close)
  await new Promise<void>((resolve, reject) => {
    provider.on('sync', (isSynced: boolean) => isSynced && resolve())
    provider.on('connection-close', (event) => {
      if (event !== null && event.code >= 4400) reject(new Error(`closed with ${event.code}`))
    })
  })
  return { doc, provider, close }
}

export interface RawSocket {
  readonly socket: WebSocket
  /** Every byte that arrived so far. */
  received(): Buffer
  /** Resolves with the close code once the socket is closed. */
  readonly closed: Promise<number>
}

/** A plain websocket to any path, that keeps whatever it is sent. `headers` as a browser would send them. */
export function openRawSocket(server: TestServer, path: string, headers: Record<string, string> = {}): Promise<RawSocket> {
  const socket = new WebSocket(server.address.replace('http', 'ws') + path, { headers })
  const frames: Buffer[] = []
  socket.on('message', (frame: Buffer) => frames.push(frame))
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  onTestFinished(() => socket.terminate())
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve({ socket, closed, received: () => Buffer.concat(frames) }))
    socket.on('unexpected-response', (_request, response) =>
      reject(new UpgradeRefused(response.statusCode ?? 0, response.headers)),
    )
    socket.on('error', reject)
  })
}

export class UpgradeRefused extends Error {
  readonly status: number
  readonly headers: Record<string, unknown>

  constructor(status: number, headers: Record<string, unknown>) {
    super(`The upgrade was refused with ${status}.`)
    this.status = status
    this.headers = headers
  }
}
