import type { SqlDatabase } from './driver.ts'

/** Runs `work` in one write transaction: all of it is on disk when this returns, or, if it throws, nothing of it was written. */
export function inTransaction<T>(db: SqlDatabase, work: () => T): T {
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    db.exec('COMMIT')
    return result
  } catch (error) {
    // SQLite itself rolls back on some errors (a full disk, for one).
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}
