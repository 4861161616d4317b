/**
 * The index of the log by document, written later than the rows. Rows of all documents stand in the log in the order in which they came, so a
 * commit writes one or two pages of it, however many documents they are of; the index costs a page for each document. So the newest rows are
 * indexed in memory, in a temporary table, and come into the file with a later commit, one document at a time, which then has several on its
 * page. The log alone says what there is: whatever it has after `log_indexed.up_to` is indexed in memory again when it is opened.
 */
import { unlessCorrupt } from './corruption.ts'
import type { SqlDatabase } from './driver.ts'

export interface LogIndex {
  /** For one transaction that appends to the log. */
  begin(): IndexedCommit
  /** Takes the rows of a document up to one out of the log and the index. To be called in a transaction. */
  remove(document: number, upTo: number): void
}

/** Nothing of it counts before `committed`: a transaction that is rolled back leaves no trace. */
export interface IndexedCommit {
  /** Writes what is due into the index of the file. To be called before anything is added. */
  file(): void
  /** Indexes a row. The number under which it is to stand in the log. */
  add(document: number, seq: number): number
  committed(): void
}

/** From so many rows on each commit files one document. */
const filedFrom = 512
/** So many rows may be in memory: it is they that are looked for when the log is opened. */
const mostUnfiled = 20_000
/** How many rows may have been filed since `up_to` was written: it costs a page, too. */
const filedBetweenMarks = 1_000

interface Unfiled {
  readonly first: number
  readonly rows: number
}

/**
 * For one handle. The views that it makes are what the log is read through: `log_row`, rows by document and seq; and `log_place`, the same from the
 * index alone, which reads no page of the log.
 */
export function openLogIndex(db: SqlDatabase): LogIndex {
  db.exec(schema)
  const addOne = db.prepare('INSERT OR IGNORE INTO temp.unfiled (document, seq, number) VALUES (?, ?, ?)')
  const fileDocument = db.prepare('INSERT INTO log_index SELECT document, seq, number FROM temp.unfiled WHERE document = ?')
  const clearDocument = db.prepare('DELETE FROM temp.unfiled WHERE document = ?')
  const mark = db.prepare('UPDATE log_indexed SET up_to = ?')
  const removals = [
    'DELETE FROM log WHERE number IN (SELECT number FROM log_place WHERE document = ? AND seq <= ?)',
    'DELETE FROM log_index WHERE document = ? AND seq <= ?',
    'DELETE FROM temp.unfiled WHERE document = ? AND seq <= ?',
  ].map((sql) => db.prepare(sql))

  let { up_to: marked } = db.prepare('SELECT up_to FROM log_indexed').get() as { up_to: number }
  /** By document, the one first whose oldest row is the oldest. */
  const unfiled = new Map<number, Unfiled>()
  let unfiledRows = 0
  let next = Math.max(findUnfiled(), marked) + 1

  return {
    begin() {
      const filed: number[] = []
      const added = new Map<number, Unfiled>()
      let number = next
      let newMark = marked
      return {
        file() {
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
          if (oldest - 1 - marked < filedBetweenMarks) return
          newMark = oldest - 1
          mark.run(newMark)
        },
        add(document, seq) {
          addOne.run(document, seq, number)
          count(added, document, number)
          number += 1
          return number - 1
        },
        committed() {
          for (const document of filed) {
            unfiledRows -= unfiled.get(document)?.rows ?? 0
            unfiled.delete(document)
          }
          for (const [document, { first, rows }] of added) count(unfiled, document, first, rows)
          unfiledRows += number - next
          next = number
          marked = newMark
        },
      }
    },

    remove(document, upTo) {
      for (const removal of removals) removal.run(document, upTo)
    },
  }

  /** Indexes in memory what is not in the file's index. The number of the last row. */
  function findUnfiled(): number {
    const last = lastNumber()
    const find = db.prepare(`INSERT OR IGNORE INTO temp.unfiled SELECT ${unfiledColumns}`)
    if (unlessCorrupt(() => find.run(marked, last)) === undefined) {
      // A torn page takes its own rows and no others. That they are missing is noticed by whoever reads their documents.
      for (let number = marked + 1; number <= last; number += 1) unlessCorrupt(() => find.run(number - 1, number))
    }
    const found = db.prepare('SELECT document, number FROM temp.unfiled ORDER BY number').all()
    for (const { document, number } of found as { document: number; number: number }[]) count(unfiled, document, number)
    unfiledRows = found.length
    return last
  }

  function lastNumber(): number {
    const find = db.prepare('SELECT coalesce(max(number), 0) AS last FROM log')
    const last = unlessCorrupt(() => (find.get() as { last: number }).last)
    return last ?? marked + filedBetweenMarks + 2 * mostUnfiled
  }
}

function count(counts: Map<number, Unfiled>, document: number, first: number, rows = 1): void {
  const before = counts.get(document)
  counts.set(document, { first: before?.first ?? first, rows: (before?.rows ?? 0) + rows })
}

const unfiledColumns = `document, seq, number FROM log WHERE number > ? AND number <= ? AND NOT EXISTS
  (SELECT 1 FROM log_index WHERE log_index.document = log.document AND log_index.seq = log.seq)`

const rowsThrough = (index: string): string =>
  `SELECT place.document, place.seq, place.number, log.at, log.bytes, log.crc32, log.authors
   FROM ${index} AS place JOIN main.log AS log ON log.number = place.number`

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
