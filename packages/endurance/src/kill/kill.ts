import { type Random, seededRandom } from '../random.ts'
import type { Outcome, RunOptions, Scenario } from '../scenario.ts'
import { openServer, type Server, unhurriedSettings } from '../server.ts'
import { moment } from '../waiting.ts'
import { fill, prepareCompaction, snapshotsDue } from './compaction.ts'
import { beginReveal, judgeReveal, prepareReveal } from './reveal.ts'
import { type Cast, enter, openStage, type Stage } from '../people/stage.ts'
import { lookAt, takeDown } from '../people/takeDown.ts'
import { openWitnesses, type Witnesses } from '../people/witnesses.ts'

/**
 * In each cycle people write in every kind of document, some steadily and some flat out, until the server is killed: at any moment, or while it
 * starts, while it loads documents that people are just opening and writing in, while it stores a snapshot, or while it reveals parked ideas.
 * Nobody comes back. A newcomer then opens every document, and has to find all that somebody else had seen or that was called saved.
 */
export const kill: Scenario = {
  is: 'kill -9 at random moments: what was seen by others or called saved must be there after it',
  cycles: 300,
  run: runKills,
}

/** What the kill is aimed at. Whoever writes goes on meanwhile. */
const aims = ['typing', 'loading', 'compaction', 'reveal', 'start'] as const
type Aim = (typeof aims)[number]

/** After so many cycles a new folder: documents grow, and small ones are to be met again and again. */
const cyclesPerFolder = 12
const stagesPerFolder = 3
const typingMs = 400
const loadingMs = 60
const startingMs = 600

type Tally = ReturnType<typeof newTally>

function newTally() {
  return {
    kills: Object.fromEntries(aims.map((aim) => [aim, 0])) as Record<Aim, number>,
    reveals: { 'not begun': 0, 'half-way': 0, done: 0 },
    words: 0,
    acknowledged: 0,
    openings: 0,
    notYetAnswered: 0,
    snapshotsDue: 0,
    seenAndLost: 0,
    acknowledgedAndLost: 0,
    wordsLost: 0,
    notLoaded: 0,
    revealsHalfDone: 0,
    restartMs: [] as number[],
    faults: [] as string[],
  }
}

async function runKills({ main, cycles, seed, say }: RunOptions): Promise<Outcome> {
  const random = seededRandom(seed)
  const tally = newTally()
  for (let cycle = 0; cycle < cycles; cycle += cyclesPerFolder) {
    const server = await openServer({ main, environment: unhurriedSettings })
    try {
      await oneFolder({ server, random, tally, from: cycle, to: Math.min(cycles, cycle + cyclesPerFolder) })
    } catch (error) {
      tally.faults.push(`cycles from ${cycle}: the run could not go on with this folder: ${String(error)}`)
    } finally {
      await server.close()
    }
    const { seenAndLost, acknowledgedAndLost, notLoaded, faults } = tally
    say(
      `${Math.min(cycles, cycle + cyclesPerFolder)} kills: ${seenAndLost} seen and lost, ${acknowledgedAndLost} acknowledged and lost, ${notLoaded} not loaded, ${faults.length} faults`,
    )
  }
  return { is: 'ran', figures: figuresOf(tally), faults: tally.faults }
}

interface Folder {
  readonly server: Server
  readonly random: Random
  readonly tally: Tally
  readonly from: number
  readonly to: number
}

async function oneFolder({ server, random, tally, from, to }: Folder): Promise<void> {
  const witnesses = openWitnesses()
  const stages: Stage[] = []
  for (let index = 0; index < stagesPerFolder; index++) stages.push(await openStage(server, `Review ${index}`))
  const lookedAt = [...stages]
  for (let cycle = from; cycle < to; cycle++) {
    // Every aim in turn, so that a short run has them all.
    const aim = aims[cycle % aims.length] as Aim
    const fault = (what: string) => tally.faults.push(`cycle ${cycle} (${aim}): ${what}`)
    const judge = await oneKill({ server, random, tally, stages, lookedAt, witnesses, aim, hand: `c${cycle}` })
    tally.kills[aim] += 1
    await restart(server, tally)
    for (const what of (await judge?.()) ?? []) fault(what)
    await lookAt(server, lookedAt, witnesses, tally, fault)
    const errors = server.output().match(/^.*"level":(50|60).*$/gm) ?? []
    if (errors.length > 0) fault(`the server logged: ${errors.at(-1)}`)
  }
}

