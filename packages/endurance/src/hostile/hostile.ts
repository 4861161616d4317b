import * as Y from 'yjs'
import { openClient } from '../clients.ts'
import { boardContent, type HonestPair, openHonestPair } from '../honest/honestPair.ts'
import { createMeeting, join, type Meeting, type Member } from '../meetings.ts'
import { percentile } from '../percentile.ts'
import { seededRandom } from '../random.ts'
import type { RunOptions, Scenario } from '../scenario.ts'
import { openServer, raisedSettings, type Server } from '../server.ts'
import { until } from '../waiting.ts'
import { attack, breakFrames, type Tally, type Target } from './attackers.ts'
import { hugeFrame, manySockets, pingsWithoutReading } from './floods.ts'
import { inspectable, memoryAfterCollection } from './memory.ts'
import { search } from './search.ts'

/** A round is a frame over a socket. As many again, fewer, are tried without one, led by coverage. */
export const hostile: Scenario = {
  is: 'Frames of every hostile kind against a server with honest people in it. A cycle is a frame.',
  cycles: 200_000,
  run,
}

/** Then the attackers go on to another meeting: what they write stays, and nobody meets in a board of megabytes of noise. */
const framesPerMeeting = 40_000

/** How many attackers at once. More than this is for the rate limits: see the floods. */
const attackers = 4

async function run({ main, cycles, seed, say }: RunOptions) {
  const random = seededRandom(seed)
  const faults: string[] = []
  const found = search(random, { frames: Math.ceil(cycles / 10) })
  faults.push(...found.faults)
  say(`${Math.ceil(cycles / 10)} frames without a socket: ${JSON.stringify(found.answers)}`)

  const server = await openServer({ main, environment: { ...raisedSettings, ...inspectable } })
  // In quiet the attackers are busy with another server: what they cost the machine, which they share with the honest, is in both measurements.
  const elsewhere = await openServer({ main, environment: raisedSettings })
  const attacked: Attacked[] = []
  try {
    const guarded = await attackedMeeting(server, 'Where attackers may only read')
    attacked.push(guarded)
    let before: Awaited<ReturnType<typeof memoryAfterCollection>> | null = null
    const quietly: number[] = []
    const under: number[] = []
    const tally = newTally()
    let attackedMs = 0
    let open = guarded
    const meetings = Math.ceil(cycles / framesPerMeeting)
    for (let count = 0; count < meetings && server.isRunning; count++) {
      open = await attackedMeeting(server, 'Where attackers may write')
      attacked.push(open)
      const pairs = [open.pair, guarded.pair]
      const latencies = () => pairs.flatMap((pair) => pair.latencies())
      const frames = Math.ceil(cycles / meetings)

      const decoy = await attackedMeeting(elsewhere, 'Where attackers are meanwhile')
      const beQuiet = async (frames: number) => {
        const targets = await targetsOf(elsewhere, decoy, decoy)
        const each = Math.ceil(frames / attackers)
        await Promise.all(
          Array.from({ length: attackers }, () => attack(elsewhere, { targets, frames: each, random, tally: newTally() })),
        )
      }
      // A warm server.
      await beQuiet(Math.min(1000, frames / 4))
      latencies()
      before ??= await memoryAfterCollection(server)
      await beQuiet(Math.min(10_000, frames / 4))
      decoy.pair.stop()
      quietly.push(...latencies())
      say(`quiet: median ${ms(quietly, 0.5)}, p99 ${ms(quietly, 0.99)}`)

      const at = performance.now()
      const slices = Math.ceil(frames / 10_000)
      for (let slice = 0; slice < slices && server.isRunning; slice++) {
        // New people each time: the server bounds how many client ids one of them may write under.
        const targets = await targetsOf(server, open, guarded)
        const each = Math.ceil(frames / slices / attackers)
        await Promise.all(Array.from({ length: attackers }, () => attack(server, { targets, frames: each, random, tally })))
        for (const target of targets) await breakFrames(server, target, 1, random, tally)
        under.push(...latencies())
        say(`${tally.frames} frames over ${tally.connections} connections, p99 so far ${ms(under, 0.99)}`)
      }
      attackedMs += performance.now() - at
      if (count < meetings - 1) open.pair.stop()
    }
    if (!server.isRunning) faults.push(`The server ended: ${server.output().slice(-2000)}`)

    const floods = [
      await hugeFrame(server, await member(server, open.meeting)),
      await manySockets(server, await member(server, open.meeting)),
      await pingsWithoutReading(server, await member(server, open.meeting)),
    ]
    faults.push(...floods.flatMap((flood) => flood.faults))
    const during = [open, guarded].flatMap(({ pair }) => pair.latencies())
    // Of a short run the hundredth part is a handful of words, and says nothing.
    const isTold = Math.min(quietly.length, under.length) >= 500
    if (isTold && percentile(under, 0.99) > 2 * percentile(quietly, 0.99))
      faults.push(`p99 was ${ms(quietly, 0.99)} in quiet, ${ms(under, 0.99)} under attack.`)

    for (const { pair } of attacked) pair.stop()
    for (const { pair } of attacked) await pair.agreed()
    for (const each of attacked) faults.push(...(await harms(server, each)))
    if (boardContent(guarded.pair.ada.doc) !== boardContent(guarded.pair.control))
      faults.push('Where attackers may only read, something changed.')
    const after = await memoryAfterCollection(server)
    const sizes = attacked.map(({ pair }) => Y.encodeStateAsUpdate(pair.ada.doc).length)
    const size = sizes.reduce((sum, bytes) => sum + bytes, 0)
    before ??= after
    if (after.heap > before.heap + 16 + ((2 * size) / 2 ** 20) * 13)
      faults.push(`The heap was ${before.heap.toFixed(0)} MiB before, ${after.heap.toFixed(0)} after.`)

    await server.kill()
    await server.start()
    for (const each of attacked) faults.push(...(await harms(server, each)))
    return {
      is: 'ran' as const,
      figures: {
        'frames over sockets': tally.frames,
        connections: tally.connections,
        'frames a second': Math.round((tally.frames / attackedMs) * 1000),
        'frames without a socket': Math.ceil(cycles / 10),
        'blocks of the checks and of Yjs that they reached': found.blocks,
        'close codes': JSON.stringify(tally.closes),
        'honest median and p99 in quiet': `${ms(quietly, 0.5)}, ${ms(quietly, 0.99)}`,
        'honest median and p99 under attack': `${ms(under, 0.5)}, ${ms(under, 0.99)}`,
        'honest median and p99 during the floods': `${ms(during, 0.5)}, ${ms(during, 0.99)}`,
        ...Object.fromEntries(floods.flatMap(({ figures }) => Object.entries(figures))),
        'heap before and after, MiB': `${before.heap.toFixed(1)}, ${after.heap.toFixed(1)}`,
        'resident before and after, MiB': `${before.resident.toFixed(0)}, ${after.resident.toFixed(0)}`,
        'size of the documents that they could write, bytes': sizes.slice(1).join(', '),
      },
      faults,
    }
  } finally {
    for (const { pair } of attacked) pair.stop()
    await server.close()
    await elsewhere.close()
  }
}

