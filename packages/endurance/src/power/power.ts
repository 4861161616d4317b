import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Cast, enter, openStage } from '../people/stage.ts'
import { lookAt, takeDown } from '../people/takeDown.ts'
import { openWitnesses } from '../people/witnesses.ts'
import { type Random, seededRandom } from '../random.ts'
import type { Outcome, RunOptions, Scenario } from '../scenario.ts'
import { openServer, type Server, unhurriedSettings } from '../server.ts'
import { moment, until } from '../waiting.ts'
import { type FailingDisk, openFailingDisk } from './failingDisk.ts'

/**
 * People write on a disk that fails: fsync, writes or both give EIO for a while, and in the end the power is cut, at any moment, also while it
 * fails. Whatever has no successful fsync behind it is then taken away, as a disk would, and what an fsync failed for is gone for good. A server
 * on what is left has to have all that somebody else had seen, or that was called saved.
 */
export const power: Scenario = {
  is: 'fsync and writes that fail, and power cuts that take away all that was not fsynced',
  cycles: 60,
  run: runPower,
}

const cyclesPerFolder = 6
/** From the issue: how soon all is well again once the disk works. */
const recoverMs = 5_000

type Tally = ReturnType<typeof newTally>

function newTally() {
  return {
    cuts: 0,
    failures: 0,
    cutsWhileFailing: 0,
    durable: 0,
    unsynced: 0,
    lost: 0,
    doomed: 0,
    words: 0,
    acknowledged: 0,
    savedWhileFailing: 0,
    longestRecoveryMs: 0,
    seenAndLost: 0,
    acknowledgedAndLost: 0,
    wordsLost: 0,
    notLoaded: 0,
    openings: 0,
    notYetAnswered: 0,
    faults: [] as string[],
  }
}

async function runPower({ main, cycles, seed, say }: RunOptions): Promise<Outcome> {
  const disk = await openFailingDisk()
  if ('skipped' in disk) return { is: 'skipped', why: disk.skipped }
  const plan = seededRandom(seed)
  const random = seededRandom(seed + 1)
  const tally = newTally()
  try {
    for (let cycle = 0; cycle < cycles; cycle += cyclesPerFolder) {
      const to = Math.min(cycles, cycle + cyclesPerFolder)
      try {
        await oneFolder({ main, disk, plan, random, tally, from: cycle, to })
      } catch (error) {
        tally.faults.push(`cycles from ${cycle}: the run could not go on with this folder: ${String(error)}`)
      }
      say(
        `${to} power cuts: ${tally.seenAndLost} seen and lost, ${tally.acknowledgedAndLost} acknowledged and lost, ${tally.faults.length} faults`,
      )
    }
  } finally {
    await disk.close()
  }
  return { is: 'ran', figures: figuresOf(tally), faults: tally.faults }
}

interface Folder {
  readonly main: string
  readonly disk: FailingDisk
  /** Decides when what fails. Nothing else takes from it, so that a seed stands for the same failures however the typists get on. */
  readonly plan: Random
  readonly random: Random
  readonly tally: Tally
  readonly from: number
  readonly to: number
}

async function oneFolder({ main, disk, plan, random, tally, from, to }: Folder): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'second-story-power-'))
  await disk.fail([])
  const server = await openServer({ main, dataDir, environment: { ...unhurriedSettings, ...disk.environment } })
  const witnesses = openWitnesses()
  try {
    const stages = [await openStage(server, 'Review 0'), await openStage(server, 'Review 1')]
    for (let cycle = from; cycle < to; cycle++) {
      const casts = stages.map((stage, index) => enter(server, stage, `c${cycle}s${index}`, random))
      await Promise.all(casts.flatMap(({ clients }) => clients.map((client) => client.whenSynced())))
      for (const typist of casts.flatMap(({ typists }) => typists))
        typist.go(random.below(3) === 0 ? 'flat-out' : 'steadily', random)
      await writeUntilThePowerFails({ server, disk, plan, tally, casts, cycle })
      await server.kill()
      await takeDown(casts, witnesses, tally)
      await disk.fail([])
      const cut = await disk.cutPower(random)
      for (const what of ['durable', 'unsynced', 'lost', 'doomed'] as const) tally[what] += cut[what]
      tally.cuts += 1
      await server.start()
      await lookAt(server, stages, witnesses, tally, (what) => tally.faults.push(`cycle ${cycle}: ${what}`))
    }
  } finally {
    await server.close()
    await disk.forget()
    await rm(dataDir, { recursive: true, force: true })
  }
}

interface Writing {
  readonly server: Server
  readonly disk: FailingDisk
  readonly plan: Random
  readonly tally: Tally
  readonly casts: readonly Cast[]
  readonly cycle: number
}

/** Up to two failures of the disk, the last of which may still be on when this resolves. */
async function writeUntilThePowerFails({ server, disk, plan, tally, casts, cycle }: Writing): Promise<void> {
  const typists = casts.flatMap((cast) => cast.typists)
  await moment(30 + plan.next() * 200)
  for (let failures = plan.below(3); failures > 0; failures--) {
    tally.failures += 1
    const heard = typists.map(({ client }) => client.notices.length)
    const what = plan.pick([['fsync'], ['write'], ['fsync', 'write']] as const)
    await disk.fail(what)
    await moment(plan.next() * 30) // its first moments, too, are moments to lose the power in
    if (plan.below(4) === 0) return void (tally.cutsWhileFailing += 1)
    // Everybody is told, who writes.
    const told = () => typists.every(({ client }, index) => client.notices.includes('not-saved', heard[index]))
    await until('people are told that nothing is saved', told).catch((error: Error) => {
      tally.faults.push(`cycle ${cycle}: ${error.message}`)
    })
    // With every fsync or write failing nothing becomes durable, so nothing may be called saved.
    const before = typists.map(({ client }) => client.saved)
    await moment(100 + plan.next() * 400)
    tally.savedWhileFailing += typists.filter(({ client }, index) => client.saved !== before[index]).length
    if (plan.below(3) === 0) return void (tally.cutsWhileFailing += 1)
    await disk.fail([])
    const healedAt = performance.now()
    const tokens = typists.map(({ client }) => client.saved)
    await until(
      'all is saved once the disk works',
      () => typists.every(({ client }, index) => client.saved > (tokens[index] ?? 0)),
      recoverMs,
    ).catch((error: Error) => {
      tally.faults.push(`cycle ${cycle}: ${error.message}`)
    })
    tally.longestRecoveryMs = Math.max(tally.longestRecoveryMs, performance.now() - healedAt)
    if (!server.isRunning) tally.faults.push(`cycle ${cycle}: the server ended by itself`)
    await moment(plan.next() * 200)
  }
}

function figuresOf(tally: Tally): Record<string, number | string> {
  return {
    'power cuts': tally.cuts,
    'of them while the disk failed': tally.cutsWhileFailing,
    'failures of the disk': tally.failures,
    'seen by others and lost, edits': tally.seenAndLost,
    'acknowledged and lost, edits': tally.acknowledgedAndLost,
    'of both, words not found': tally.wordsLost,
    'documents that did not load': tally.notLoaded,
    'called saved while every fsync or write failed': tally.savedWhileFailing,
    'longest until all was saved again, ms': Math.round(tally.longestRecoveryMs),
    'words written': tally.words,
    'words acknowledged': tally.acknowledged,
    'writes with an fsync behind them': tally.durable,
    'writes without one at a cut': tally.unsynced,
    'of them taken away': tally.lost,
    'writes whose fsync failed, taken away': tally.doomed,
  }
}
