import { seededRandom, sleep } from '../load/random.ts'
import { doSteadily } from '../load/steadily.ts'
import { openTally, unlessFault } from '../load/tally.ts'
import { openVisitor, type Visitor } from '../load/visitor.ts'
import { awarenessMessage } from '../load/wire.ts'
import { residentBytes, type Usage, watchUsage } from '../servers/usage.ts'
import type { Scenario } from './scenario.ts'

const rooms = 400
const people = 5

/** They have joined and said that they are there. Then nobody does anything; then all say it again every 15 s, as stock clients do. */
export const idle: Scenario = {
  name: 'idle',
  title: 'Idle: 2,000 connections in 400 rooms',
  measures: [
    { key: 'memory', title: 'KiB a connection', digits: 1, better: 'less', aim: 22 },
    { key: 'cpu', title: 'CPU ms/s', digits: 1, better: 'less', aim: 5 },
    { key: 'settled', title: 'CPU ms/s in the 20 s after', digits: 1, better: 'less' },
    { key: 'renewing', title: 'CPU ms/s with renewals', digits: 1, better: 'less' },
    { key: 'whole', title: 'MiB in all', digits: 0, better: 'less' },
  ],
  concerns: ({ is, name }) => is !== 'floor' || name === 'floor-shared', // they only differ in what they send
  async run(kind) {
    const server = await kind.open({ rooms, people })
    const tally = openTally()
    const before = residentBytes(server.pid)
    const visitors: Visitor[] = []
    // Room by room, as meetings begin: two thousand at the same moment would measure the crowd.
    for (let room = 0; room < rooms; room++) {
      const joined = Array.from({ length: people }, (_, person) => openVisitor(server, room, person, { tally }))
      await unlessFault(tally, Promise.all(joined.map(({ answered }) => answered)), () => 'not everybody was answered')
      visitors.push(...joined)
    }
    const renewing = visitors.map((visitor, index) => {
      let clock = 0
      return { act: () => visitor.send(awarenessMessage(1_300_000_000 + index, ++clock, { user: { name: `Person ${index}` } })) }
    })
    const sayAgain = (everySeconds: number) =>
      doSteadily(renewing, { perSecond: 1 / everySeconds, seconds: everySeconds, random: seededRandom(4) })
    await sayAgain(5)
    await sleep(2000)
    const usedIdle = watchUsage(server.pid)
    await sleep(20_000)
    const idleUsage = usedIdle()
    const after = residentBytes(server.pid)
    const usedSettled = watchUsage(server.pid)
    await sleep(20_000)
    const settledUsage = usedSettled()
    const usedRenewing = watchUsage(server.pid)
    await sayAgain(15)
    const renewingUsage = usedRenewing()
    if (tally.fault !== null) throw new Error(tally.fault)
    await Promise.all(visitors.map((visitor) => visitor.close()))
    await server.close()
    return {
      memory: (after - before) / visitors.length / 1024,
      cpu: msPerSecond(idleUsage),
      settled: msPerSecond(settledUsage),
      renewing: msPerSecond(renewingUsage),
      whole: after / 2 ** 20,
    }
  },
}

function msPerSecond({ cpuSeconds, seconds }: Usage): number {
  return (cpuSeconds / seconds) * 1000
}
