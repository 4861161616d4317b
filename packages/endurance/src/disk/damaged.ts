import { existsSync, statSync, truncateSync } from 'node:fs'
import { openClient } from '../clients.ts'
import { databasePath, inspect, openDatabase } from '../database.ts'
import { openStage, type Stage } from '../people/stage.ts'
import { openTypist } from '../people/typist.ts'
import { wordsOf } from '../people/words.ts'
import { type Random, seededRandom } from '../random.ts'
import type { Outcome, RunOptions, Scenario } from '../scenario.ts'
import { openServer, type Server, unhurriedSettings } from '../server.ts'
import { until } from '../waiting.ts'
import { rowsOf } from './storedDocuments.ts'

/**
 * In each cycle a disk gives back other bytes than it got, while the server is down: a row of one board's log, a snapshot of another, the end of
 * the write-ahead log. The damaged board can be read as far as it goes, its writers are told, nothing is called saved or written to it. All
 * other documents are whole and can be written.
 */
export const damaged: Scenario = {
  is: 'a damaged row, a damaged snapshot, a torn write-ahead log: the rest is whole, and nothing is written over',
  cycles: 20,
  run: runDamaged,
}

async function runDamaged({ main, cycles, seed, say }: RunOptions): Promise<Outcome> {
  const random = seededRandom(seed)
  const tally = { rows: 0, snapshots: 0, tornLogs: 0, kept: 0, beyondRepair: 0, faults: [] as string[] }
  for (let cycle = 0; cycle < cycles; cycle++) {
    const server = await openServer({ main, environment: unhurriedSettings })
    const fault = (what: string) => tally.faults.push(`cycle ${cycle}: ${what}`)
    try {
      const round = { server, random, tally, fault }
      await damageRowAndSnapshot(round)
      await tearLog(round)
    } catch (error) {
      fault(`the run could not go on: ${String(error)}`)
    } finally {
      await server.close()
    }
    say(`${cycle + 1} rounds, ${tally.faults.length} faults`)
  }
  return {
    is: 'ran',
    figures: {
      'damaged rows': tally.rows,
      'damaged snapshots': tally.snapshots,
      'torn write-ahead logs': tally.tornLogs,
      'words before or beside a damaged row, readable': tally.kept,
      'words that build upon a damaged row': tally.beyondRepair,
    },
    faults: tally.faults,
  }
}

interface Round {
  readonly server: Server
  readonly random: Random
  readonly tally: { rows: number; snapshots: number; tornLogs: number; kept: number; beyondRepair: number }
  readonly fault: (what: string) => void
}

const wordsEach = 8

async function damageRowAndSnapshot({ server, random, tally, fault }: Round): Promise<void> {
  const [row, snapshot, whole] = [
    await openStage(server, 'Row'),
    await openStage(server, 'Snapshot'),
    await openStage(server, 'Whole'),
  ]
  const rowWords = [await writeWords(server, row, 0, 'a'), await writeWords(server, row, 1, 'b')]
  const snapshotWords = await writeWords(server, snapshot, 0, 'c', 24_000)
  const wholeWords = await writeWords(server, whole, 0, 'd')
  const boards = { row: boardOf(row), snapshot: boardOf(snapshot) }
  await server.stop()

  // Somewhere after the paragraphs were made: what is before it can still be read.
  const { seq, before } = await flipBytes(server, boards, random)
  tally.rows += 1
  tally.snapshots += 1
  await server.start()

  const reader = openClient(server, boards.row, row.observer.token)
  await reader.whenSynced()
  const left = new Set(wordsOf(boards.row, reader.doc))
  // One client's words build upon one another, and not on the other's.
  const [damagedWords, otherWords] = left.has(rowWords[1]?.at(-1) ?? '') ? rowWords : rowWords.toReversed()
  const lost = [...(otherWords ?? [])].filter((word) => !left.has(word))
  if (lost.length > 0) fault(`${lost.length} words are gone that do not build upon the damaged row ${seq}`)
  tally.kept += left.size
  tally.beyondRepair += (damagedWords ?? []).filter((word) => !left.has(word)).length

  const writer = openTypist(server, boards.row, row.participants[0]?.token ?? '', 'e')
  await until('a writer of the damaged board is told', () => writer.client.notices.includes('damaged'))
  writer.write()
  await checkWhole(server, whole, wholeWords, 'another board', fault)
  await checkWhole(server, snapshot, snapshotWords, 'a board whose snapshot is damaged', fault)
  if (writer.client.saved > 0) fault('a word in a damaged board was called saved')
  reader.cut()
  if ((await fetch(`${server.url}/healthz`)).status !== 200) fault('/healthz sends people away because of one document')
  await server.kill()
  const after = await inspect(server.dataDir, (database) => rowsOf(database, boards.row))
  if (after.join() !== before.join()) fault('the log of the damaged board was written')
}