const ms = (latencies: readonly number[], of: number) => `${percentile(latencies, of).toFixed(1)} ms`

interface Attacked {
  readonly meeting: Meeting
  readonly pair: HonestPair
}

/** With two honest people in it. */
async function attackedMeeting(server: Server, title: string): Promise<Attacked> {
  const meeting = await createMeeting(server, title)
  const pair = openHonestPair(server, [
    await join(server, meeting, 'participant', 'Ada'),
    await join(server, meeting, 'participant', 'Ben'),
  ])
  await until('the honest are in', () => pair.ada.isSynced && pair.ben.isSynced)
  return { meeting, pair }
}

const member = (server: Server, meeting: Meeting): Promise<Member> => join(server, meeting, 'participant', 'Eve')

async function targetsOf(server: Server, open: Attacked, guarded: Attacked): Promise<Target[]> {
  const [among, apart] = [open, guarded].map(({ pair }) => ({
    doc: pair.ada.doc,
    roots: { text: 'background', list: 'summary', map: 'details', rich: 'impact' },
  }))
  if (among === undefined || apart === undefined) throw new Error('unreachable')
  const writers = await Promise.all([1, 2, 3].map(() => member(server, open.meeting)))
  const reader = await join(server, guarded.meeting, 'observer', 'Olga')
  return [
    ...writers.map(({ documents, token }) => ({ document: documents.board, token, honest: among })),
    { document: reader.documents.board, token: reader.token, honest: apart },
    { document: reader.documents.board, token: 'nobody', honest: apart },
    { document: reader.documents.board.replace('/board', '/agenda'), token: reader.token, honest: apart },
  ]
}

const newTally = (): Tally => ({ frames: 0, connections: 0, closes: {} })

/** What is not as it must be: the honest, a newcomer and whoever is given all of it as one update read the same. */
async function harms(server: Server, { meeting, pair: { ada, ben } }: Attacked): Promise<string[]> {
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
