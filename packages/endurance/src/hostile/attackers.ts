import { type EventEmitter, once } from 'node:events'
import { connect } from 'node:net'
import { randomBytes } from 'node:crypto'
import { WebSocket } from 'ws'
import type { Random } from '../random.ts'
import type { Server } from '../server.ts'
import { attacks } from './attacks.ts'
import type { Honest } from './frames.ts'
import { mutate } from './mutate.ts'

/** Where an attacker knocks: a board with a right to write, one that it may only read, one that it has not joined. */
export interface Target {
  readonly document: string
  readonly token: string
  readonly honest: Honest
}

export interface Tally {
  frames: number
  connections: number
  /** How connections ended, by close code; 1000 where the attacker left. */
  readonly closes: Record<number, number>
}

const framesPerConnection = 25

/** One connection after the other, until so many frames were sent. What was sent before is mutated, and so is what honest people write. */
export async function attack(
  server: Server,
  { targets, frames, random, tally }: { targets: readonly Target[]; frames: number; random: Random; tally: Tally },
): Promise<void> {
  let sent = 0
  const pool: Uint8Array[] = []
  while (sent < frames) {
    const target = random.pick(targets)
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${target.document}?token=${target.token}`, {
      perMessageDeflate: false,
    })
    socket.on('error', () => undefined)
    socket.on('message', (message: Buffer) => {
      if (pool.length < 400 || random.below(20) === 0) pool[random.below(400)] = new Uint8Array(message)
    })
    const closed = new Promise<number>((resolve) => socket.once('close', resolve))
    await Promise.race([once(socket, 'open').catch(() => undefined), closed])
    tally.connections += 1
    for (let count = 0; count < framesPerConnection && sent < frames && socket.readyState === WebSocket.OPEN; count++) {
      socket.send(frameFor(target, pool, random), { binary: random.below(200) !== 0 })
      sent += 1
      tally.frames += 1
      // The answer to a refusal is on its way: another frame would be read by nobody.
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    if (socket.readyState === WebSocket.OPEN) socket.close(1000)
    const late = setTimeout(() => socket.terminate(), 10_000)
    const code = await closed
    clearTimeout(late)
    tally.closes[code] = (tally.closes[code] ?? 0) + 1
  }
}

function frameFor({ honest }: Target, pool: (Uint8Array | undefined)[], random: Random): Uint8Array {
  const seen = pool[random.below(pool.length)]
  const made = random.pick(attacks).make(random, honest)
  switch (random.below(4)) {
    case 0:
      return made
    case 1:
      return mutate(made, seen ?? made, random)
    default:
      return seen === undefined ? made : mutate(seen, made, random)
  }
}

/** What is wrong below the messages: bytes on the wire that a websocket library would not write. */
const brokenFrames: readonly ((random: Random) => Buffer)[] = [
  () => wire({ bits: 0xc2, payload: Buffer.from('compressed') }), // the bit of a compression that was not agreed upon
  () => wire({ bits: 0x81, payload: Buffer.from([0xed, 0xa0, 0x80]) }), // text that is none
  () => wire({ bits: 0x82, payload: Buffer.alloc(4), isMasked: false }), // not masked, as only servers may
  () => wire({ bits: 0x82, payload: Buffer.alloc(4), length: 2n ** 63n }), // longer than the world
  () => wire({ bits: 0x82, payload: Buffer.alloc(4), length: 64n * 1024n * 1024n }),
  () => wire({ bits: 0x09, payload: Buffer.alloc(4) }), // a ping in parts
  () => wire({ bits: 0x89, payload: Buffer.alloc(126) }), // a ping that is too long
  () => wire({ bits: 0x88, payload: Buffer.from([0x03]) }), // a goodbye with half a code
  () => wire({ bits: 0x88, payload: Buffer.from([0xff, 0xff]) }), // a goodbye with a code that is none
  () => wire({ bits: 0x8f, payload: Buffer.alloc(4) }), // an operation that is not there
  () => wire({ bits: 0x80, payload: Buffer.alloc(4) }), // the end of what has not begun
  (random) =>
    Buffer.concat([wire({ bits: 0x02, payload: Buffer.from([0]) }), wire({ bits: 0x82, payload: Buffer.from(noise(random)) })]), // two beginnings
  () =>
    Buffer.concat([
      wire({ bits: 0x02, payload: Buffer.from([1]) }),
      ...Array.from({ length: 2000 }, () => wire({ bits: 0x00, payload: Buffer.alloc(0) })),
    ]), // thousands of empty parts
  () => Buffer.concat(Array.from({ length: 2000 }, () => wire({ bits: 0x89, payload: Buffer.alloc(125) }))), // a flood of pings
  () => Buffer.concat(Array.from({ length: 2000 }, () => wire({ bits: 0x8a, payload: Buffer.alloc(125) }))), // and of answers to pings that nobody sent
  (random) => Buffer.from(noise(random)),
]

/** Sends broken frames, each over a connection of its own, and resolves when all of those are closed. */
export async function breakFrames(
  server: Server,
  { document, token }: Target,
  rounds: number,
  random: Random,
  tally: Tally,
): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    for (const make of brokenFrames) {
      const stream = await rawSocket(server, document, token)
      stream.resume()
      stream.write(make(random))
      tally.frames += 1
      tally.connections += 1
      const cut = setTimeout(() => stream.destroy(), 200) // what it may wait for, it never gets
      await whenClosed(stream)
      clearTimeout(cut)
    }
  }
}

/** A websocket after its handshake, and nothing of it but the bytes. Nothing is read of it before somebody does. */
export async function rawSocket(server: Server, document: string, token: string) {
  const stream = connect(server.port, '127.0.0.1')
  stream.on('error', () => undefined)
  await once(stream, 'connect')
  const key = randomBytes(16).toString('base64')
  stream.write(
    `GET /sync/${document}?token=${token} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
  )
  let answer = Buffer.alloc(0)
  while (!answer.includes('\r\n\r\n') && !stream.destroyed) {
    await Promise.race([once(stream, 'readable').catch(() => undefined), whenClosed(stream)])
    answer = Buffer.concat([answer, (stream.read() as Buffer | null) ?? Buffer.alloc(0)])
  }
  const rest = answer.subarray(answer.indexOf('\r\n\r\n') + 4)
  if (rest.length > 0) stream.unshift(rest)
  return stream
}

/** Also where the other end resets it, which `once` of node:events takes for a failure. */
function whenClosed(stream: Pick<EventEmitter, 'once'> & { readonly closed?: boolean }): Promise<void> {
  return new Promise((resolve) => {
    if (stream.closed) resolve()
    else stream.once('close', () => resolve())
  })
}

const noise = (random: Random) => Array.from({ length: 300 }, () => random.below(256))

/** One websocket frame; RFC 6455, 5.2. The mask is zero, so the payload stands there as it is. */
export function wire({
  bits,
  payload,
  isMasked = true,
  length = BigInt(payload.length),
}: {
  bits: number
  payload: Uint8Array
  isMasked?: boolean
  length?: bigint
}): Buffer {
  const mask = isMasked ? 0x80 : 0
  const header = length < 126n ? Buffer.from([bits, mask | Number(length)]) : Buffer.alloc(10)
  if (length >= 126n) {
    header.set([bits, mask | 127])
    header.writeBigUInt64BE(length, 2)
  }
  return Buffer.concat([header, ...(isMasked ? [Buffer.alloc(4)] : []), payload])
}
