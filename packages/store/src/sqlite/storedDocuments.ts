/**
 * Reads documents as they are stored. Every row and snapshot carries a CRC-32, since SQLite itself does not notice when a disk gives back
 * other bytes than it got; what SQLite does notice (a torn page) counts as damage of the rows on it, not of the whole document.
 */
import { crc32 } from 'node:zlib'
import type { ClientClaim } from '@second-story/sync'
import type { SqlDatabase, SqlStatement } from './driver.ts'
import type { LogIndex } from './logIndex.ts'
import { isCorrupt } from './corruption.ts'

export interface DocumentRow {
  readonly id: number
  readonly seq: number
}

/** A row of the log or a snapshot. `bytes` is null if they are not what was written. */
export interface ReadRow {
  readonly seq: number
  readonly bytes: Uint8Array | null
}

export interface IntactRow extends ReadRow {
  readonly bytes: Uint8Array
}

export interface StoredDocuments {
  find(name: string): DocumentRow | null
  /** The rows after one, up to another, oldest first; those that are missing are left out. */
  readRows(document: DocumentRow, after: number, upTo: number): ReadRow[]
  /** The newest snapshot up to a row that is as it was written. Those that are not are told on the way, newest first. */
  newestIntactSnapshot(document: DocumentRow, upTo: number, onDamaged?: (seq: number) => void): IntactRow | null
  /** The snapshot that covers rows up to exactly this one, if there is one. */
  readSnapshot(document: Pick<DocumentRow, 'id'>, seq: number): ReadRow | null
  /** The rows that snapshots cover, newest first. */
  readSnapshotSeqs(document: DocumentRow): number[]
  readOwners(document: DocumentRow): ClientClaim[]
}

// The tables are STRICT, so that columns have the types that the casts below say.
export function storedDocuments(db: SqlDatabase, index: LogIndex): StoredDocuments {
  // A disk that lost the newest state of `document` must not have rows written twice.
  const find = db.prepare(
    `SELECT id, max(seq, coalesce((SELECT seq FROM log_row WHERE document = id ORDER BY seq DESC LIMIT 1), 0)) AS seq
     FROM document WHERE name = ?`,
  )
  const readRows = db.prepare('SELECT seq, bytes, crc32 FROM log_row WHERE document = ? AND seq > ? AND seq <= ? ORDER BY seq')
  const readRow = db.prepare('SELECT seq, bytes, crc32 FROM log_row WHERE document = ? AND seq = ?')
  const readSnapshot = db.prepare('SELECT seq, bytes, crc32 FROM snapshot WHERE document = ? AND seq = ?')
  const readSnapshotSeqs = db.prepare('SELECT seq FROM snapshot WHERE document = ? ORDER BY seq DESC')
  const readOwners = db.prepare('SELECT client_id AS clientId, owner FROM client_owner WHERE document = ? ORDER BY client_id')

  return {
    find(name) {
      try {
        return (find.get(name) as DocumentRow | undefined) ?? null
      } catch (error) {
        index.isTorn(error)
        throw error
      }
    },

    readRows({ id }, after, upTo) {
      try {
        const rows = readRows.all(id, after, upTo) as ChecksummedRow[]
        if (rows.length < upTo - after) index.missed(id, rows.length, after, upTo)
        return rows.map(check)
      } catch (error) {
        if (!index.isTorn(error)) throw error
        const rows: ReadRow[] = []
        for (let seq = after + 1; seq <= upTo; seq += 1) rows.push(...readOne(readRow, id, seq))
        return rows
      }
    },

    newestIntactSnapshot(document, upTo, onDamaged) {
      for (const seq of snapshotSeqs(document)) {
        if (seq > upTo) continue
        const snapshot = snapshotAt(document, seq)
        if (snapshot !== null && isIntact(snapshot)) return snapshot
        onDamaged?.(seq)
      }
      return null
    },

    readSnapshot: snapshotAt,
    readSnapshotSeqs: snapshotSeqs,

    readOwners: ({ id }) => readOwners.all(id).map((row) => ({ ...(row as ClientClaim) })),
  }

  function snapshotAt({ id }: Pick<DocumentRow, 'id'>, seq: number): ReadRow | null {
    return readOne(readSnapshot, id, seq)[0] ?? null
  }

  function snapshotSeqs({ id }: DocumentRow): number[] {
    return (readSnapshotSeqs.all(id) as { seq: number }[]).map(({ seq }) => seq)
  }
}

export function isIntact(row: ReadRow): row is IntactRow {
  return row.bytes !== null
}

interface ChecksummedRow {
  readonly seq: number
  readonly bytes: Uint8Array
  readonly crc32: number
}

/** The one row there is, or none. */
function readOne(statement: SqlStatement, id: number, seq: number): ReadRow[] {
  try {
    const row = statement.get(id, seq) as ChecksummedRow | undefined
    return row === undefined ? [] : [check(row)]
  } catch (error) {
    if (!isCorrupt(error)) throw error
    return [{ seq, bytes: null }]
  }
}

function check(row: ChecksummedRow): ReadRow {
  return { seq: row.seq, bytes: crc32(row.bytes) === row.crc32 ? row.bytes : null }
}
