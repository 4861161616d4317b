import { sleep } from '../load/random.ts'
import { openRoom } from '../load/room.ts'
import { typeFlatOut } from '../load/flatOut.ts'
import { allDelivered, openTally } from '../load/tally.ts'
import { watchUsage } from '../servers/usage.ts'
import type { Measure, Scenario } from './scenario.ts'

/** As fast as it goes: so many edits are under way at any moment, by ten people of each room, or by all if there are fewer. */
function flatOut(
  name: string,
  title: string,
  load: { rooms: number; people: number; inFlight: number },
  measured: (perSecond: { deliveries: number; edits: number }) => number,
  main: Measure,
): Scenario {
  return {
    name,
    title,
    measures: [main, ...otherMeasures],
    async run(kind, { seconds }) {
      const server = await kind.open(load)
      const tally = openTally()
      const writers = Math.min(10, load.people)
      const rooms = await Promise.all(
        Array.from({ length: load.rooms }, (_, index) => openRoom(server, index, { ...load, writers, tally, sample: true })),
      )
      await allDelivered(tally)
      const stop = typeFlatOut(rooms, load.inFlight)
      await sleep(warmUpMs)

      tally.latencies.clear()
      const before = tally.delivered
      const used = watchUsage(server.pid)
      const ownCpu = process.cpuUsage()
      await sleep(seconds * 1000)
      const delivered = tally.delivered - before
      const usage = used()
      const own = process.cpuUsage(ownCpu)
      stop()
      await allDelivered(tally)
      rooms.forEach((room) => room.check())
      await Promise.all(rooms.map((room) => room.close()))
      await server.close()

      const deliveries = delivered / usage.seconds
      return {
        rate: measured({ deliveries, edits: deliveries / (load.people - 1) }),
        p99: tally.latencies.quantile(0.99),
        cost: (usage.cpuSeconds / delivered) * 1e6,
        cores: usage.cpuSeconds / usage.seconds,
        generator: (own.user + own.system) / 1e6 / usage.seconds,
      }
    },
  }
}

const warmUpMs = 2000

const otherMeasures: readonly Measure[] = [
  { key: 'p99', title: 'p99 ms', digits: 1, better: 'less' },
  { key: 'cost', title: 'CPU s per million deliveries', digits: 2, better: 'less' },
  { key: 'cores', title: 'cores of the server', digits: 2, better: 'less' },
  { key: 'generator', title: 'cores of the generator', digits: 2, better: 'less' },
]

const millionDeliveries: Measure = { key: 'rate', title: 'million deliveries/s', digits: 2, better: 'more' }

export const flatOut50 = flatOut(
  'flat50',
  'Flat out: 1 room of 50, closed loop of 100 edits',
  { rooms: 1, people: 50, inFlight: 100 },
  ({ deliveries }) => deliveries / 1e6,
  { ...millionDeliveries, aim: 1.6 },
)

export const flatOut200 = flatOut(
  'flat200',
  'Flat out: 1 room of 200, closed loop of 100 edits',
  { rooms: 1, people: 200, inFlight: 100 },
  ({ deliveries }) => deliveries / 1e6,
  { ...millionDeliveries, aim: 3.3 },
)

export const durableEdits = flatOut(
  'durable',
  'Durable edits: 4 rooms of 5, closed loop of 100 edits each',
  { rooms: 4, people: 5, inFlight: 100 },
  ({ edits }) => edits,
  { key: 'rate', title: 'edits/s', digits: 0, better: 'more', aim: 30_000 },
)
