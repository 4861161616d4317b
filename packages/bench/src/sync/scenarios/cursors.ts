import { seededRandom } from '../load/random.ts'
import { doSteadily } from '../load/steadily.ts'
import { allDelivered, openTally, unlessFault } from '../load/tally.ts'
import { openVisitor } from '../load/visitor.ts'
import { awarenessMessage } from '../load/wire.ts'
import { watchUsage } from '../servers/usage.ts'
import type { Scenario } from './scenario.ts'

const people = 100
const movesPerSecond = 10

/**
 * A move that a later one of the same person overtook counts as delivered when the later one is: people want to see where a cursor is, not
 * where it was.
 */
export const cursors: Scenario = {
  name: 'cursors',
  title: 'Cursors: 100 people, 10 moves a second each',
  measures: [
    { key: 'cost', title: 'CPU s per million', digits: 2, better: 'less', aim: 1.2 },
    { key: 'median', title: 'median ms', digits: 1, better: 'less', aim: 30 },
    { key: 'p99', title: 'p99 ms', digits: 1, better: 'less' },
    { key: 'told', title: 'moves told one by one, %', digits: 0, better: 'more' },
  ],
  async run(kind, { seconds }) {
    const server = await kind.open({ rooms: 1, people })
    const tally = openTally()
    let told = 0
    const sentAt = Array.from({ length: people }, () => [0])
    const persons = Array.from({ length: people }, (_, person) => {
      const seen = new Uint32Array(people)
      return openVisitor(server, 0, person, {
        tally,
        onPresence(states) {
          const now = performance.now()
          for (const { clientId, state } of states) {
            const other = clientId - firstClient
            const move = Number(/"move":(\d+)/.exec(state)?.[1] ?? 0)
            const before = seen[other] ?? 0
            if (other === person || move <= before) continue
            seen[other] = move
            told += 1
            tally.delivered += move - before
            tally.latencies.add(now - (sentAt[other]?.[move] ?? now))
          }
        },
      })
    })
    await unlessFault(tally, Promise.all(persons.map(({ answered }) => answered)), () => 'not everybody was answered')
    const moving = persons.map((visitor, person) => ({
      act() {
        const moves = sentAt[person] ?? []
        const move = moves.push(performance.now()) - 1
        tally.due += people - 1
        visitor.send(awarenessMessage(firstClient + person, move, stateOf(person, move)))
      },
    }))
    await doSteadily(moving, { perSecond: movesPerSecond, seconds: 2, random: seededRandom(2) })
    await allDelivered(tally)

    tally.latencies.clear()
    told = 0
    const before = tally.delivered
    const used = watchUsage(server.pid)
    await doSteadily(moving, { perSecond: movesPerSecond, seconds, random: seededRandom(3) })
    await allDelivered(tally)
    const usage = used()
    await Promise.all(persons.map((person) => person.close()))
    await server.close()
    const delivered = tally.delivered - before
    return {
      cost: (usage.cpuSeconds / delivered) * 1e6,
      median: tally.latencies.quantile(0.5),
      p99: tally.latencies.quantile(0.99),
      told: (told / delivered) * 100,
    }
  },
}

const firstClient = 1_200_000_000

/** As an editor says where one is, and who. */
function stateOf(person: number, move: number): unknown {
  return { user: { name: `Person ${person}`, color: '#30bced' }, cursor: { in: 'timeline', entry: `entry-${person}`, move } }
}
