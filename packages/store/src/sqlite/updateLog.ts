/**
 * The log of updates in SQLite. A document is its newest intact snapshot and every row after it. Rows are never changed or deleted by
 * loading or compacting: those that a snapshot covers are the document's history, and its safety net if a snapshot is damaged.
 */
import { crc32 } from 'node:zlib'
import { DamagedDocumentError, type StoredDocument, type UpdateLog } from '@second-story/sync'
import type { StoreNotice } from '../store.ts'
import { documentHistory, type History } from './documentHistory.ts'
import { documentRepair, type Repair } from './documentRepair.ts'
import type { SqlDatabase } from './driver.ts'
import { type IndexTrust, openLogIndex } from './logIndex.ts'
import { type PackedRows, readHeads } from './packedRows.ts'
import type { Synchronous } from './protocol.ts'
import { snapshotKeeping } from './snapshotKeeping.ts'
import { type DocumentRow, isIntact, storedDocuments } from './storedDocuments.ts'

export interface UpdateLogOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly notice: (notice: StoreNotice) => void
  readonly trust: IndexTrust
}

/** The log as the store's thread does it: what takes long is cut into pieces, between which others have their turn. */
export type PiecemealLog = Synchronous<Pick<UpdateLog, 'load' | 'compact'>> &
  History &
  Repair & {
    append(rows: PackedRows): number[]
  }

export function sqliteUpdateLog(db: SqlDatabase, { now, notice, trust }: UpdateLogOptions): PiecemealLog {
  const index = openLogIndex(db, trust) // first: others read through its views
  const documents = storedDocuments(db, index)
  const at = () => new Date(now()).toISOString()
  const thinOut = snapshotKeeping(db, index)
  const addDocument = db.prepare('INSERT INTO document (id, name, seq) VALUES (?, ?, 0)')
  const lastDocument = db.prepare('SELECT coalesce(max(id), 0) AS id FROM document')
  const advance = db.prepare('UPDATE document SET seq = ? WHERE id = ?')
  // The SQLite of Node 24 binds no bytes as NULL.
  const write = db.prepare(
    "INSERT INTO log (number, document, seq, at, bytes, crc32, authors) VALUES (?, ?, ?, ?, ifnull(?, x''), ?, ?)",
  )
  const claim = db.prepare('INSERT INTO client_owner (document, client_id, owner) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
  const writeSnapshot = db.prepare(
    "INSERT OR REPLACE INTO snapshot (document, seq, at, bytes, crc32) VALUES (?, ?, ?, ifnull(?, x''), ?)",
  )
  /** Documents that were written lately: nobody else writes this database. Only ever as of the last commit. */
  const written = new Map<string, DocumentRow>()
  let lastId: number | null = null

  return {
    load(name) {
      const document = documents.find(name)
      if (document === null) return { snapshot: null, updates: [], owners: [], seq: 0 }
      const snapshot = documents.newestIntactSnapshot(document, document.seq, (seq) =>
        notice({ is: 'damaged-snapshot', document: name, seq }),
      )
      return {
        snapshot: snapshot?.bytes ?? null,
        updates: wholeRows(name, document, snapshot?.seq ?? 0, document.seq),
        owners: documents.readOwners(document),
        seq: document.seq,
      } satisfies StoredDocument
    },

    append(rows) {
      const { names, ends, claims, by } = readHeads(rows)
      const { bytes } = rows
      // Before the transaction: one that has met a damaged page writes nothing.
      const known = new Map(names.map((name) => [name, written.get(name) ?? documents.find(name)]))
      let newId = names.every((name) => known.get(name)) ? lastId : (lastId ??= findLastId())
      const create = (name: string): DocumentRow => {
        newId = (newId ?? 0) + 1
        addDocument.run(newId, name)
        return { id: newId, seq: 0 }
      }
      const advanced = new Map<string, DocumentRow>()
      const seqs = index.commit((add) => {
        const time = at()
        const seqs = names.map((name, row) => {
          const { id, seq: last } = advanced.get(name) ?? known.get(name) ?? create(name)
          const seq = last + 1
          const update = bytes.subarray(ends[row - 1] ?? 0, ends[row])
          write.run(add(id, seq), id, seq, time, update, crc32(update), authorsText(by[row] ?? []))
          // The first owner stays. A later claim by another is not refused here: it would hold up, for ever, the commits of every document.
          for (const { clientId, owner } of claims[row] ?? []) claim.run(id, clientId, owner)
          advanced.set(name, { id, seq })
          return seq
        })
        for (const { id, seq } of advanced.values()) advance.run(seq, id)
        return seqs
      })
      if (written.size > documentsRemembered) written.clear()
      for (const [name, document] of advanced) written.set(name, document)
      lastId = newId
      return seqs
    },

    compact(name, seq, snapshot) {
      const document = documents.find(name)
      if (document === null || seq < 1 || seq > document.seq) {
        throw new Error(`A snapshot of a document up to row ${seq} can't be: the log ends at row ${document?.seq ?? 0}.`)
      }
      // A statement of its own is a transaction of its own.
      writeSnapshot.run(document.id, seq, at(), snapshot, crc32(snapshot))
      thinOut(document)
    },

    ...documentHistory(db, documents, index, wholeRows),
    ...documentRepair(db, documents, index, at),
  }

  /** The largest id that a document ever had here: that of one whose name was lost is not given to another, who would have its rows. */
  function findLastId(): number {
    const { id } = lastDocument.get() as { id: number }
    return Math.max(id, index.lastDocument())
  }

  /** The bytes of all rows after one, up to another. Throws if one is damaged or missing. */
  function wholeRows(name: string, document: DocumentRow, after: number, upTo: number): Uint8Array[] {
    const rows = documents.readRows(document, after, upTo)
    const updates: Uint8Array[] = []
    for (let seq = after + 1; seq <= upTo; seq += 1) {
      const row = rows[seq - after - 1]
      if (row?.seq !== seq) throw new DamagedDocumentError(name, seq, 'missing')
      if (!isIntact(row)) throw new DamagedDocumentError(name, seq, 'damaged')
      updates.push(row.bytes)
    }
    return updates
  }
}

const documentsRemembered = 10_000

function authorsText(by: readonly string[]): string {
  return by.length === 0 ? '[]' : JSON.stringify(by)
}
