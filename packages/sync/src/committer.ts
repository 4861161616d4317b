import type { LogAppend, UpdateLog } from './ports.ts'

/** A document that has something for the log. */
export interface Writable {
  /** When its next row is worth a commit, as `performance.now()` tells it. */
  readonly dueAt: number
  /** So much waits that it is worth a commit of its own. */
  readonly isUrgent: boolean
  /** What waits, as one row of about `maxBytes` at most. It is the document's to keep until `committed`. */
  takeRow(maxBytes: number): TakenRow
  committed(seq: number): void
}

export interface TakenRow {
  readonly row: LogAppend
  /** Of what `add` was told, so many bytes are in the row. */
  readonly bytes: number
  /** Nothing is left for another row. */
  readonly isAll: boolean
}

/**
 * Group commit for all documents (SPEC.md, rules S1 to S5). What is applied while one commit is under way goes into the next; under load
 * commits keep a distance, since each costs an fsync, and every receiver a write. Documents hear of a row only once it is on disk, in order.
 * When the disk does not answer, rows wait and are tried again.
 */
export interface Committer {
  /** `document` has that many more bytes for the log. */
  add(document: Writable, bytes: number): void
  /** Resolves once all that was added so far is on disk. */
  flush(): Promise<void>
  readonly isSaving: boolean
  /** Bytes that wait. */
  readonly waitingBytes: number
}

interface CommitterOptions {
  readonly log: UpdateLog
  readonly maxCommitBytes: number
  /** Least distance between the beginnings of two commits. */
  readonly commitMs: number
  /** Called after each commit, when all of its rows have been told. */
  readonly onCommit: () => void
  readonly onFailed: (error: Error, waiting: number) => void
  readonly onRecovered: () => void
}

export function openCommitter(options: CommitterOptions): Committer {
  const { log, maxCommitBytes, commitMs, onCommit, onFailed, onRecovered } = options
  // Made anew for each commit: V8 links the old tables of a set that is emptied and filled again, and keeps the younger while the older last.
  let waiting = new Set<Writable>()
  let waitingBytes = 0
  let isCommitting = false
  let isFlushing = false
  let lastStart = -Infinity
  let failures = 0
  let nextAt = Infinity
  let timer: ReturnType<typeof setTimeout> | undefined
  let immediate: ReturnType<typeof setImmediate> | undefined
  let idle: { promise: Promise<void>; resolve: () => void } | null = null

  /** When the next commit should begin. */
  const dueAt = (document: Writable): number =>
    isFlushing || document.isUrgent ? 0 : Math.max(document.dueAt, lastStart + commitMs)

  const schedule = (at: number): void => {
    if (isCommitting || at >= nextAt) return
    nextAt = at
    clearTimeout(timer)
    timer = undefined
    const wait = at - performance.now()
    // At the end of this turn of the event loop, so that all that came in it shares one fsync.
    if (wait > 0) timer = setTimeout(() => void commit(), wait)
    else immediate ??= setImmediate(() => void commit())
  }

  const takeRows = (now: number): { documents: Writable[]; rows: LogAppend[]; bytes: number } => {
    const documents: Writable[] = []
    const rows: LogAppend[] = []
    let bytes = 0
    const left = new Set<Writable>()
    for (const document of waiting) {
      if (bytes >= maxCommitBytes || dueAt(document) > now + commitMs / 2) {
        left.add(document)
        continue
      }
      const taken = document.takeRow(maxCommitBytes - bytes)
      if (!taken.isAll) left.add(document)
      documents.push(document)
      rows.push(taken.row)
      bytes += taken.bytes
    }
    waiting = left
    return { documents, rows, bytes }
  }

  const commit = async (): Promise<void> => {
    clearTimeout(timer)
    clearImmediate(immediate)
    timer = undefined
    immediate = undefined
    nextAt = Infinity
    const now = performance.now()
    const { documents, rows, bytes } = takeRows(now)
    if (rows.length > 0) {
      isCommitting = true
      lastStart = now
      const seqs = await append(rows)
      waitingBytes -= bytes
      documents.forEach((document, index) => document.committed(seqs[index] ?? 0))
      onCommit()
      isCommitting = false
    }
    goOn()
  }

  const goOn = (): void => {
    if (waiting.size === 0) {
      isFlushing = false
      idle?.resolve()
      idle = null
      return
    }
    let next = Infinity
    for (const document of waiting) next = Math.min(next, dueAt(document))
    schedule(next)
  }

  /** Tries until it succeeds: there is nothing else that could be done with what people wrote. */
  const append = async (rows: readonly LogAppend[]): Promise<readonly number[]> => {
    for (;;) {
      try {
        const seqs = await log.append(rows)
        if (failures > 0) onRecovered()
        failures = 0
        return seqs
      } catch (cause) {
        failures += 1
        onFailed(cause instanceof Error ? cause : new Error(String(cause)), rows.length + waiting.size)
        await pause(backoffMs(failures))
      }
    }
  }

  return {
    add(document, bytes) {
      waiting.add(document)
      waitingBytes += bytes
      schedule(dueAt(document))
    },
    flush() {
      if (waiting.size === 0 && !isCommitting) return Promise.resolve()
      isFlushing = true
      idle ??= withResolvers()
      schedule(0)
      return idle.promise
    },
    get isSaving() {
      return failures === 0
    },
    get waitingBytes() {
      return waitingBytes
    },
  }
}

/** Growing, bounded, jittered: 50 ms to 1 s. */
function backoffMs(failures: number): number {
  return Math.min(1000, 50 * 2 ** Math.min(failures, 6)) * (0.5 + Math.random() / 2)
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** `Promise.withResolvers`, which Node 20 lacks. */
function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => undefined as void
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
