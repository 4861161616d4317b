/**
 * The index of the log by document, written later than the rows. Rows of all documents stand in the log in the order in which they came, so a
 * commit writes one or two pages of it, however many documents it is for; the index costs a page for each document. So the newest rows are
 * indexed in memory, in a temporary table, and come into the file with a later commit, one document at a time, which then has several on its
 * page. The log alone says what there is: whatever it has after `log_indexed.up_to` is indexed in memory again when it is opened.
 *
 * An index that is damaged must cost nobody a row, nor keep any from being written. So where one page of the file is torn, or a row is found
 * that it lacks, it is not trusted any more: all rows are then indexed in memory, from the log, until the operator has it mended.
 */
import { isCorrupt, unlessCorrupt } from './corruption.ts'
import type { SqlDatabase } from './driver.ts'
import { copyPlaces } from './logPlaces.ts'
import { inTransaction } from './transaction.ts'

/** Whether the index in the file is trusted. It outlives handles: once lost, trust does not come back before the next start. */
export class IndexTrust {
  private lost = false
  private readonly onLost: () => void

  constructor(onLost: () => void) {
    this.onLost = onLost
  }

  get isLost(): boolean {
    return this.lost
  }

  lose(): void {
    if (!this.lost) this.onLost()
    this.lost = true
  }
}

/** What was asked can be answered by a handle that is opened anew, without the file's index. */
export class DistrustedIndexError extends Error {
  override readonly name = 'DistrustedIndexError'
  /** SQLite's for what is corrupt, so that the handle is given up. */
  readonly errcode = 11
}

export interface LogIndex {
  /**
   * Runs `append` in a transaction, and before it files what is due. `add` is told of each row and gives the number under which it is to
   * stand in the log.
   */
  commit<T>(append: (add: (document: number, seq: number) => number) => T): T
  /** Takes rows of a document, both ends included, out of the log and the index. To be called in a transaction. */
  remove(document: number, from: number, upTo: number): void
  /** The largest id of a document that has rows. Throws `DistrustedIndexError`. */
  lastDocument(): number
  /** Whether `error` says that a page is torn that is not the index's. Throws `DistrustedIndexError` while it may be. */
  isTorn(error: unknown): boolean
  /** To be told that some rows are not to be found by the index: throws `DistrustedIndexError` if the log has them nevertheless. */
  missed(document: number, found: number, after: number, upTo: number): void
}

/** From so many rows on each commit files one document. */
const filedFrom = 512
/** So many rows may be in memory: they, and little more, are what is looked for when the log is opened. */
const mostUnfiled = 20_000
/** How many rows may have been filed since `up_to` was written: it costs a page, too. */
const filedBetweenMarks = 1_000

interface Unfiled {
  readonly first: number
  readonly rows: number
}

/**
 * For one handle. The views that it makes are what the log is read through: `log_row`, rows by document and seq; and `log_place`, the same from the
 * index alone, which reads no page of the log and may go on naming a row that is not there any more.
 */
