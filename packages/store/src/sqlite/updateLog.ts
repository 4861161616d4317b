/**
 * The log of updates in SQLite. A document is its newest intact snapshot and every row after it. Rows are never changed or deleted by
 * loading or compacting: those that a snapshot covers are the document's history, and its safety net if a snapshot is damaged.
 * Every row and snapshot carries a CRC-32, since SQLite itself does not notice when a disk gives back other bytes than it got.
 */
import { crc32 } from 'node:zlib'
import type { ClientClaim, LogAppend, StoredDocument, UpdateLog } from '@second-story/sync'
import { DamagedDocumentError } from '../errors.ts'
import type { StoreNotice } from '../store.ts'
import type { SqlDatabase } from './driver.ts'
import type { Synchronous } from './protocol.ts'
import { inTransaction } from './transaction.ts'

const snapshotsKept = 2

export interface UpdateLogOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly notice: (notice: StoreNotice) => void
}

export function sqliteUpdateLog(db: SqlDatabase, { now, notice }: UpdateLogOptions): Synchronous<UpdateLog> {
  const find = db.prepare('SELECT id, seq FROM document WHERE name = ?')
  const advance = db.prepare(
    'INSERT INTO document (name, seq) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET seq = seq + 1 RETURNING id, seq',
  )
  const write = db.prepare('INSERT INTO log (document, seq, at, bytes, crc32) VALUES (?, ?, ?, ?, ?)')
  const read = db.prepare('SELECT seq, bytes, crc32 FROM log WHERE document = ? AND seq > ? ORDER BY seq')
  const claim = db.prepare('INSERT INTO client_owner (document, client_id, owner) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
  const readOwners = db.prepare('SELECT client_id AS clientId, owner FROM client_owner WHERE document = ? ORDER BY client_id')
  const findSnapshots = db.prepare('SELECT seq FROM snapshot WHERE document = ? ORDER BY seq DESC')
  const readSnapshot = db.prepare('SELECT seq, bytes, crc32 FROM snapshot WHERE document = ? AND seq = ?')
  const writeSnapshot = db.prepare('INSERT OR REPLACE INTO snapshot (document, seq, at, bytes, crc32) VALUES (?, ?, ?, ?, ?)')
  const forgetSnapshots = db.prepare(
    `DELETE FROM snapshot WHERE document = ?1
     AND seq NOT IN (SELECT seq FROM snapshot WHERE document = ?1 ORDER BY seq DESC LIMIT ${snapshotsKept})`,
  )
  const at = () => new Date(now()).toISOString()

  return {
    load(name) {
      // The tables are STRICT, so that columns have the types these say.
      const document = find.get(name) as DocumentRow | undefined
      if (document === undefined) return { snapshot: null, updates: [], owners: [], seq: 0 }
      const snapshot = newestIntactSnapshot(name, document)
      return {
        snapshot: snapshot?.bytes ?? null,
        updates: rowsAfter(snapshot?.seq ?? 0, name, document),
        owners: readOwners.all(document.id).map((row) => ({ ...(row as ClientClaim) })),
        seq: document.seq,
      } satisfies StoredDocument
    },

    append(rows) {
      if (rows.length === 0) return []
      return inTransaction(db, () => rows.map(appendRow))
    },

    compact(name, seq, snapshot) {
      inTransaction(db, () => {
        const document = find.get(name) as DocumentRow | undefined
        if (document === undefined || seq < 1 || seq > document.seq) {
          throw new Error(`A snapshot of ${name} up to row ${seq} can't be: the log ends at row ${document?.seq ?? 0}.`)
        }
        writeSnapshot.run(document.id, seq, at(), snapshot, crc32(snapshot))
        forgetSnapshots.run(document.id)
      })
    },
  }

  function appendRow({ document: name, update, claims }: LogAppend): number {
    const { id, seq } = advance.get(name) as DocumentRow
    write.run(id, seq, at(), update, crc32(update))
    // The first owner stays. A later claim by another is not refused here: it would hold up, for ever, the commits of every document.
    for (const { clientId, owner } of claims) claim.run(id, clientId, owner)
    return seq
  }

  function newestIntactSnapshot(name: string, document: DocumentRow): BytesRow | null {
    for (const { seq } of findSnapshots.all(document.id) as { seq: number }[]) {
      const snapshot = readSnapshot.get(document.id, seq) as BytesRow
      if (isIntact(snapshot)) return snapshot
      notice({ is: 'damaged-snapshot', document: name, seq })
    }
    return null
  }

  function rowsAfter(seq: number, name: string, document: DocumentRow): Uint8Array[] {
    const rows = read.all(document.id, seq) as BytesRow[]
    for (const [index, row] of rows.entries()) {
      const expected = seq + 1 + index
      if (row.seq !== expected) throw new DamagedDocumentError(name, expected, 'missing')
      if (!isIntact(row)) throw new DamagedDocumentError(name, expected, 'damaged')
    }
    const last = seq + rows.length
    if (last < document.seq) throw new DamagedDocumentError(name, last + 1, 'missing')
    return rows.map((row) => row.bytes)
  }
}

interface DocumentRow {
  readonly id: number
  readonly seq: number
}

interface BytesRow {
  readonly seq: number
  readonly bytes: Uint8Array
  readonly crc32: number
}

function isIntact(row: BytesRow): boolean {
  return crc32(row.bytes) === row.crc32
}
