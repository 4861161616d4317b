import type { LogAppend, UpdateLog } from './ports.ts'

/**
 * Group commit for all documents (SPEC.md, rules S1 to S5): what is applied while one commit is under way goes into the next. Callers hear of
 * a row only once it is on disk, in the order in which rows were added. When the disk does not answer, rows wait and are tried again.
 */
export interface Committer {
  add(row: LogAppend, onCommitted: (seq: number) => void): void
  /** Resolves once all that was added so far is on disk. */
  flush(): Promise<void>
  readonly isSaving: boolean
  /** Bytes that wait. */
  readonly waitingBytes: number
}

interface Waiting {
  readonly row: LogAppend
  readonly onCommitted: (seq: number) => void
}

interface CommitterOptions {
  readonly log: UpdateLog
  readonly maxCommitBytes: number
  /** Called after each commit, when all of its rows have been told. */
  readonly onCommit: () => void
  readonly onFailed: (error: Error, waiting: number) => void
  readonly onRecovered: () => void
}

export function openCommitter({ log, maxCommitBytes, onCommit, onFailed, onRecovered }: CommitterOptions): Committer {
  let queue: Waiting[] = []
  let waitingBytes = 0
  let isRunning = false
  let failures = 0
  let idle: { promise: Promise<void>; resolve: () => void } | null = null

  const takeBatch = (): Waiting[] => {
    let bytes = 0
    let count = 0
    for (const { row } of queue) {
      if (count > 0 && bytes + row.update.length > maxCommitBytes) break
      bytes += row.update.length
      count += 1
    }
    return queue.splice(0, count)
  }

  const run = async (): Promise<void> => {
    while (queue.length > 0) {
      const batch = takeBatch()
      const seqs = await append(batch.map(({ row }) => row))
      batch.forEach(({ row, onCommitted }, index) => {
        waitingBytes -= row.update.length
        onCommitted(seqs[index] ?? 0)
      })
      onCommit()
    }
    isRunning = false
    idle?.resolve()
    idle = null
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
        onFailed(cause instanceof Error ? cause : new Error(String(cause)), rows.length + queue.length)
        await pause(backoffMs(failures))
      }
    }
  }

  return {
    add(row, onCommitted) {
      queue.push({ row, onCommitted })
      waitingBytes += row.update.length
      if (isRunning) return
      isRunning = true
      // At the end of this turn of the event loop, so that all that came in it shares one fsync.
      setImmediate(() => void run())
    },
    flush() {
      if (!isRunning) return Promise.resolve()
      idle ??= withResolvers()
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

/** Growing, bounded, jittered: 50 ms to 2 s. */
function backoffMs(failures: number): number {
  return Math.min(2000, 50 * 2 ** Math.min(failures, 6)) * (0.5 + Math.random() / 2)
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
