import { crc32 } from 'node:zlib'
import type { DamagedRows, DocumentName, UpdateLog } from '@second-story/sync'
import type { SqlDatabase } from './driver.ts'
import type { LogIndex } from './logIndex.ts'
import type { Synchronous } from './protocol.ts'
import { isIntact, type ReadRow, type StoredDocuments } from './storedDocuments.ts'
import { inTransaction } from './transaction.ts'

export type Repair = Synchronous<Pick<UpdateLog, 'salvage' | 'repair'>> & {
  /** The next documents by name, as many as may hold up others. */
  readDocumentsAfter(name: DocumentName): DocumentName[]
}

/** What to do about a document of which something is damaged: read what is left, and go on from there. */
export function documentRepair(db: SqlDatabase, documents: StoredDocuments, index: LogIndex, at: () => string): Repair {
  const readNames = db.prepare('SELECT name FROM document WHERE name > ? ORDER BY name LIMIT 1000')
  const writeSnapshot = db.prepare('INSERT OR REPLACE INTO snapshot (document, seq, at, bytes, crc32) VALUES (?, ?, ?, ?, ?)')
  const advance = db.prepare('UPDATE document SET seq = ? WHERE id = ?')
  const moveRow = movingAside('log', 'log_row', (id, seq) => index.remove(id, seq, seq))
  const removeSnapshot = db.prepare('DELETE FROM snapshot WHERE document = ? AND seq = ?')
  const moveSnapshot = movingAside('snapshot', 'snapshot', (id, seq) => removeSnapshot.run(id, seq))

  return {
    readDocumentsAfter: (name) => (readNames.all(name) as { name: string }[]).map((row) => row.name),

    salvage(name) {
      const document = documents.find(name)
      if (document === null) return { snapshot: null, updates: [], owners: [], seq: 0, damaged: [] }
      const damaged: DamagedRows[] = []
      const snapshot = documents.newestIntactSnapshot(document, document.seq, (seq) =>
        damaged.push({ seq, upTo: seq, what: 'damaged-snapshot' }),
      )
      const after = snapshot?.seq ?? 0
      const rows = documents.readRows(document, after, document.seq)
      damaged.push(...damageAmong(rows, after, document.seq))
      return {
        snapshot: snapshot?.bytes ?? null,
        updates: rows.filter(isIntact).map(({ bytes }) => bytes),
        owners: documents.readOwners(document),
        seq: document.seq,
        damaged: damaged.toSorted((a, b) => a.seq - b.seq),
      }
    },

    repair(name, seq, snapshot) {
      const document = documents.find(name)
      if (document?.seq !== seq) {
        throw new Error(`A document can't be repaired as of row ${seq}: its log ends at row ${document?.seq ?? 0}.`)
      }
      // All reading comes before the transaction: in one in which SQLite has met a torn page it refuses to write.
      const rows = documents.readRows(document, 0, seq).filter((row) => !isIntact(row))
      const snapshots = documents
        .readSnapshotSeqs(document)
        .filter((covered) => !documents.readSnapshot(document, covered)?.bytes)
      const moves = [
        ...rows.flatMap((row) => moveRow(document.id, row.seq) ?? []),
        ...snapshots.flatMap((covered) => moveSnapshot(document.id, covered) ?? []),
      ]
      inTransaction(db, () => {
        for (const move of moves) move()
        writeSnapshot.run(document.id, seq, at(), snapshot, crc32(snapshot))
        advance.run(seq, document.id) // the rows that said so may be gone
      })
    },
  }

  /** How to move one aside; null if it is on a torn page: then it stays where it is, covered by the new snapshot like every row. */
  function movingAside(
    source: 'log' | 'snapshot',
    from: string,
    remove: (id: number, seq: number) => void,
  ): (id: number, seq: number) => (() => void) | null {
    const look = db.prepare(`SELECT length(bytes) FROM ${from} WHERE document = ? AND seq = ?`)
    const copy = db.prepare(
      `INSERT INTO quarantine (document, source, seq, at, bytes, crc32, moved_at)
       SELECT document, '${source}', seq, at, bytes, crc32, ?3 FROM ${from} WHERE document = ?1 AND seq = ?2`,
    )
    return (id, seq) => {
      try {
        look.get(id, seq)
      } catch (error) {
        if (!index.isTorn(error)) throw error
        return null
      }
      return () => {
        copy.run(id, seq, at())
        remove(id, seq)
      }
    }
  }
}

/** What is wrong between one row and another: those that are damaged, and those that are not there. */
function damageAmong(rows: readonly ReadRow[], after: number, upTo: number): DamagedRows[] {
  const damaged: DamagedRows[] = []
  const add = (seq: number, last: number, what: DamagedRows['what']): void => {
    const before = damaged.at(-1)
    if (before?.what === what && before.upTo === seq - 1) damaged[damaged.length - 1] = { ...before, upTo: last }
    else damaged.push({ seq, upTo: last, what })
  }
  let expected = after + 1
  for (const row of rows) {
    if (row.seq > expected) add(expected, row.seq - 1, 'missing')
    if (row.bytes === null) add(row.seq, row.seq, 'damaged')
    expected = row.seq + 1
  }
  if (expected <= upTo) add(expected, upTo, 'missing')
  return damaged
}
