import { setTimeout as passed } from 'node:timers/promises'
import { createMeeting, join } from '../meetings.ts'
import { openTypist } from '../people/typist.ts'
import { type Random, seededRandom } from '../random.ts'
import type { Outcome, RunOptions, Scenario } from '../scenario.ts'
import { openServer, raisedSettings, residentMib, type Server } from '../server.ts'
import { openReturner, type Returner } from './returner.ts'

/**
 * As many sockets as there are cycles, in rooms of 25, lose their server and come back as our web app does. First it is killed, then stopped as
 * an operator stops it, and started again at once. Each room has an address of its own and the limits are the documented defaults: a site of
 * that size has people in many places. Then a room of 200 people behind one address, each with four documents, does the same.
 */
export const storm: Scenario = {
  is: 'as many sockets as there are cycles reconnect after a restart; and 200 people behind one address',
  cycles: 5000,
  run: runStorm,
}

const perRoom = 25
const wordsPerRoom = 50
const natPeople = 200
const patienceMs = 120_000

async function runStorm({ main, cycles, seed, say }: RunOptions): Promise<Outcome> {
  const random = seededRandom(seed)
  const faults: string[] = []
  const figures: Record<string, number | string> = {}
  const server = await openServer({ main, environment: raisedSettings })
  try {
    const rooms = Math.ceil(cycles / perRoom)
    const seats = await prepareRooms(server, rooms)
    await server.stop()
    say(`${rooms} rooms are prepared`)
    // A fifth of the sockets, and no more than the 200 people of a large room.
    const largest = Math.min(natPeople, Math.ceil(cycles / perRoom))
    const everybody = await restartsOf({ main, dataDir: server.dataDir, seats: seats.slice(0, cycles), random, say })
    record(figures, faults, `${Math.min(cycles, seats.length)} sockets`, everybody)
    const nat = await natSeats(main, server.dataDir, largest, say)
    const behind = await restartsOf({ main, dataDir: server.dataDir, seats: nat, random, say })
    record(figures, faults, `${largest} people behind one address (${nat.length} sockets)`, behind)
  } finally {
    await server.close()
  }
  return { is: 'ran', figures, faults }
}

/** A document for somebody to open, and from where. */
interface Seat {
  readonly document: string
  readonly token: string
  readonly from: string
}

/** Two seats for each person, the board and the agenda; the board has some words. */
async function prepareRooms(server: Server, rooms: number): Promise<Seat[]> {
  const seats: Seat[] = []
  for (let room = 0; room < rooms; room++) {
    const meeting = await createMeeting(server, `Room ${room}`)
    const from = `127.1.${room >> 8}.${room & 255}`.replace('127.1.0.0', '127.1.255.1')
    const members = await Promise.all(
      Array.from({ length: Math.ceil(perRoom / 2) }, (_, person) => join(server, meeting, 'participant', `Ada ${person}`)),
    )
    const [first] = members
    if (first !== undefined) await writeSome(server, first.documents.board, first.token)
    const ofRoom = members.flatMap(({ documents, token }) => [
      { document: documents.board, token, from },
      { document: documents.agenda, token, from },
    ])
    seats.push(...ofRoom.slice(0, perRoom))
  }
  return seats
}

async function writeSome(server: Server, document: string, token: string): Promise<void> {
  const typist = openTypist(server, document, token, 'w')
  await typist.client.whenSynced()
  for (let count = 0; count < wordsPerRoom; count++) typist.write()
  await typist.client.whenSaved()
  typist.client.cut()
}

/** One room, joined and opened through one address and under the default limits: four documents a person. */
async function natSeats(main: string, dataDir: string, people: number, say: (line: string) => void): Promise<Seat[]> {
  const server = await openServer({ main, dataDir })
  try {
    const meeting = await createMeeting(server, 'A large room')
    const seats: Seat[] = []
    for (let person = 0; person < people; person++) {
      // Facilitators: they have all four documents.
      const { documents, token } = await join(server, meeting, 'facilitator', `Ada ${person}`)
      for (const document of Object.values(documents)) seats.push({ document, token, from: '127.0.0.1' })
    }
    say(`${people} people have joined through one address`)
    return seats
  } finally {
    await server.stop()
    await server.close()
  }
}

