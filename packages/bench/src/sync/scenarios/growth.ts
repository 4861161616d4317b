import { measureJoins } from './joins.ts'
import type { Scenario } from './scenario.ts'
import { costMeasure, measureTyping } from './steadyTyping.ts'

/** One point of a plot. */
export interface GrowthScenario extends Scenario {
  readonly series: {
    readonly file: string
    readonly title: string
    readonly across: string
    readonly up: string
    readonly x: number
  }
}

const concerns: Scenario['concerns'] = ({ name }) =>
  ['ours', 'y-websocket', 'hocuspocus', 'floor-shared', 'floor-10ms'].includes(name)

const receivers = [5, 20, 50, 100, 200, 400].map((people): GrowthScenario => ({
  name: `receivers-${people}`,
  title: `1 room of ${people}, 20,000 deliveries a second`,
  measures: [costMeasure],
  concerns,
  series: {
    file: 'receivers',
    title: 'The more receivers',
    across: 'people in one room, 20,000 deliveries a second at each point',
    up: costMeasure.title,
    x: people,
  },
  run: (kind, { seconds }) => {
    const writers = Math.min(people, 20)
    return measureTyping(kind, { rooms: 1, people, writers, perSecond: 20_000 / (people - 1) / writers, seconds })
  },
}))

const rooms = [10, 50, 100, 200, 400].map((count): GrowthScenario => ({
  name: `rooms-${count}`,
  title: `${count} rooms of 5, all typing 5 letters a second`,
  measures: [costMeasure],
  concerns,
  series: {
    file: 'rooms',
    title: 'The more rooms',
    across: 'rooms of 5, all typing 5 letters a second',
    up: costMeasure.title,
    x: count,
  },
  run: (kind, { seconds }) => measureTyping(kind, { rooms: count, people: 5, writers: 5, perSecond: 5, seconds }),
}))

const sizes = [100, 1000, 3000, 10_000, 30_000].map((entries): GrowthScenario => ({
  name: `size-${entries}`,
  title: `100 people open ${entries} timeline entries`,
  measures: [{ key: 'cost', title: 'CPU ms a join', digits: 2, better: 'less' }],
  concerns,
  series: {
    file: 'size',
    title: 'The larger the document',
    across: 'timeline entries (10,000 are 1.4 MB)',
    up: 'CPU ms a join',
    x: entries,
  },
  run: (kind) => measureJoins(kind, { entries, theyHave: 'nothing', isTyped: false }),
}))

/** How cost grows, for the plots: not among the scenarios that are run unless asked for. */
export const growth: readonly GrowthScenario[] = [...receivers, ...rooms, ...sizes]
