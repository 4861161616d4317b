import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { openClient, syncFrame, syncKinds } from '../clients.ts'
import { boardContent, type HonestPair, openHonestPair } from '../honest/honestPair.ts'
import { createMeeting, join, type Member } from '../meetings.ts'
import { percentile } from '../percentile.ts'
import { seededRandom } from '../random.ts'
import type { RunOptions, Scenario } from '../scenario.ts'
import { openServer, raisedSettings, residentMib, type Server } from '../server.ts'
import { until } from '../waiting.ts'
import { openLaggard } from './laggard.ts'

/** A round is a second of a slow reader, after as long without one. */
export const slowReader: Scenario = {
  is: 'One reader at 1 kB a second among 200, then it wakes. A cycle is a second.',
  cycles: 60,
  run,
}

/** So much goes past the slow reader, however long it takes: more than the kernel keeps for it. */
const bytesInAll = 16 * 2 ** 20
const editsPerSecond = 20

async function run({ main, cycles, seed, say }: RunOptions) {
  const random = seededRandom(seed)
  const faults: string[] = []
  const server = await openServer({ main, environment: raisedSettings })
  let pair: HonestPair | null = null
  const readers: WebSocket[] = []
  try {
    const meeting = await createMeeting(server, 'A slow line')
    const people = [await join(server, meeting, 'participant', 'Ada'), await join(server, meeting, 'participant', 'Ben')] as const
    pair = openHonestPair(server, people)
    const others = cycles < 30 ? 36 : 196
    const observer = await join(server, meeting, 'observer', 'Olga')
    for (let count = 0; count < others; count++) readers.push(await openReader(server, observer))
    const painter = await openPainter(server, await join(server, meeting, 'participant', 'Pam'), () =>
      String.fromCharCode(97 + random.below(26)).repeat(Math.ceil(bytesInAll / cycles / editsPerSecond)),
    )
    await measure(server, pair, Math.min(cycles, 2)) // warm, and as large as it gets
    const without = await measure(server, pair, cycles)
    say(`without: median ${without.median}, p99 ${without.p99} ms, at most ${without.peak.toFixed(0)} MiB`)

    const laggard = await openLaggard(server, observer)
    const withIt = await measure(server, pair, cycles)
    say(
      `with it: median ${withIt.median}, p99 ${withIt.p99} ms, at most ${withIt.peak.toFixed(0)} MiB, it read ${laggard.readBytes} bytes`,
    )
    const wasLetGo = laggard.isClosed
    // The others stop: it has to come to what they have, not to run after them.
    painter.stop()
    pair.stop()
    await pair.agreed()
    const wokeAt = performance.now()
    laggard.wake()
    // Whoever was let go comes back as every client does, with what it has.
    const again = wasLetGo ? openClient(server, observer.documents.board, observer.token, { doc: laggard.doc }) : null
    const { ada } = pair
    await until('the slow reader is right', () => boardContent(laggard.doc) === boardContent(ada.doc), 20_000)
    const rightMs = performance.now() - wokeAt
    again?.cut()
    laggard.cut()

    const grown = withIt.peak - without.peak
    // For its first half minute a server grows by itself, whoever reads.
    if (grown > (cycles < 30 ? 64 : 10)) faults.push(`The server grew by ${grown.toFixed(1)} MiB.`)
    if (rightMs > 2000) faults.push(`The slow reader was right after ${rightMs.toFixed(0)} ms.`)
    // The hundredth part of a short run is a handful of words.
    if (cycles >= 30 && withIt.p99 > 1.5 * without.p99 + 5)
      faults.push(`p99 was ${without.p99} ms without a slow reader, ${withIt.p99} with it.`)
    if (laggard.readBytes === 0) faults.push('The slow reader read nothing.')
    return {
      is: 'ran' as const,
      figures: {
        readers: readers.length + 4,
        'median and p99 without it, ms': `${without.median}, ${without.p99}`,
        'median and p99 with it, ms': `${withIt.median}, ${withIt.p99}`,
        'resident grew by, MiB': grown.toFixed(1),
        'it was let go of (1013) before it woke': wasLetGo ? 'yes' : 'no',
        'right after waking, ms': rightMs.toFixed(0),
      },
      faults,
    }
  } finally {
    pair?.stop()
    for (const reader of readers) reader.terminate()
    await server.close()
  }
}

async function measure(server: Server, pair: HonestPair, seconds: number) {
  const end = performance.now() + 1000 * seconds
  let peak = 0
  pair.latencies()
  while (performance.now() < end) {
    peak = Math.max(peak, residentMib(server.pid).now)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  const latencies = pair.latencies()
  const of = (share: number) => Math.round(10 * percentile(latencies, share)) / 10
  return { peak, median: of(0.5), p99: of(0.99) }
}

/** Reads everything, and understands nothing of it. */
async function openReader(server: Server, { documents, token }: Member): Promise<WebSocket> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${documents.board}?token=${token}`, {
    perMessageDeflate: false,
  })
  socket.on('error', () => undefined)
  await new Promise((resolve, reject) => socket.once('open', resolve).once('close', reject))
  socket.on('message', () => undefined)
  socket.send(syncFrame(syncKinds.step1, Y.encodeStateVector(new Y.Doc())))
  return socket
}

/** Writes something large again and again in the place of what it wrote before, so that the document stays small. */
async function openPainter(server: Server, who: Member, next: () => string) {
  const client = openClient(server, who.documents.board, who.token)
  await client.whenSynced()
  const painting = setInterval(() => client.doc.getMap('details').set('painting', next()), 1000 / editsPerSecond)
  return {
    stop() {
      clearInterval(painting)
    },
  }
}
