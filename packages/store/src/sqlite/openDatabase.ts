import { existsSync, mkdirSync, realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import { StoreOpenError } from '../errors.ts'
import { loadDriver, type SqlDatabase, sqliteCode } from './driver.ts'
import { migrate, refuseForeign } from './migrations.ts'

/**
 * Opens the database of one server, creating file and folder if need be, at the newest schema.
 *
 * Only one process at a time may have it: two would each believe that they know all of a document. The lock is held on a file of its
 * own (`<path>.lock`) and not on the database, so that an operator's `sqlite3 <path> ".backup ..."` works while the server runs. The
 * operating system lets go of it when the process ends, however it ends. Rejects with `StoreOpenError`.
 */
export async function openDatabase(path: string): Promise<OpenedDatabase> {
  const open = await loadDriver()
  let lock: SqlDatabase | null = null
  try {
    // Readable by nobody else: parked ideas are in it.
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    // A symbolic link must lead to the same lock as the file itself.
    const file = existsSync(path) ? realpathSync(path) : path

    const held = open(`${file}.lock`, lockWaitMs)
    lock = held
    takeLock(held, path)

    const openFile = (): SqlDatabase => {
      const db = open(file, busyMs)
      try {
        refuseForeign(db, path)
        configure(db, path)
        migrate(db)
        return db
      } catch (error) {
        db.close()
        throw error
      }
    }
    return { db: openFile(), openAgain: openFile, letGo: () => held.close() }
  } catch (error) {
    lock?.close()
    throw error instanceof StoreOpenError ? error : new StoreOpenError(explain(error, path), { cause: error })
  }
}

export interface OpenedDatabase {
  readonly db: SqlDatabase
  /** The same file with a new handle, after the one before has been closed. Throws SQLite's own errors. */
  openAgain(): SqlDatabase
  /** Lets go of the lock: nobody else may open the database while it is still being closed, so that comes first. */
  letGo(): void
}

/** Long enough for the process before us to finish closing. */
const lockWaitMs = 1_000
/** For backups and other readers that hold the database for a moment. */
const busyMs = 2_000

const busy = 5
const corrupt = 11
const notADatabase = 26

function takeLock(lock: SqlDatabase, path: string): void {
  try {
    // The file stays empty; without MEMORY a journal file would lie beside it.
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    if (sqliteCode(error) !== busy) throw error
    throw new StoreOpenError(
      `${path} is in use by another Second Story server. Stop that one first, or give this one a folder of its own (DATA_DIR).`,
      { cause: error },
    )
  }
}

function configure(db: SqlDatabase, path: string): void {
  const { journal_mode: mode } = db.prepare('PRAGMA journal_mode = WAL').get() as { journal_mode: string }
  if (mode !== 'wal') {
    throw new StoreOpenError(
      `${path} can't be written safely: its disk does not support SQLite's write-ahead log. Use a local disk, not a network share.`,
    )
  }
  // FULL: a commit has been fsync'ed when it returns; NORMAL, the usual choice with WAL, may lose the last ones to power loss.
  // fullfsync: on macOS a plain fsync does not reach the disk; elsewhere it changes nothing.
  db.exec(`
    PRAGMA synchronous = FULL;
    PRAGMA fullfsync = ON;
    PRAGMA foreign_keys = ON;
    PRAGMA journal_size_limit = ${16 * 1024 * 1024};
  `)
}

function explain(error: unknown, path: string): string {
  const code = sqliteCode(error)
  if (code === busy) return `${path} is locked by another program. Close whatever else has it open, then start again.`
  if (code === notADatabase) {
    return `${path} is not a database, or is damaged. Move it away to start with an empty one, or restore it from a backup.`
  }
  if (code === corrupt) {
    return (
      `${path} is damaged: SQLite can't read part of it. It was left as it is. Restore it from a backup, or, if this is the first start after an update, ` +
      'go back to the version before, which reads what is left.'
    )
  }
  const reason = error instanceof Error ? error.message : String(error)
  return `${path} can't be opened for writing (${reason}). Check that its folder exists, has room, and belongs to this user.`
}
