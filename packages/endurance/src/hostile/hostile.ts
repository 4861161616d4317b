import * as Y from 'yjs'
import { openClient } from '../clients.ts'
import { boardContent, type HonestPair, openHonestPair } from '../honest/honestPair.ts'
import { createMeeting, join, type Meeting, type Member } from '../meetings.ts'
import { percentile } from '../percentile.ts'
import { type Random, seededRandom } from '../random.ts'
import type { RunOptions, Scenario } from '../scenario.ts'
import { openServer, raisedSettings, type Server } from '../server.ts'
import { until } from '../waiting.ts'
import { attack, breakFrames, frameFor, type Tally, type Target } from './attackers.ts'
import { hugeFrame, manySockets, pingsWithoutReading } from './floods.ts'
import { inspectable, memoryAfterCollection } from './memory.ts'
import { search } from './search.ts'

/** A round is a frame over a socket. As many again, fewer, are tried without one, led by coverage. */
export const hostile: Scenario = {
  is: 'Frames of every hostile kind against a server with honest people in it. A cycle is a frame.',
  cycles: 200_000,
  run,
}

/** How many attackers at once. More than this is for the rate limits: see the floods. */
const attackers = 4

async function run({ main, cycles, seed, say }: RunOptions) {
  const random = seededRandom(seed)
  const faults: string[] = []
  const found = search(random, { frames: Math.ceil(cycles / 10) })
  faults.push(...found.faults)
  say(`${Math.ceil(cycles / 10)} frames without a socket: ${JSON.stringify(found.answers)}`)

  const server = await openServer({ main, environment: { ...raisedSettings, ...inspectable } })
  const pairs: HonestPair[] = []
  try {
    const open = await createMeeting(server, 'Where attackers may write')
    const guarded = await createMeeting(server, 'Where attackers may only read')
    for (const meeting of [open, guarded]) pairs.push(await pairIn(server, meeting))
    const [among, apart] = pairs as [HonestPair, HonestPair]
    await until('the honest are in', () => pairs.every(({ ada, ben }) => ada.isSynced && ben.isSynced))
    const targets = async () => targetsOf(server, open, guarded, pairs)

    // A warm server, and the attackers' own work in both measurements: they share the machine with the honest.
    await quiet(random, await targets(), 1000)
    for (const pair of pairs) pair.latencies()
    const before = await memoryAfterCollection(server)
    await quiet(random, await targets(), Math.min(10_000, cycles / 4))
    const quietly = pairs.flatMap((pair) => pair.latencies())
    say(`quiet: median ${ms(quietly, 0.5)}, p99 ${ms(quietly, 0.99)}`)

    const tally: Tally = { frames: 0, connections: 0, closes: {} }
    const under: number[] = []
    const at = performance.now()
    const slices = Math.max(1, Math.round(cycles / 10_000))
    for (let slice = 0; slice < slices; slice++) {
      // New people each time: the server bounds how many client ids one of them may write under.
      const each = await targets()
      const frames = Math.ceil(cycles / slices / attackers)
      await Promise.all(Array.from({ length: attackers }, () => attack(server, { targets: each, frames, random, tally })))
      for (const target of each) await breakFrames(server, target, 1, random, tally)
      under.push(...pairs.flatMap((pair) => pair.latencies()))
      if (!server.isRunning) break
      say(`${tally.frames} frames over ${tally.connections} connections, p99 so far ${ms(under, 0.99)}`)
    }
    const rate = tally.frames / ((performance.now() - at) / 1000)
    if (!server.isRunning) faults.push(`The server ended: ${server.output().slice(-2000)}`)

    const floods = [
      await hugeFrame(server, await member(server, open)),
      await manySockets(server, await member(server, open)),
      await pingsWithoutReading(server, await member(server, open)),
    ]
    faults.push(...floods.flatMap((flood) => flood.faults))
    const during = pairs.flatMap((pair) => pair.latencies())
    // Of a short run the hundredth part is a handful of words, and says nothing.
    const isTold = Math.min(quietly.length, under.length) >= 500
    if (isTold && percentile(under, 0.99) > 2 * percentile(quietly, 0.99))
      faults.push(`p99 was ${ms(quietly, 0.99)} in quiet, ${ms(under, 0.99)} under attack.`)

    for (const pair of pairs) pair.stop()
    for (const pair of pairs) await pair.agreed()
    faults.push(...(await harms(server, open, among)), ...(await harms(server, guarded, apart)))
    if (boardContent(apart.ada.doc) !== boardContent(apart.control))
      faults.push('Where attackers may only read, something changed.')
    const after = await memoryAfterCollection(server)
    const allowed = 16 + ((2 * Y.encodeStateAsUpdate(among.ada.doc).length) / 2 ** 20) * 13
    if (after.heap > before.heap + allowed)
      faults.push(`The heap was ${before.heap.toFixed(0)} MiB before, ${after.heap.toFixed(0)} after.`)

    await server.kill()
    await server.start()
    faults.push(...(await harms(server, open, among)), ...(await harms(server, guarded, apart)))
    return {
      is: 'ran' as const,
      figures: {
        'frames over sockets': tally.frames,
        connections: tally.connections,
        'frames a second': Math.round(rate),
        'frames without a socket': Math.ceil(cycles / 10),
        'blocks of the checks and of Yjs that they reached': found.blocks,
        'close codes': JSON.stringify(tally.closes),
        'honest median and p99 in quiet': `${ms(quietly, 0.5)}, ${ms(quietly, 0.99)}`,
        'honest median and p99 under attack': `${ms(under, 0.5)}, ${ms(under, 0.99)}`,
        'honest median and p99 during the floods': `${ms(during, 0.5)}, ${ms(during, 0.99)}`,
        ...Object.fromEntries(floods.flatMap(({ figures }) => Object.entries(figures))),
        'heap before and after, MiB': `${before.heap.toFixed(1)}, ${after.heap.toFixed(1)}`,
        'resident before and after, MiB': `${before.resident.toFixed(0)}, ${after.resident.toFixed(0)}`,
        'size of the document that they could write, bytes': Y.encodeStateAsUpdate(among.ada.doc).length,
      },
      faults,
    }
  } finally {
    for (const pair of pairs) pair.stop()
    await server.close()
  }
}

