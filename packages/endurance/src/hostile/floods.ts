import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { Member } from '../meetings.ts'
import { residentMib, type Server } from '../server.ts'
import { until } from '../waiting.ts'
import { rawSocket, wire } from './attackers.ts'

export interface Flood {
  readonly figures: Readonly<Record<string, number | string>>
  readonly faults: readonly string[]
}

const addressOf = (server: Server, { documents, token }: Member) =>
  `${server.url.replace('http', 'ws')}/sync/${documents.board}?token=${token}`

/** What arrived since the last collection, 33 to 42 MiB as measured. Less than the message: it is not kept. */
const mostUncollectedMib = 56

/** A message of 64 MiB. */
export async function hugeFrame(server: Server, who: Member): Promise<Flood> {
  const before = residentMib(server.pid).now
  const socket = new WebSocket(addressOf(server, who), { perMessageDeflate: false })
  socket.on('error', () => undefined)
  await once(socket, 'open')
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  socket.send(new Uint8Array(64 * 2 ** 20))
  const code = await closed
  const grown = residentMib(server.pid).now - before
  return {
    figures: { 'close code of a frame of 64 MiB': code, 'resident grew by, MiB': grown.toFixed(0) },
    // 1006: its end was cut off while it still sent.
    faults:
      [1009, 1006, 4413].includes(code) && grown < mostUncollectedMib
        ? []
        : [`A frame of 64 MiB: closed with ${code}, ${grown.toFixed(0)} MiB more.`],
  }
}

/** Two thousand sockets with one key. */
export async function manySockets(server: Server, who: Member): Promise<Flood> {
  const codes: Record<number, number> = {}
  const sockets: WebSocket[] = []
  for (let count = 0; count < 2000; count++) {
    const socket = new WebSocket(addressOf(server, who), { perMessageDeflate: false })
    socket.on('error', () => undefined)
    socket.on('close', (code) => {
      codes[code] = (codes[code] ?? 0) + 1
    })
    sockets.push(socket)
    // In handfuls: the honest are measured in this process too, which would be busy with opening them.
    if (count % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 2))
  }
  const refused = () => Object.values(codes).reduce((sum, count) => sum + count, 0)
  const greeted = () => sockets.filter((socket) => socket.readyState === WebSocket.OPEN).length
  await until('all are answered', () => refused() + greeted() >= 2000 && refused() >= 1800, 60_000)
  const open = greeted()
  const seen = { ...codes }
  for (const socket of sockets) socket.terminate()
  return {
    figures: { 'of 2000 sockets of one key stay open': open, 'the others are closed with': JSON.stringify(seen) },
    faults:
      open <= 200 && seen[1013] === refusedAtMost(open)
        ? []
        : [`2000 sockets of one key: ${open} stay open, ${JSON.stringify(seen)}.`],
  }
}

const refusedAtMost = (open: number) => 2000 - open

/** Pings by the hundred megabytes, from somebody who does not read the answers. */
export async function pingsWithoutReading(server: Server, who: Member): Promise<Flood> {
  const before = residentMib(server.pid).now
  const stream = await rawSocket(server, who.documents.board, who.token)
  const pings = Buffer.concat(Array.from({ length: 1000 }, () => wire({ bits: 0x89, payload: Buffer.alloc(125) })))
  let peak = before
  const end = performance.now() + 5000
  let sent = 0
  while (performance.now() < end && !stream.destroyed && sent < 150 * 2 ** 20) {
    sent += pings.length
    if (!stream.write(pings))
      await Promise.race([once(stream, 'drain').catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 100))])
    peak = Math.max(peak, residentMib(server.pid).now)
  }
  stream.destroy()
  const grown = peak - before
  return {
    figures: {
      'pings sent without reading an answer, MiB': (sent / 2 ** 20).toFixed(0),
      'resident grew meanwhile by, MiB': grown.toFixed(0),
    },
    faults: grown < 40 ? [] : [`Pings without reading the answers made the server grow by ${grown.toFixed(0)} MiB.`],
  }
}