export function openLogIndex(db: SqlDatabase, trust: IndexTrust): LogIndex {
  db.exec(unfiledTable)
  let marked = readMark()
  let next = indexInMemory() + 1
  const indexes = trust.isLost ? ['temp.unfiled'] : ['main.log_index', 'temp.unfiled']
  db.exec(viewsOf(indexes))
  const { unfiled, unfiledRows: found } = countUnfiled(db)
  let unfiledRows = found

  const addOne = db.prepare('INSERT INTO temp.unfiled (document, seq, number) VALUES (?, ?, ?)')
  const fileDocument = db.prepare(
    'INSERT OR REPLACE INTO log_index SELECT document, seq, number FROM temp.unfiled WHERE document = ?',
  )
  const clearDocument = db.prepare('DELETE FROM temp.unfiled WHERE document = ?')
  const mark = db.prepare('UPDATE log_indexed SET up_to = ?')
  const countRows = db.prepare('SELECT count(*) AS rows FROM log WHERE document = ? AND seq > ? AND seq <= ?')
  const removals = [
    `DELETE FROM log WHERE document = ?1 AND seq BETWEEN ?2 AND ?3
     AND number IN (SELECT number FROM log_place WHERE document = ?1 AND seq BETWEEN ?2 AND ?3)`,
    ...indexes.map((each) => `DELETE FROM ${each} WHERE document = ? AND seq BETWEEN ? AND ?`),
  ].map((sql) => db.prepare(sql))
  /** Documents of which the log has been found to lack rows, too. */
  const lacking = new Set<number>()

  return {
    commit(append) {
      // What changes here changes after the commit: a transaction that is rolled back leaves no trace.
      const filed: number[] = []
      const added = new Map<number, Unfiled>()
      let number = next
      let newMark = marked
      const result = inTransaction(db, () => {
        if (!trust.isLost) newMark = fileDue(filed)
        return append((document, seq) => {
          addOne.run(document, seq, number)
          count(added, document, number)
          number += 1
          return number - 1
        })
      })
      for (const document of filed) {
        unfiledRows -= unfiled.get(document)?.rows ?? 0
        unfiled.delete(document)
      }
      for (const [document, { first, rows }] of added) count(unfiled, document, first, rows)
      unfiledRows += number - next
      next = number
      marked = newMark
      return result
    },

    remove(document, from, upTo) {
      for (const removal of removals) removal.run(document, from, upTo)
    },

    lastDocument() {
      // One by one: of a union SQLite would look at every entry.
      const lastOf = indexes.map((each) => db.prepare(`SELECT coalesce(max(document), 0) AS last FROM ${each}`))
      try {
        return Math.max(...lastOf.map((find) => (find.get() as { last: number }).last))
      } catch (error) {
        if (isCorrupt(error)) distrust(error)
        throw error
      }
    },

    isTorn(error) {
      if (error instanceof DistrustedIndexError) throw error
      if (!isCorrupt(error)) return false
      if (!trust.isLost) distrust(error)
      return true
    },

    missed(document, found, after, upTo) {
      if (trust.isLost || lacking.has(document)) return
      const there = unlessCorrupt(() => (countRows.get(document, after, upTo) as { rows: number }).rows)
      if (there !== found) distrust()
      lacking.add(document)
    },
  }

  function distrust(cause?: unknown): never {
    trust.lose()
    throw new DistrustedIndexError('The index of the log is damaged.', { cause })
  }

  /** Files some, and gives the mark to keep. */
  function fileDue(filed: number[]): number {
    let left = unfiledRows
    let oldest = next
    try {
      for (const [document, { first, rows }] of unfiled) {
        oldest = first
        if (left < (filed.length === 0 ? filedFrom : mostUnfiled)) break
        fileDocument.run(document)
        clearDocument.run(document)
        filed.push(document)
        left -= rows
        oldest = next
      }
      if (oldest - 1 - marked < filedBetweenMarks) return marked
      mark.run(oldest - 1)
      return oldest - 1
    } catch (error) {
      if (isCorrupt(error)) distrust(error)
      throw error
    }
  }

  function readMark(): number {
    const row = unlessCorrupt(() => db.prepare('SELECT up_to FROM log_indexed').get() as { up_to: number } | undefined)
    if (row === undefined) trust.lose()
    return row?.up_to ?? 0
  }

  /** What is not in the file's index, or, where that is not trusted, everything. The largest number that may be in use. */
  function indexInMemory(): number {
    const found = trust.isLost
      ? undefined
      : unlessCorrupt(() => {
          db.prepare(newRows).run(marked)
          return (db.prepare('SELECT coalesce(max(number), 0) AS last FROM log').get() as { last: number }).last
        })
    if (found !== undefined) return Math.max(found, marked)
    trust.lose()
    db.exec('DELETE FROM temp.unfiled')
    return Math.max(copyPlaces(db, 'temp.unfiled'), marked)
  }
}

/** By document, the one first whose oldest row is the oldest. */
function countUnfiled(db: SqlDatabase): { unfiled: Map<number, Unfiled>; unfiledRows: number } {
  const found = db
    .prepare('SELECT document, min(number) AS first, count(*) AS rows FROM temp.unfiled GROUP BY document ORDER BY first')
    .all() as (Unfiled & { document: number })[]
  const unfiled = new Map(found.map(({ document, first, rows }) => [document, { first, rows }]))
  return { unfiled, unfiledRows: found.reduce((sum, { rows }) => sum + rows, 0) }
}

function count(counts: Map<number, Unfiled>, document: number, first: number, rows = 1): void {
  const before = counts.get(document)
  counts.set(document, { first: before?.first ?? first, rows: (before?.rows ?? 0) + rows })
}

const unfiledTable = `
  PRAGMA temp_store = MEMORY;
  CREATE TEMP TABLE unfiled (
    document INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (document, seq)
  ) STRICT, WITHOUT ROWID`

const newRows = `
  INSERT INTO temp.unfiled SELECT document, seq, number FROM log WHERE number > ? AND NOT EXISTS
    (SELECT 1 FROM log_index AS there
     WHERE there.document = log.document AND there.seq = log.seq AND there.number = log.number)`

function viewsOf(indexes: readonly string[]): string {
  const all = (select: (index: string) => string) => indexes.map(select).join(' UNION ALL ')
  return `
    CREATE TEMP VIEW log_place AS ${all((index) => `SELECT document, seq, number FROM ${index}`)};
    CREATE TEMP VIEW log_row AS ${all(rowsThrough)}`
}

/** An entry for a row that was taken away may name another's number by now: it has to be the row that it says. */
const rowsThrough = (index: string): string =>
  `SELECT place.document, place.seq, place.number, log.at, log.bytes, log.crc32, log.authors FROM ${index} AS place
   JOIN main.log AS log ON log.number = place.number AND log.document = place.document AND log.seq = place.seq`