interface Kill {
  readonly server: Server
  readonly random: Random
  readonly tally: Tally
  /** Where people write in each cycle. */
  readonly stages: readonly Stage[]
  /** All that are looked at after each kill; what this one adds, ever after. */
  readonly lookedAt: Stage[]
  readonly witnesses: Witnesses
  readonly aim: Aim
  readonly hand: string
}

/** Ends with a dead server. What is returned looks at what only this kill can have broken, once the server runs again. */
async function oneKill({
  server,
  random,
  tally,
  stages,
  lookedAt,
  witnesses,
  aim,
  hand,
}: Kill): Promise<(() => Promise<string[]>) | null> {
  if (aim === 'loading') {
    // The server was warmed by those who looked at all: it has to be cold.
    await server.kill()
    await restart(server, tally)
  }
  const casts = stages.map((stage, index) => enter(server, stage, `${hand}s${index}`, random))
  const write = () => {
    for (const { typists } of casts)
      for (const typist of typists) typist.go(random.below(3) === 0 ? 'flat-out' : 'steadily', random)
  }
  let judge: (() => Promise<string[]>) | null = null

  switch (aim) {
    case 'loading':
      write()
      await moment(random.next() * loadingMs)
      break
    case 'typing':
    case 'start':
      await allSynced(casts)
      write()
      await moment(20 + random.next() * typingMs)
      break
    case 'compaction': {
      const { stage, cast } = await prepareCompaction(server, hand)
      await allSynced(casts)
      lookedAt.push(stage)
      casts.push(cast)
      write()
      await fill(cast, random)
      break
    }
    case 'reveal': {
      const trial = await prepareReveal(server, hand)
      await allSynced(casts)
      lookedAt.push(trial.stage)
      casts.push({ typists: [], onlookers: [trial.onlooker], clients: [trial.onlooker] })
      write()
      await moment(20)
      await beginReveal(server, trial, random)
      judge = async () => {
        const { was, faults } = await judgeReveal(server, trial)
        tally.reveals[was] += 1
        tally.revealsHalfDone += faults.length > 0 ? 1 : 0
        return [...faults]
      }
      break
    }
    default:
      return aim satisfies never
  }

  const diedBefore = !server.isRunning
  await server.kill()
  await takeDown(casts, witnesses, tally)
  if (aim === 'compaction') tally.snapshotsDue += await snapshotsDue(server.dataDir)
  if (aim === 'start') {
    const starting = server.start().catch(() => undefined) // that it ends before it listens is what is tried
    await moment(random.next() * startingMs)
    await server.kill()
    await starting
  }
  return diedBefore ? async () => [...((await judge?.()) ?? []), 'the server ended by itself'] : judge
}

async function allSynced(casts: readonly Cast[]): Promise<void> {
  await Promise.all(casts.flatMap(({ clients }) => clients.map((client) => client.whenSynced())))
}

async function restart(server: Server, tally: Tally): Promise<void> {
  const from = performance.now()
  await server.start()
  tally.restartMs.push(performance.now() - from)
}

function figuresOf(tally: Tally): Record<string, number | string> {
  const restarts = tally.restartMs.toSorted((a, b) => a - b)
  const ms = (index: number) => Math.round(restarts[index] ?? Number.NaN)
  return {
    kills: Object.values(tally.kills).reduce((sum, each) => sum + each, 0),
    'of them aimed at': Object.entries(tally.kills)
      .map(([aim, count]) => `${aim} ${count}`)
      .join(', '),
    'seen by others and lost, edits': tally.seenAndLost,
    'acknowledged and lost, edits': tally.acknowledgedAndLost,
    'of both, words not found': tally.wordsLost,
    'documents that did not load': tally.notLoaded,
    'reveals half-done': tally.revealsHalfDone,
    'words written': tally.words,
    'words acknowledged': tally.acknowledged,
    'documents opened by newcomers': tally.openings,
    'connections not yet answered at the kill': tally.notYetAnswered,
    'kills before or while a snapshot was stored': tally.snapshotsDue,
    'reveals found after the kill': Object.entries(tally.reveals)
      .map(([was, count]) => `${count} ${was}`)
      .join(', '),
    'restart, ms (median, longest)': `${ms(restarts.length >> 1)}, ${ms(restarts.length - 1)}`,
  }
}
