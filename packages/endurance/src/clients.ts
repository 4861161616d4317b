import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import type { Server } from './server.ts'
import { until } from './waiting.ts'

/**
 * One websocket of one document, as packages/sync/SPEC.md describes the wire, with a Yjs document at its end. It never reconnects by itself:
 * what a client has once seen is only ever compared, never given back, unless a run does so on purpose.
 */
export interface Client {
  readonly document: string
  readonly doc: Y.Doc
  readonly socket: WebSocket
  /** Whether it has all that it lacked: the answer may be a step 2 and updates after it, so a Barrier behind it has come back as well. */
  readonly isSynced: boolean
  /** Null while it is open. 1006: the connection was cut. */
  readonly closeCode: number | null
  /** The HTTP status of an upgrade that was refused; null if it was not. */
  readonly refusedWith: number | null
  /** Kinds of the notices heard, in order. */
  readonly notices: readonly string[]
  /** The newest token that the server has called saved; 0 before. */
  readonly saved: number
  /** Sends a Barrier and returns its token: 1, 2, 3... */
  barrier(): number
  /** Sends a Barrier and resolves when it is acknowledged; rejects if it is not in time, or the connection ends. */
  whenSaved(withinMs?: number): Promise<void>
  /** Rejects with the close code if it is refused. */
  whenSynced(withinMs?: number): Promise<void>
  /** A binary frame, whatever is in it. Nothing happens if the socket is not open. */
  send(frame: Uint8Array): void
  /** Cuts the connection, without a goodbye. */
  cut(): void
}

/** Beyond all tokens that a run gets to. */
const answeredToken = 2 ** 30

interface ClientOptions {
  /** To come back with what one has; without it the document starts empty. */
  readonly doc?: Y.Doc
  /** Of this machine, from which to connect: the whole of 127.0.0.0/8 on Linux. */
  readonly from?: string
}

export function openClient(server: Server, document: string, token: string, options: ClientOptions = {}): Client {
  const doc = options.doc ?? new Y.Doc()
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${document}?token=${token}`, {
    perMessageDeflate: false,
    ...(options.from !== undefined && { localAddress: options.from }),
  })
  const notices: string[] = []
  const state = { isSynced: false, closeCode: null as number | null, saved: 0, sent: 0, refusedWith: null as number | null }

  const send = (frame: Uint8Array) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(frame)
  }
  const onUpdate = (update: Uint8Array, origin: unknown) => {
    if (origin !== socket) send(syncFrame(syncKinds.update, update))
  }
  doc.on('update', onUpdate)

  socket.on('open', () => {
    send(syncFrame(syncKinds.step1, Y.encodeStateVector(doc)))
    // The server sends 121 and 122 to those alone who have sent 120 once.
    send(barrierFrame(0))
  })
  socket.on('message', (frame: Buffer) => {
    const decoder = decoding.createDecoder(frame)
    switch (decoding.readVarUint(decoder)) {
      case 0:
        return onSync(decoder)
      case 121:
        return onSaved(decoding.readVarUint(decoder))
      case 122:
        return void notices.push((JSON.parse(decoding.readVarString(decoder)) as { kind: string }).kind)
      default:
        return undefined
    }
  })
  socket.on('unexpected-response', (_request, response) => {
    state.refusedWith = response.statusCode ?? 0
    socket.terminate()
  })
  socket.on('error', () => undefined) // told by its close
  socket.on('close', (code) => {
    state.closeCode = code
    doc.off('update', onUpdate)
  })

  function onSync(decoder: decoding.Decoder): void {
    const kind = decoding.readVarUint(decoder)
    const payload = decoding.readVarUint8Array(decoder)
    if (kind === syncKinds.step1) return send(syncFrame(syncKinds.step2, Y.encodeStateAsUpdate(doc, payload)))
    Y.applyUpdate(doc, payload, socket)
    if (kind === syncKinds.step2) send(barrierFrame(answeredToken))
  }

  function onSaved(token: number): void {
    if (token === answeredToken) state.isSynced = true
    else state.saved = Math.max(state.saved, token)
  }

  const ended = () =>
    `${document}: ${state.refusedWith === null ? `closed with ${state.closeCode}` : `refused with ${state.refusedWith}`}`
  async function orEnded(what: string, holds: () => boolean, withinMs?: number): Promise<void> {
    await until(`${document}: ${what}`, () => holds() || state.closeCode !== null, withinMs)
    if (!holds()) throw new Error(ended())
  }

  return {
    document,
    doc,
    socket,
    get isSynced() {
      return state.isSynced
    },
    get closeCode() {
      return state.closeCode
    },
    get refusedWith() {
      return state.refusedWith
    },
    notices,
    get saved() {
      return state.saved
    },
    barrier() {
      state.sent += 1
      send(barrierFrame(state.sent))
      return state.sent
    },
    async whenSaved(withinMs) {
      const wanted = this.barrier()
      await orEnded('an edit is saved', () => state.saved >= wanted, withinMs)
    },
    whenSynced: (withinMs) => orEnded('it is synchronised', () => state.isSynced, withinMs),
    send,
    cut: () => socket.terminate(),
  }
}

export const syncKinds = { step1: 0, step2: 1, update: 2 } as const

export function syncFrame(kind: number, payload: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarUint(encoder, kind)
    encoding.writeVarUint8Array(encoder, payload)
  })
}

function barrierFrame(token: number): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 120)
    encoding.writeVarUint(encoder, token)
  })
}