const ms = (latencies: readonly number[], of: number) => `${percentile(latencies, of).toFixed(1)} ms`

async function pairIn(server: Server, meeting: Meeting): Promise<HonestPair> {
  return openHonestPair(server, [
    await join(server, meeting, 'participant', 'Ada'),
    await join(server, meeting, 'participant', 'Ben'),
  ])
}

const member = (server: Server, meeting: Meeting): Promise<Member> => join(server, meeting, 'participant', 'Eve')

async function targetsOf(server: Server, open: Meeting, guarded: Meeting, pairs: readonly HonestPair[]): Promise<Target[]> {
  const [among, apart] = pairs.map(({ ada }) => ({
    doc: ada.doc,
    roots: { text: 'background', list: 'summary', map: 'details', rich: 'impact' },
  }))
  if (among === undefined || apart === undefined) throw new Error('There are two pairs.')
  const writers = await Promise.all([1, 2, 3].map(() => member(server, open)))
  const reader = await join(server, guarded, 'observer', 'Olga')
  return [
    ...writers.map(({ documents, token }) => ({ document: documents.board, token, honest: among })),
    { document: reader.documents.board, token: reader.token, honest: apart },
    { document: reader.documents.board, token: 'nobody', honest: apart },
    { document: reader.documents.board.replace('/board', '/agenda'), token: reader.token, honest: apart },
  ]
}

/** The attackers' own work, without a socket. */
async function quiet(random: Random, targets: readonly Target[], frames: number): Promise<void> {
  for (let count = 0; count < frames; count++) {
    frameFor(random.pick(targets), [], random)
    if (count % attackers === 0) await new Promise((resolve) => setTimeout(resolve, 1))
  }
}

/** What is not as it must be: the honest, a newcomer and whoever is given all of it as one update read the same. */
async function harms(server: Server, meeting: Meeting, { ada, ben }: HonestPair): Promise<string[]> {
  const who = await join(server, meeting, 'observer', 'Olga')
  const newcomer = openClient(server, who.documents.board, who.token)
  await newcomer.whenSynced(30_000)
  const content = boardContent(newcomer.doc)
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(newcomer.doc))
  const found = [ada.doc, ben.doc, copy].flatMap((doc, index) =>
    boardContent(doc) === content ? [] : [`${['Ada', 'Ben', 'A copy'][index]} and a newcomer read different things.`],
  )
  for (const { doc } of [newcomer, ada, ben, { doc: copy }])
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) found.push('Somebody waits for what never comes.')
  newcomer.cut()
  return found
}
