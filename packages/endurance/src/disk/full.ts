import * as Y from 'yjs'
import { type Cast, enter, openStage } from '../people/stage.ts'
import { lookAt, takeDown } from '../people/takeDown.ts'
import { openWitnesses } from '../people/witnesses.ts'
import { inspect } from '../database.ts'
import { seededRandom } from '../random.ts'
import type { Outcome, RunOptions, Scenario } from '../scenario.ts'
import { openServer, type Server, unhurriedSettings } from '../server.ts'
import { moment, until } from '../waiting.ts'
import { openSmallDisk, type SmallDisk } from './smallDisk.ts'
import { readDocument } from './storedDocuments.ts'

/**
 * The data folder lies on a disk of some MiB, which somebody else fills while people write. They write on for as many seconds as there are
 * cycles; then there is room again. Meanwhile nothing may be called saved that is not in the database, people are told, /healthz says so; and
 * within five seconds of there being room all is saved, and nothing that anybody wrote is gone.
 */
export const full: Scenario = {
  is: 'a full disk while people write for as many seconds as there are cycles',
  cycles: 30,
  run: runFull,
}

const diskBytes = 16 * 1024 * 1024
const recoverMs = 5_000

async function runFull({ main, cycles, seed, say }: RunOptions): Promise<Outcome> {
  const disk = await openSmallDisk(diskBytes)
  if ('skipped' in disk) return { is: 'skipped', why: disk.skipped }
  try {
    const server = await openServer({ main, dataDir: disk.path, environment: { ...unhurriedSettings, LOG_LEVEL: 'error' } })
    try {
      return await fillAndFree({ server, disk, seconds: cycles, seed, say })
    } finally {
      await server.close()
    }
  } finally {
    await disk.close()
  }
}

interface Run {
  readonly server: Server
  readonly disk: SmallDisk
  readonly seconds: number
  readonly seed: number
  readonly say: (line: string) => void
}

async function fillAndFree({ server, disk, seconds, seed, say }: Run): Promise<Outcome> {
  const random = seededRandom(seed)
  const witnesses = openWitnesses()
  const tally = {
    words: 0,
    acknowledged: 0,
    notYetAnswered: 0,
    openings: 0,
    notLoaded: 0,
    seenAndLost: 0,
    acknowledgedAndLost: 0,
    wordsLost: 0,
    faults: [] as string[],
  }
  const fault = (what: string) => tally.faults.push(what)
  const stages = [await openStage(server, 'Review 0'), await openStage(server, 'Review 1')]
  const casts = stages.map((stage, index) => enter(server, stage, `s${index}`, random))
  const typists = casts.flatMap((cast) => cast.typists)
  await Promise.all(casts.flatMap(({ clients }) => clients.map((client) => client.whenSynced())))
  for (const typist of typists) typist.go('steadily', random)
  const savedMore = async (what: string, withinMs: number) => {
    const before = typists.map(({ client }) => client.saved)
    const from = performance.now()
    await until(what, () => typists.every(({ client }, index) => client.saved > (before[index] ?? 0)), withinMs)
    return performance.now() - from
  }
  await savedMore('everybody has saved something', 5_000)

  await disk.fill()
  await until('everybody is told that nothing is saved', () =>
    typists.every(({ client }) => client.notices.includes('not-saved')),
  )
  say('the disk is full, and people know')
  if ((await fetch(`${server.url}/healthz`)).status !== 503) fault('/healthz did not say that nothing is saved')
  await moment(seconds * 1000)
  const wordsMeanwhile = typists.reduce((sum, { words, client }) => sum + words.length - client.saved, 0)
  const falseSaved = await countFalseSaved(server, casts)

  await disk.free()
  let recoveredMs = Number.NaN
  try {
    recoveredMs = await savedMore('all is saved once there is room', recoverMs)
  } catch (error) {
    fault(String(error))
  }
  const everything = typists.map((typist) => typist.words.length)
  for (const typist of typists) typist.stop()
  await Promise.all(typists.map(({ client }) => client.whenSaved())).catch((error: unknown) => fault(String(error)))
  if ((await fetch(`${server.url}/healthz`)).status !== 200) fault('/healthz did not recover')

  await server.kill()
  await takeDown(casts, witnesses, tally)
  const acknowledged = typists.map((typist) => typist.acknowledged()?.words.length ?? 0)
  const unsaved = everything.filter((words, index) => (acknowledged[index] ?? 0) < words).length
  if (unsaved > 0) fault(`${unsaved} writers have words that were never saved`)
  await server.start()
  await lookAt(server, stages, witnesses, tally, fault)
  return {
    is: 'ran',
    figures: {
      'seconds on a full disk': seconds,
      'words written meanwhile and not yet saved': wordsMeanwhile,
      'false Saved': falseSaved,
      'until all was saved again, ms': Math.round(recoveredMs),
      'seen by others and lost, edits': tally.seenAndLost,
      'acknowledged and lost, edits': tally.acknowledgedAndLost,
      'of both, words not found': tally.wordsLost,
      'documents that did not load': tally.notLoaded,
      'words written': tally.words,
    },
    faults: tally.faults,
  }
}

/** Writers who were told that something is saved that is not in the database. The server is held while its files are looked at. */
async function countFalseSaved(server: Server, casts: readonly Cast[]): Promise<number> {
  process.kill(server.pid, 'SIGSTOP')
  try {
    return await inspect(server.dataDir, (database) => {
      let count = 0
      for (const { client, acknowledged } of casts.flatMap(({ typists }) =>
        typists.map((typist) => ({ client: typist.client, acknowledged: typist.acknowledged() })),
      )) {
        const stored = readDocument(database, client.document)
        if (Y.getState(stored.store, client.doc.clientID) < (acknowledged?.clock ?? 0)) count += 1
      }
      return count
    })
  } finally {
    process.kill(server.pid, 'SIGCONT')
  }
}