interface Return {
  readonly after: 'kill -9' | 'SIGTERM'
  /** From the moment at which the server was told to end, or was killed. */
  readonly ms99: number
  readonly msAll: number
  /** From then until it listened again. */
  readonly downMs: number
  readonly peakMib: number
  readonly longestLoopMs: number
}

interface Returns {
  readonly firstMs: number
  readonly returns: readonly Return[]
  readonly turnedAway: number
  readonly met: ReadonlyMap<number, number>
  readonly openAtEnd: number
}

interface Restarts {
  readonly main: string
  readonly dataDir: string
  readonly seats: readonly Seat[]
  readonly random: Random
  readonly say: (line: string) => void
}

async function restartsOf({ main, dataDir, seats, random, say }: Restarts): Promise<Returns> {
  const server = await openServer({ main, dataDir })
  const returners: Returner[] = []
  try {
    const began = performance.now()
    for (const seat of seats) {
      returners.push(openReturner(server, { ...seat, random }))
      // A thousand a second: people come to a meeting one after the other, but this is not what is measured.
      if (returners.length % 20 === 0) await passed(20)
    }
    await backMs(returners, 1, began)
    const firstMs = performance.now() - began
    say(`${seats.length} sockets are open and synchronised`)
    const returns: Return[] = []
    for (const after of ['kill -9', 'SIGTERM'] as const) {
      const from = performance.now()
      if (after === 'kill -9') await server.kill()
      else await server.stop()
      await server.start()
      const downMs = performance.now() - from
      const ms99 = await backMs(returners, 0.99, from)
      const msAll = await backMs(returners, 1, from)
      returns.push({
        after,
        ms99,
        msAll,
        downMs,
        peakMib: residentMib(server.pid).peak,
        longestLoopMs: await longestLoopMs(server),
      })
      say(`after ${after} 99 % were back after ${Math.round(ms99)} ms, all after ${Math.round(msAll)} ms`)
    }
    const met = new Map<number, number>()
    for (const returner of returners) for (const [why, count] of returner.met) met.set(why, (met.get(why) ?? 0) + count)
    return {
      firstMs,
      returns,
      turnedAway: returners.filter(({ isTurnedAway }) => isTurnedAway).length,
      met,
      openAtEnd: returners.filter(({ isSynced }) => isSynced).length,
    }
  } finally {
    for (const returner of returners) returner.close()
    await server.close()
  }
}

/** Milliseconds since `from` when this share is synchronised; infinite if that takes more than two minutes. */
async function backMs(returners: readonly Returner[], share: number, from: number): Promise<number> {
  const wanted = Math.ceil(returners.length * share)
  for (;;) {
    if (returners.filter(({ isSynced }) => isSynced).length >= wanted) return performance.now() - from
    if (performance.now() - from > patienceMs) return Number.POSITIVE_INFINITY
    await passed(20)
  }
}

/** The longest that the server's event loop was held up, since it started. */
async function longestLoopMs(server: Server): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text()
  return Number(/^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(text)?.[1]) * 1000
}

function record(
  figures: Record<string, number | string>,
  faults: string[],
  who: string,
  { firstMs, returns, turnedAway, met, openAtEnd }: Returns,
) {
  figures[`${who}: first opening, ms`] = Math.round(firstMs)
  for (const { after, ms99, msAll, downMs, peakMib, longestLoopMs: loop } of returns) {
    figures[`${who}, after ${after}: 99 % back, ms`] = Math.round(ms99)
    figures[`${who}, after ${after}: all back, ms`] = Math.round(msAll)
    figures[`${who}, after ${after}: until the server listened again, ms`] = Math.round(downMs)
    figures[`${who}, after ${after}: server's peak memory, MiB`] = Math.round(peakMib)
    figures[`${who}, after ${after}: longest turn of its event loop, ms`] = Math.round(loop)
    if (!Number.isFinite(msAll))
      faults.push(`${who}: not all came back after ${after} within two minutes (${openAtEnd} had in the end)`)
  }
  figures[`${who}: turned away for good`] = turnedAway
  figures[`${who}: met`] = [...met].map(([why, count]) => `${why}: ${count}`).join(', ')
  if (turnedAway > 0) faults.push(`${who}: ${turnedAway} were turned away for good`)
}
