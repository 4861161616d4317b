import type { Store, StoreNotice } from '../store.ts'
import { remoteLog, remoteRecords } from './remotePorts.ts'
import { startThread, type Thread } from './thread.ts'

export interface SqliteStoreOptions {
  /** The database file; it and its folder are created if need be. Its lock and write-ahead log lie beside it. */
  readonly path: string
  /** Looks through the whole log first, and makes its index anew if that is damaged. For an operator who repairs. */
  readonly mendsIndex?: boolean
  /** The built `sqlite/worker.ts`. Without it the source is run, which needs `tsx`. */
  readonly workerUrl?: URL
  readonly notice?: (notice: StoreNotice) => void
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/**
 * Opens the store of a single node: one SQLite file, in a thread of its own. Rejects with `StoreOpenError` if the file can't be used,
 * or is in use by another server.
 */
export async function openSqliteStore({
  path,
  mendsIndex = false,
  workerUrl,
  notice,
  now = Date.now,
}: SqliteStoreOptions): Promise<Store> {
  const thread = await startThread({ path, mendsIndex, workerUrl: workerUrl ?? sourceUrl, now, notice: notice ?? (() => {}) })
  return {
    log: remoteLog(thread),
    records: remoteRecords(thread),
    isHealthy: healthOf(thread),
    close: () => thread.close(),
  }
}

const sourceUrl = new URL('./workerFromSource.mjs', import.meta.url)

const healthKnownForMs = 1_000
/** A disk that takes longer to commit keeps everybody waiting for "Saved". */
const healthyWithinMs = 5_000

/** Anyone may ask for the health of a server, and each check costs an fsync: so an answer is good for a second. */
function healthOf(thread: Thread): () => Promise<boolean> {
  let last: { askedAt: number; answer: Promise<boolean> } | null = null
  return () => {
    const askedAt = performance.now()
    if (last === null || askedAt - last.askedAt > healthKnownForMs) last = { askedAt, answer: check() }
    return last.answer
  }

  function check(): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), healthyWithinMs)
      thread
        .call({ port: 'disk', method: 'check', args: [] })
        .then(
          () => resolve(true),
          () => resolve(false),
        )
        .finally(() => clearTimeout(timer))
    })
  }
}
