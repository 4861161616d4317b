import { seededRandom } from '../load/random.ts'
import { openRoom } from '../load/room.ts'
import { doSteadily } from '../load/steadily.ts'
import { allDelivered, openTally } from '../load/tally.ts'
import type { ServerKind } from '../servers/server.ts'
import { residentBytes, watchUsage } from '../servers/usage.ts'
import type { Figures, Measure, Scenario } from './scenario.ts'

interface Load {
  readonly rooms: number
  readonly people: number
  readonly writers: number
  /** Letters of each writer. */
  readonly perSecond: number
  /** With each letter goes where its writer is now. */
  readonly carets?: boolean
}

/** People type at a human pace, and what it costs to bring that to the others is measured. */
function steadyTyping(name: string, title: string, load: Load, aims?: { cost: number; p99: number }): Scenario {
  return {
    name,
    title,
    measures: [
      aims ? { ...costMeasure, aim: aims.cost } : costMeasure,
      medianMeasure,
      aims ? { ...p99Measure, aim: aims.p99 } : p99Measure,
      rateMeasure,
      memoryMeasure,
    ],
    run: (kind, { seconds }) => measureTyping(kind, { ...load, seconds }),
  }
}

/** By the keys of the measures below. */
export async function measureTyping(kind: ServerKind, { seconds, ...load }: Load & { seconds: number }): Promise<Figures> {
  const server = await kind.open(load)
  const tally = openTally()
  const random = seededRandom(1)
  const rooms = await Promise.all(
    Array.from({ length: load.rooms }, (_, index) => openRoom(server, index, { ...load, tally, sample: index % 20 === 0 })),
  )
  const typing = rooms.flatMap(({ writers }) => writers.map((writer) => ({ act: () => writer.type(1) })))
  await allDelivered(tally)
  await doSteadily(typing, { perSecond: load.perSecond, seconds: warmUpSeconds, random })
  await allDelivered(tally)

  tally.latencies.clear()
  const before = tally.delivered
  const used = watchUsage(server.pid)
  await doSteadily(typing, { perSecond: load.perSecond, seconds, random })
  await allDelivered(tally)
  const usage = used()
  const memory = residentBytes(server.pid)
  rooms.forEach((room) => room.check())
  await Promise.all(rooms.map((room) => room.close()))
  await server.close()

  const delivered = tally.delivered - before
  return {
    cost: (usage.cpuSeconds / delivered) * 1e6,
    median: tally.latencies.quantile(0.5),
    p99: tally.latencies.quantile(0.99),
    rate: delivered / usage.seconds,
    memory: memory / 2 ** 20,
  }
}

const warmUpSeconds = 4

export const costMeasure: Measure = { key: 'cost', title: 'CPU s per million deliveries', digits: 1, better: 'less' }
const medianMeasure: Measure = { key: 'median', title: 'median ms', digits: 1, better: 'less' }
const p99Measure: Measure = { key: 'p99', title: 'p99 ms', digits: 1, better: 'less' }
const rateMeasure: Measure = { key: 'rate', title: 'deliveries/s', digits: 0, better: 'more' }
const memoryMeasure: Measure = { key: 'memory', title: 'MiB', digits: 0, better: 'less' }

export const manySmallMeetings = steadyTyping(
  'many',
  'Many small meetings: 200 rooms of 5, all typing 5 letters a second',
  { rooms: 200, people: 5, writers: 5, perSecond: 5 },
  { cost: 13, p99: 10 },
)

export const bigMeeting = steadyTyping(
  'big',
  'A big one: 1 room of 200, of whom 20 type 5 letters a second',
  { rooms: 1, people: 200, writers: 20, perSecond: 5 },
  { cost: 4.5, p99: 15 },
)

/** The same as people see it in a meeting: every letter also moves its writer's caret. */
export const manyWithCarets = steadyTyping('many-carets', 'Many small meetings, with a caret that moves at each letter', {
  rooms: 200,
  people: 5,
  writers: 5,
  perSecond: 5,
  carets: true,
})

export const bigWithCarets = steadyTyping('big-carets', 'A big one, with a caret that moves at each letter', {
  rooms: 1,
  people: 200,
  writers: 20,
  perSecond: 5,
  carets: true,
})
