import type { Socket } from 'node:net'
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { syncFrame, syncKinds } from '../clients.ts'
import { rawSocket, wire } from '../hostile/attackers.ts'
import type { Member } from '../meetings.ts'
import type { Server } from '../server.ts'

/** Somebody on a line that carries a kilobyte a second, until it carries everything. */
export interface Laggard {
  readonly doc: Y.Doc
  /** Whether the server has let go of it. */
  readonly isClosed: boolean
  readonly readBytes: number
  /** From now on it reads as fast as it can. */
  wake(): void
  cut(): void
}

const bytesPerSecond = 1000

export async function openLaggard(server: Server, { documents, token }: Member): Promise<Laggard> {
  const stream = await rawSocket(server, documents.board, token)
  const doc = new Y.Doc()
  const frames = openFrames((message) => receive(doc, stream, message))
  let readBytes = 0
  let isAwake = false
  const take = (bytes: Buffer | null) => {
    if (bytes === null) return
    readBytes += bytes.length
    frames(bytes)
  }
  // Without a listener to `readable` Node reads nothing at all; with it no more than its own small buffer.
  stream.on('readable', () => {
    if (isAwake) take(stream.read() as Buffer | null)
  })
  const trickle = setInterval(
    () => take(stream.read(Math.min(bytesPerSecond / 4, stream.readableLength || 1)) as Buffer | null),
    250,
  )
  send(stream, syncFrame(syncKinds.step1, Y.encodeStateVector(doc)))
  return {
    doc,
    get isClosed() {
      return stream.destroyed || stream.readableEnded
    },
    get readBytes() {
      return readBytes
    },
    wake() {
      isAwake = true
      clearInterval(trickle)
      take(stream.read() as Buffer | null)
    },
    cut() {
      clearInterval(trickle)
      stream.destroy()
    },
  }
}

const send = (stream: Socket, payload: Uint8Array) => stream.write(wire({ bits: 0x82, payload }))

function receive(doc: Y.Doc, stream: Socket, message: Uint8Array): void {
  const decoder = decoding.createDecoder(message)
  if (decoding.readVarUint(decoder) !== 0) return
  const kind = decoding.readVarUint(decoder)
  const payload = decoding.readVarUint8Array(decoder)
  if (kind === syncKinds.step1) send(stream, syncFrame(syncKinds.step2, Y.encodeStateAsUpdate(doc, payload)))
  else Y.applyUpdate(doc, payload, stream)
}

/** Cuts the bytes that a server sends into the payloads of its binary frames; RFC 6455, 5.2. */
function openFrames(onMessage: (payload: Uint8Array) => void): (bytes: Buffer) => void {
  let rest = Buffer.alloc(0)
  return (bytes) => {
    rest = Buffer.concat([rest, bytes])
    for (;;) {
      if (rest.length < 2) return
      const short = (rest[1] ?? 0) & 0x7f
      const header = short === 127 ? 10 : short === 126 ? 4 : 2
      if (rest.length < header) return
      const length = short === 127 ? Number(rest.readBigUInt64BE(2)) : short === 126 ? rest.readUInt16BE(2) : short
      if (rest.length < header + length) return
      if (rest[0] === 0x82) onMessage(rest.subarray(header, header + length))
      rest = rest.subarray(header + length)
    }
  }
}
