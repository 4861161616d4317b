import type { UpdateLog } from '@second-story/sync'
import type { Store, StoreNotice } from '../store.ts'
import type { Call, Ports } from './protocol.ts'
import { startThread, type Thread } from './thread.ts'

export interface SqliteStoreOptions {
  /** The database file; it and its folder are created if need be. Its lock and write-ahead log lie beside it. */
  readonly path: string
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
export async function openSqliteStore({ path, workerUrl, notice, now = Date.now }: SqliteStoreOptions): Promise<Store> {
  const thread = await startThread({ path, workerUrl: workerUrl ?? sourceUrl, now, notice: notice ?? (() => {}) })
  return {
    log: remoteLog(thread),
    records: remotePort(thread, 'records', {
      createMeeting: true,
      readMeeting: true,
      updateMeeting: true,
      readKeyRole: true,
      replaceKey: true,
      createSession: true,
      readSession: true,
      addParticipant: true,
      updateParticipant: true,
      findParticipantBySession: true,
      findParticipantByToken: true,
      readParticipants: true,
      readMeetingsOfSession: true,
      readRevealedIdeas: true,
      addRevealedIdeas: true,
      addAudit: true,
    }),
    isHealthy: healthOf(thread),
    close: () => thread.close(),
  }
}

const sourceUrl = new URL('./workerFromSource.mjs', import.meta.url)

/** A port whose methods are done by the thread. `methods` is complete, or does not compile. */
function remotePort<Port extends keyof Ports>(thread: Thread, port: Port, methods: Record<keyof Ports[Port], true>): Ports[Port] {
  const remote = Object.keys(methods).map((method) => [
    method,
    (...args: unknown[]) => thread.call({ port, method, args } as Call),
  ])
  return Object.fromEntries(remote) as Ports[Port]
}

/**
 * Updates are often views of a larger buffer (a websocket frame, Node's pool), of which a message would carry the whole: so they are
 * copied to their size, and the copies move. The caller's own stay untouched.
 */
function remoteLog(thread: Thread): UpdateLog {
  const remote = remotePort(thread, 'log', { load: true, append: true, compact: true })
  return {
    load: remote.load,
    append(rows) {
      const copies = rows.map((row) => ({ ...row, update: new Uint8Array(row.update) }))
      const buffers = copies.map((row) => row.update.buffer)
      return thread.call({ port: 'log', method: 'append', args: [copies] }, buffers) as Promise<readonly number[]>
    },
    compact(document, seq, snapshot) {
      const copy = new Uint8Array(snapshot)
      return thread.call({ port: 'log', method: 'compact', args: [document, seq, copy] }, [copy.buffer]) as Promise<void>
    },
  }
}

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
        .call({ port: 'store', method: 'check', args: [] })
        .then(
          () => resolve(true),
          () => resolve(false),
        )
        .finally(() => clearTimeout(timer))
    })
  }
}
