/**
 * The index of the log by document, written later than the rows. Rows of all documents stand in the log in the order in which they came, so a
 * commit writes one or two pages of it, however many documents it is for; the index costs a page for each document. So the newest rows are
 * indexed in memory, in a temporary table, and come into the file with a later commit, one document at a time, which then has several on its
 * page. The log alone says what there is: whatever it has after `log_indexed.up_to` is indexed in memory again when it is opened.
 *
 * An index that is damaged must cost nobody a row, nor keep any from being written: then new rows are indexed in memory alone, until the
 * operator has it mended.
 */
import { isCorrupt, unlessCorrupt } from './corruption.ts'
import type { SqlDatabase } from './driver.ts'
import { copyPlaces } from './logPlaces.ts'
import { inTransaction } from './transaction.ts'

export interface LogIndex {
  /**
   * Runs `append` in a transaction, and files along with it what is due. `add` is told of each row and gives the number under which it is to
   * stand in the log. `append` is run again if the index turns out to be damaged.
   */
  commit<T>(append: Append<T>): T
  /** Takes rows of a document, both ends included, out of the log and the index. To be called in a transaction. */
  remove(document: number, from: number, upTo: number): void
}

type Append<T> = (add: (document: number, seq: number) => number) => T

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
export function openLogIndex(db: SqlDatabase, onDamaged: () => void): LogIndex {
  db.exec(schema)
  const addOne = db.prepare('INSERT INTO temp.unfiled (document, seq, number) VALUES (?, ?, ?)')
  const fileDocument = db.prepare(
    'INSERT OR REPLACE INTO log_index SELECT document, seq, number FROM temp.unfiled WHERE document = ?',
  )
  const clearDocument = db.prepare('DELETE FROM temp.unfiled WHERE document = ?')
  const mark = db.prepare(
    'INSERT INTO log_indexed (id, up_to) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET up_to = excluded.up_to',
  )
  const removals = [
    `DELETE FROM log WHERE document = ?1 AND seq BETWEEN ?2 AND ?3
     AND number IN (SELECT number FROM log_place WHERE document = ?1 AND seq BETWEEN ?2 AND ?3)`,
    'DELETE FROM log_index WHERE document = ? AND seq BETWEEN ? AND ?',
    'DELETE FROM temp.unfiled WHERE document = ? AND seq BETWEEN ? AND ?',
  ].map((sql) => db.prepare(sql))

  let isSound = true
  let marked = readMark()
  /** By document, the one first whose oldest row is the oldest. */
  const unfiled = new Map<number, Unfiled>()
  let unfiledRows = 0
  let next = Math.max(findUnfiled(), marked) + 1

  return {
    commit(append) {
      const progress = { isFiling: false }
      try {
        return commitOnce(append, progress)
      } catch (error) {
        if (!progress.isFiling || !isCorrupt(error)) throw error
        giveUpFile()
        return commitOnce(append, progress)
      }
    },

    remove(document, from, upTo) {
      for (const removal of removals) removal.run(document, from, upTo)
    },
  }

  /** What it does to the state here comes after the commit: a transaction that is rolled back leaves no trace. */
  function commitOnce<T>(append: Append<T>, progress: { isFiling: boolean }): T {
    const filed: number[] = []
    const added = new Map<number, Unfiled>()
    let number = next
    let newMark = marked
    const result = inTransaction(db, () => {
      progress.isFiling = isSound
      if (isSound) newMark = fileDue(filed)
      progress.isFiling = false
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
  }

  /** Files some, and gives the mark to keep. */
  function fileDue(filed: number[]): number {
    let left = unfiledRows
    let oldest = next
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
  }

  function giveUpFile(): void {
    if (isSound) onDamaged()
    isSound = false
  }

  function readMark(): number {
    try {
      const row = db.prepare('SELECT up_to FROM log_indexed').get() as { up_to: number } | undefined
      return row?.up_to ?? 0
    } catch (error) {
      if (!isCorrupt(error)) throw error
      giveUpFile()
      return 0
    }
  }

  /** Indexes in memory what is not in the file's index. The number of the last row. */
  function findUnfiled(): number {
    const { last, isWhole } = copyPlaces(db, 'temp.unfiled', { after: marked, unless: 'main.log_index' })
    // What is missing is noticed by whoever reads its document; the mark must not pass it.
    if (!isWhole) giveUpFile()
    const found = db.prepare('SELECT document, number FROM temp.unfiled ORDER BY number').all()
    for (const { document, number } of found as { document: number; number: number }[]) count(unfiled, document, number)
    unfiledRows = found.length
    return last
  }
}

/** The largest id that a document ever had here: that of one whose name was lost is not given to another, who would have its rows. */
export function lastDocumentId(db: SqlDatabase): number {
  const largestOf = (column: string, table: string): number =>
    (db.prepare(`SELECT coalesce(max(${column}), 0) AS id FROM ${table}`).get() as { id: number }).id
  const indexed =
    unlessCorrupt(() => largestOf('document', 'log_index')) ?? unlessCorrupt(() => largestOf('document', 'log')) ?? 0
  return Math.max(largestOf('id', 'document'), largestOf('document', 'temp.unfiled'), indexed)
}

function count(counts: Map<number, Unfiled>, document: number, first: number, rows = 1): void {
  const before = counts.get(document)
  counts.set(document, { first: before?.first ?? first, rows: (before?.rows ?? 0) + rows })
}

/** An entry for a row that was taken away may name another's number by now: it has to be the row that it says. */
const rowsThrough = (index: string): string =>
  `SELECT place.document, place.seq, place.number, log.at, log.bytes, log.crc32, log.authors FROM ${index} AS place
   JOIN main.log AS log ON log.number = place.number AND log.document = place.document AND log.seq = place.seq`

const schema = `
  PRAGMA temp_store = MEMORY;
  CREATE TEMP TABLE unfiled (
    document INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (document, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TEMP VIEW log_place AS
    SELECT document, seq, number FROM main.log_index UNION ALL SELECT document, seq, number FROM temp.unfiled;
  CREATE TEMP VIEW log_row AS ${rowsThrough('main.log_index')} UNION ALL ${rowsThrough('temp.unfiled')};
`
