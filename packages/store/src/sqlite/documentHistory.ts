import { type Moment, MomentNotKeptError, type StoredMoment } from '@second-story/sync'
import type { SqlDatabase } from './driver.ts'
import type { LogIndex } from './logIndex.ts'
import type { DocumentRow, StoredDocuments } from './storedDocuments.ts'
import { inTransaction } from './transaction.ts'

export interface History {
  loadAt(name: string, seq: number): StoredMoment
  /** The next moments after a row, as many as may hold up others; nothing once there are no more. */
  readMomentsAfter(name: string, after: number): Moment[]
  /** Deletes the next few rows that are older than `before`. Null when nothing is left to do, otherwise what to ask next. */
  forgetSome(before: string, from: Forgetting | null): Forgetting | null
}

/** How far forgetting has come: rows of this document go, up to `upTo`; documents below it are done. */
export interface Forgetting {
  readonly document: number
  readonly upTo: number
}

const momentsAtOnce = 2000
const rowsForgottenAtOnce = 500
const documentsLookedAtOnce = 100

/** The past of documents: read from rows that snapshots cover, and in the end forgotten. */
export function documentHistory(
  db: SqlDatabase,
  documents: StoredDocuments,
  index: LogIndex,
  wholeRows: (name: string, document: DocumentRow, after: number, upTo: number) => Uint8Array[],
): History {
  const readMoments = db.prepare(
    `SELECT seq, at, authors FROM log_row WHERE document = ? AND seq > ? ORDER BY seq LIMIT ${momentsAtOnce}`,
  )
  const readSeqs = db.prepare(`SELECT seq FROM log_place WHERE document = ? AND seq > ? ORDER BY seq LIMIT ${momentsAtOnce}`)
  const readMoment = db.prepare('SELECT seq, at, authors FROM log_row WHERE document = ? AND seq = ?')
  const nextWithSnapshots = db.prepare(
    'SELECT document FROM snapshot WHERE document > ? GROUP BY document HAVING count(*) >= 2 ORDER BY document LIMIT 1',
  )
  const readOldSnapshots = db.prepare('SELECT seq FROM snapshot WHERE document = ? AND at < ? ORDER BY seq DESC')
  const forgetSnapshots = db.prepare('DELETE FROM snapshot WHERE document = ? AND seq < ?')
  const findFirstRows = db.prepare(
    `SELECT seq FROM log_place WHERE document = ? AND seq <= ? ORDER BY seq LIMIT ${rowsForgottenAtOnce}`,
  )
  const hasRowsUpTo = db.prepare('SELECT 1 FROM log_place WHERE document = ? AND seq <= ? LIMIT 1')

  return {
    loadAt(name, seq) {
      const document = documents.find(name)
      const row = document === null ? undefined : momentAt(document, seq)
      if (document === null || row === undefined || seq <= lastBeforeMoments(document)) throw new MomentNotKeptError(name, seq)
      const snapshot = documents.newestIntactSnapshot(document, seq)
      return {
        snapshot: snapshot?.bytes ?? null,
        updates: wholeRows(name, document, snapshot?.seq ?? 0, seq),
        at: row.at,
      }
    },

    readMomentsAfter(name, after) {
      const document = documents.find(name)
      if (document === null) return []
      const rows = momentsAfter(document, Math.max(after, lastBeforeMoments(document)))
      const parse = rememberingLast((authors: string) => JSON.parse(authors) as string[])
      return rows.map(({ seq, at, authors }) => ({ seq, at, by: parse(authors) }))
    },

    forgetSome(before, from) {
      const current = from ?? nextToForget(before, 0)
      if (current === null) return null
      const { document, upTo } = current
      if (upTo === 0) return nextToForget(before, document)
      return deleteSome(current) ? nextToForget(before, document) : current
    },
  }

  /** Whether that was all of this document, or all that can be: what is on a torn page stays. */
  function deleteSome({ document, upTo }: Forgetting): boolean {
    try {
      return inTransaction(db, () => {
        // Snapshots first: while they stand, what is left of the rows before them would look like moments that can be rebuilt.
        forgetSnapshots.run(document, upTo)
        const rows = findFirstRows.all(document, upTo) as { seq: number }[]
        index.remove(document, 0, rows.at(-1)?.seq ?? 0)
        return rows.length < rowsForgottenAtOnce
      })
    } catch (error) {
      if (!index.isTorn(error)) throw error
      return true
    }
  }

  function momentsAfter(document: DocumentRow, after: number): MomentRow[] {
    try {
      return readMoments.all(document.id, after) as MomentRow[]
    } catch (error) {
      if (!index.isTorn(error)) throw error
      // From the index alone, then one by one: a torn page takes its own rows and no others.
      return (readSeqs.all(document.id, after) as { seq: number }[]).flatMap(({ seq }) => momentAt(document, seq) ?? [])
    }
  }

  function momentAt({ id }: DocumentRow, seq: number): MomentRow | undefined {
    try {
      return readMoment.get(id, seq) as MomentRow | undefined
    } catch (error) {
      if (!index.isTorn(error)) throw error
      return undefined
    }
  }

  /** Rows up to this one are not moments (any more): nothing is left to build them upon. */
  function lastBeforeMoments(document: DocumentRow): number {
    if (momentAt(document, 1) !== undefined) return 0
    return documents.readSnapshotSeqs(document).at(-1) ?? document.seq
  }

  /**
   * The next document of which something can be forgotten, or how far the search has come. A snapshot is as old as the newest row that it
   * covers, or younger.
   */
  function nextToForget(before: string, after: number): Forgetting | null {
    let id = after
    for (let looked = 0; looked < documentsLookedAtOnce; looked += 1) {
      const next = nextWithSnapshots.get(id) as { document: number } | undefined
      if (next === undefined) return null
      id = next.document
      const old = (readOldSnapshots.all(id, before) as { seq: number }[]).map(({ seq }) => seq)
      if (old[1] === undefined || hasRowsUpTo.get(id, old[1]) === undefined) continue
      const [, upTo] = old.filter((seq) => documents.readSnapshot({ id }, seq)?.bytes)
      if (upTo !== undefined && hasRowsUpTo.get(id, upTo) !== undefined) return { document: id, upTo }
    }
    return { document: id, upTo: 0 }
  }
}

interface MomentRow {
  readonly seq: number
  readonly at: string
  readonly authors: string
}

/** Most rows have the authors of the row before, and one array crosses threads cheaper than many. */
function rememberingLast<In, Out>(work: (input: In) => Out): (input: In) => Out {
  let last: { input: In; output: Out } | null = null
  return (input) => {
    if (last?.input !== input) last = { input, output: work(input) }
    return last.output
  }
}