/** The newest words of a log may be lost with its end, but not those in between, and nothing else. */
async function tearLog({ server, random, tally, fault }: Round): Promise<void> {
  await server.start()
  const stage = await openStage(server, 'Torn')
  const words = await writeWords(server, stage, 0, 'f')
  await server.kill()
  const log = `${databasePath(server.dataDir)}-wal`
  if (!existsSync(log)) return fault('there was no write-ahead log to tear')
  const { size } = statSync(log)
  truncateSync(log, size - 1 - random.below(Math.floor(size / 20)))
  tally.tornLogs += 1
  await server.start()
  const reader = openClient(server, boardOf(stage), stage.observer.token)
  await reader.whenSynced()
  const left = wordsOf(boardOf(stage), reader.doc)
  if (left.length === 0 || left.join() !== words.slice(0, left.length).join())
    fault('what a torn log left is not the beginning of it')
  await checkWhole(server, stage, left, 'a board of a torn log', fault)
  await server.stop()
}

function boardOf({ observer }: Stage): string {
  return observer.documents.board
}

/** Each is a row of its own. Returns them in the order in which they were saved. */
async function writeWords(server: Server, stage: Stage, participant: number, hand: string, filler = 0): Promise<string[]> {
  const typist = openTypist(server, boardOf(stage), stage.participants[participant]?.token ?? '', hand)
  await typist.client.whenSynced()
  for (let count = 0; count < wordsEach; count++) {
    typist.write(filler)
    await typist.client.whenSaved()
  }
  typist.client.cut()
  return [...typist.words]
}

/** Changes one byte of a row and of a snapshot, as a disk does: their checksums stay. */
async function flipBytes(
  server: Server,
  boards: { row: string; snapshot: string },
  random: Random,
): Promise<{ seq: number; before: string[] }> {
  const database = await openDatabase(databasePath(server.dataDir))
  try {
    const flip = (table: 'log' | 'snapshot', document: string, seq: number) => {
      const where = `FROM ${table} WHERE seq = ? AND document = (SELECT id FROM document WHERE name = ?)`
      const { bytes } = database.prepare(`SELECT bytes ${where}`).get(seq, document) as { bytes: Uint8Array }
      const flipped = Uint8Array.from(bytes)
      const at = random.below(flipped.length)
      flipped[at] = (flipped[at] ?? 0) ^ (1 + random.below(255))
      database
        .prepare(`UPDATE ${table} SET bytes = ? WHERE seq = ? AND document = (SELECT id FROM document WHERE name = ?)`)
        .run(flipped, seq, document)
    }
    const rows = rowsOf(database, boards.row).length
    const seq = 3 + random.below(rows - 3)
    flip('log', boards.row, seq)
    const { newest } = database
      .prepare('SELECT max(seq) AS newest FROM snapshot WHERE document = (SELECT id FROM document WHERE name = ?)')
      .get(boards.snapshot) as { newest: number | null }
    if (newest === null) throw new Error('There is no snapshot to damage.')
    flip('snapshot', boards.snapshot, newest)
    return { seq, before: rowsOf(database, boards.row) }
  } finally {
    database.close()
  }
}

/** All words are there, and more can be written and are saved. */
async function checkWhole(
  server: Server,
  stage: Stage,
  words: readonly string[],
  what: string,
  fault: (what: string) => void,
): Promise<void> {
  const typist = openTypist(server, boardOf(stage), stage.participants[1]?.token ?? '', `z${words.length}`)
  await typist.client.whenSynced()
  const there = new Set(wordsOf(boardOf(stage), typist.client.doc))
  const missing = words.filter((word) => !there.has(word))
  if (missing.length > 0) fault(`${missing.length} words are gone of ${what}`)
  typist.write()
  await typist.client.whenSaved()
  typist.client.cut()
}
