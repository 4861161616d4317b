/**
 * A handle of the database that is not trusted after the disk has failed. When a write, and above all its fsync, fails, nobody knows which
 * bytes have reached the disk: Linux forgets that they were not written, and a later fsync says that all is well
 * (https://wiki.postgresql.org/wiki/Fsync_Errors). So the handle is closed and the file opened anew, and before anything else is written
 * all that the write-ahead log holds must have moved into the database, byte by byte, with an fsync that succeeds. What of the
 * failed transaction was found there is then on disk as well: who asked for it was told that it may have happened.
 */
import { type SqlDatabase, sqliteCode } from './driver.ts'
import type { OpenedDatabase } from './openDatabase.ts'

export interface CarefulHandle<Prepared> {
  /** Runs `work`. Throws what it throws, or what opening the database anew throws. */
  read<T>(work: (prepared: Prepared) => T): T
  /** The same, but not before what is on disk is known. */
  write<T>(work: (prepared: Prepared) => T): T
  close(): void
}

interface CarefulOptions<Prepared> {
  /** Statements live and die with a handle. */
  readonly prepare: (db: SqlDatabase) => Prepared
  /** `code` is the number that SQLite gave to the failure. */
  readonly onReopened: (code: number) => void
}

type State<Prepared> =
  | { is: 'sound'; db: SqlDatabase; prepared: Prepared }
  /** Closed, or about to be. */
  | { is: 'suspect'; db: SqlDatabase | null; code: number }
  /** Opened anew and good for reading; the write-ahead log has still to be moved. */
  | { is: 'unsettled'; db: SqlDatabase; prepared: Prepared; code: number }

export function carefulHandle<Prepared>(
  { db, openAgain, letGo }: OpenedDatabase,
  { prepare, onReopened }: CarefulOptions<Prepared>,
): CarefulHandle<Prepared> {
  let state: State<Prepared> = { is: 'sound', db, prepared: prepare(db) }

  return {
    read: (work) => run(open().prepared, work),
    write: (work) => run(settled().prepared, work),
    close() {
      closeQuietly(state.db)
      letGo()
    },
  }

  function run<T>(prepared: Prepared, work: (prepared: Prepared) => T): T {
    try {
      return work(prepared)
    } catch (error) {
      const code = sqliteCode(error)
      const wasLeftOpen = state.db?.isTransaction ?? false
      if (code !== null && (wasLeftOpen || diskFailures.has(code))) state = { is: 'suspect', db: state.db, code }
      throw error
    }
  }

  function open(): { db: SqlDatabase; prepared: Prepared } {
    if (state.is !== 'suspect') return state
    const { code } = state
    // Before the new one is opened: files that two handles of a process have open share their locks.
    closeQuietly(state.db)
    state = { is: 'suspect', db: null, code }
    const reopened = openAgain()
    try {
      state = { is: 'unsettled', db: reopened, prepared: prepare(reopened), code }
    } catch (error) {
      closeQuietly(reopened)
      throw error
    }
    return state
  }

  function settled(): { prepared: Prepared } {
    const { db: current, prepared } = open()
    if (state.is !== 'unsettled') return { prepared }
    const { code } = state
    run(prepared, () => moveWriteAheadLog(current))
    state = { is: 'sound', db: current, prepared }
    onReopened(code)
    return state
  }
}

/** https://sqlite.org/rescode.html: READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB. */
const diskFailures = new Set([8, 10, 11, 13, 14, 26])

function moveWriteAheadLog(db: SqlDatabase): void {
  const { busy } = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy: number }
  if (busy !== 0) throw new Error('The write-ahead log is being read by another program (a backup?) and can’t be moved yet.')
}

/** A handle that fails to close is gone all the same; what it could not write is what we reopen for. */
function closeQuietly(db: SqlDatabase | null): void {
  try {
    db?.close()
  } catch (error) {
    if (sqliteCode(error) === null) throw error
  }
}
