import * as Y from 'yjs'
import { typeFlatOut } from '../load/flatOut.ts'
import { seededRandom, sleep } from '../load/random.ts'
import { openRoom, type Room } from '../load/room.ts'
import { doSteadily } from '../load/steadily.ts'
import { allDelivered, openTally } from '../load/tally.ts'
import { openVisitor } from '../load/visitor.ts'
import type { BenchServer } from '../servers/server.ts'
import type { Scenario } from './scenario.ts'

const people = 5

interface Load {
  readonly rooms: number
  readonly leastSeconds: number
  /** Returns the way to end it. */
  start(rooms: readonly Room[]): () => void
}

/**
 * The server is killed in the middle of it, and nobody who wrote comes back with what they have: whatever somebody else has seen and the server
 * no longer knows is gone.
 */
function kill(name: string, title: string, load: Load): Scenario {
  return {
    name,
    title,
    measures: [
      { key: 'gone', title: 'delivered and gone', digits: 0, better: 'less', aim: 0 },
      { key: 'delivered', title: 'of delivered', digits: 0, better: 'more' },
      { key: 'oldest', title: 'oldest of them, s', digits: 1, better: 'less' },
    ],
    concerns: ({ isDurable }) => isDurable,
    async run(kind, options) {
      const seconds = Math.max(options.seconds, load.leastSeconds)
      const server = await kind.open({ rooms: load.rooms, people: people + 1 })
      const tally = openTally()
      const rooms = await Promise.all(
        Array.from({ length: load.rooms }, (_, index) =>
          openRoom(server, index, { people, writers: people, tally, sample: false }),
        ),
      )
      await allDelivered(tally)
      const stop = load.start(rooms)
      await sleep(seconds * 1000)
      if (tally.fault !== null) throw new Error(tally.fault)
      const killedAt = performance.now()
      await server.kill()
      stop()
      await sleep(300) // what was on the wire still arrives
      const again = await server.reopen()
      const losses = await Promise.all(rooms.map((room, index) => lossesOf(room, again, index, killedAt)))
      await Promise.all(rooms.map((room) => room.close()))
      await again.close()
      return {
        gone: sum(losses.map(({ gone }) => gone)),
        delivered: sum(losses.map(({ delivered }) => delivered)),
        oldest: Math.max(...losses.map(({ oldest }) => oldest)),
      }
    },
  }
}

/** Counts the edits that somebody saw and that the server does not hand out again, however often it is asked within some seconds. */
async function lossesOf(room: Room, server: BenchServer, index: number, killedAt: number) {
  const seen = room.seen()
  let kept = new Map<number, number>()
  for (let tries = 0; tries < 15; tries++) {
    kept = await read(server, index)
    if ([...seen].every(([client, clock]) => (kept.get(client) ?? 0) >= clock)) break
    await sleep(200)
  }
  const lost = room.writers.filter(({ client }) => (kept.get(client) ?? 0) < (seen.get(client) ?? 0))
  return {
    delivered: sum([...seen.values()]),
    gone: sum(lost.map(({ client }) => (seen.get(client) ?? 0) - (kept.get(client) ?? 0))),
    oldest: Math.max(0, ...lost.map((writer) => (killedAt - room.sentAt(writer, kept.get(writer.client) ?? 0)) / 1000)),
  }
}

/** Up to where the server has each client's edits, as somebody new is told. */
async function read(server: BenchServer, index: number): Promise<Map<number, number>> {
  const visitor = openVisitor(server, index, people, { keeps: true, tally: openTally() })
  await Promise.race([visitor.answered, sleep(5000)])
  await sleep(50) // one of the peers loads after it has answered
  const doc = new Y.Doc()
  for (const update of visitor.received) Y.applyUpdate(doc, update)
  await visitor.close()
  return Y.decodeStateVector(Y.encodeStateVector(doc))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}

export const killSteady = kill('kill', 'kill -9 while 10 rooms of 5 type steadily', {
  rooms: 10,
  leastSeconds: 13, // one of the peers writes 10 s after the first edit at the latest, and is to have done so once
  start(rooms) {
    const stop = new AbortController()
    const writers = rooms.flatMap((room) => room.writers.map((writer) => ({ act: () => writer.type(1) })))
    void doSteadily(writers, { perSecond: 5, seconds: 1000, random: seededRandom(5), signal: stop.signal })
    return () => stop.abort()
  },
})

export const killFlatOut = kill('kill-flat', 'kill -9 while 4 rooms of 5 type flat out', {
  rooms: 4,
  leastSeconds: 0,
  start: (rooms) => typeFlatOut(rooms, 100),
})
