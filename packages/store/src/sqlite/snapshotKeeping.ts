/**
 * Which snapshots of a document stay. The two newest do, since the newest may be damaged. Of older ones so many that any moment of the
 * history is rebuilt in about the time that the document itself takes to load: from one to the next it is 2000 rows, or the snapshot's own
 * size in bytes, or for a large snapshot one row for each 256 bytes of it. So all of them together are at most about as large as
 * the rows they cover, or 256 bytes a row.
 */
import type { SqlDatabase } from './driver.ts'
import type { LogIndex } from './logIndex.ts'
import type { DocumentRow } from './storedDocuments.ts'

const rowsBetween = 2000
const bytesBetween = 1024 * 1024
const snapshotBytesPerRow = 256

/** Deletes, if need be, the snapshot that has just become the third newest. To be called after each one that is added. */
export function snapshotKeeping(db: SqlDatabase, index: LogIndex): (document: DocumentRow) => void {
  const readNewest = db.prepare('SELECT seq, length(bytes) AS size FROM snapshot WHERE document = ? ORDER BY seq DESC LIMIT 4')
  const readRowBytes = db.prepare(
    `SELECT coalesce(sum(length(log.bytes)), 0) AS bytes FROM log_place AS place JOIN log USING (number)
     WHERE place.document = ? AND place.seq > ? AND place.seq <= ? AND log.document = place.document AND log.seq = place.seq`,
  )
  const remove = db.prepare('DELETE FROM snapshot WHERE document = ? AND seq = ?')

  return ({ id }) => {
    const [, , third, before] = readNewest.all(id) as { seq: number; size: number }[]
    if (third === undefined) return
    const from = before?.seq ?? 0
    if (third.seq - from >= Math.max(rowsBetween, third.size / snapshotBytesPerRow)) return
    if (bytesOfRows(id, from, third.seq) < Math.max(bytesBetween, third.size)) remove.run(id, third.seq)
  }

  function bytesOfRows(id: number, after: number, upTo: number): number {
    try {
      return (readRowBytes.get(id, after, upTo) as { bytes: number }).bytes
    } catch (error) {
      if (!index.isTorn(error)) throw error
      return Infinity // some of them are on a torn page: what was made of them before is worth keeping
    }
  }
}
