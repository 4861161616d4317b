import { Worker } from 'node:worker_threads'
import { openTurns } from '../turns.ts'
import type { hashBoard, planRestore, rebuildBoard } from './boardContent.ts'

/**
 * Work on past boards, away from the thread that everybody's edits go through: of a large one it takes seconds. One job at a time; a job
 * that takes too long or too much memory ends with its thread, and the next one starts another.
 */
export interface BoardThread {
  rebuild(updates: readonly Uint8Array[]): Promise<ReturnType<typeof rebuildBoard>>
  hash(state: Uint8Array): Promise<ReturnType<typeof hashBoard>>
  plan(now: Uint8Array, past: Uint8Array): Promise<ReturnType<typeof planRestore>>
  close(): Promise<void>
}

export type BoardJob =
  | { readonly is: 'rebuild'; readonly updates: readonly Uint8Array[] }
  | { readonly is: 'hash'; readonly state: Uint8Array }
  | { readonly is: 'plan'; readonly now: Uint8Array; readonly past: Uint8Array }

export type BoardReply = { readonly is: 'done'; readonly result: unknown } | { readonly is: 'failed'; readonly kind: string }

const jobWithinMs = 60_000
const maxHeapMib = 1024
/** A thread costs some 30 MB while it waits. */
const idleMs = 60_000

/** `workerUrl` is the built `boardWorker.ts`; without it the source runs, which needs `tsx`. */
export function openBoardThread(workerUrl: URL = sourceUrl): BoardThread {
  const turns = openTurns()
  let worker: Worker | null = null
  let idle: NodeJS.Timeout | undefined

  function start(): Worker {
    const started = new Worker(workerUrl, {
      name: 'boards',
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMib },
    })
    // Whoever waits hears of it in `answerOf`. If nobody does, it must not end the process: the next job starts another thread.
    started.on('error', () => {})
    started.once('exit', () => {
      if (worker === started) worker = null
    })
    return started
  }

  async function end(): Promise<void> {
    clearTimeout(idle)
    const ending = worker
    worker = null
    await ending?.terminate()
  }

  async function run(job: BoardJob): Promise<unknown> {
    clearTimeout(idle)
    const running = (worker ??= start())
    running.ref()
    try {
      return await answerOf(running, job)
    } catch (error) {
      await end()
      throw error
    } finally {
      running.unref()
      idle = setTimeout(() => void end(), idleMs).unref()
    }
  }

  const ask = (job: BoardJob) => turns.take('', () => run(job))
  return {
    // The other end comes from the same build: what it answers has the type that the function there has.
    rebuild: (updates) => ask({ is: 'rebuild', updates }) as ReturnType<BoardThread['rebuild']>,
    hash: (state) => ask({ is: 'hash', state }) as ReturnType<BoardThread['hash']>,
    plan: (now, past) => ask({ is: 'plan', now, past }) as ReturnType<BoardThread['plan']>,
    async close() {
      await turns.idle()
      await end()
    },
  }
}

const sourceUrl = new URL('./boardWorkerFromSource.mjs', import.meta.url)

function answerOf(worker: Worker, job: BoardJob): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => fail(new Error('Work on a past board took too long.')), jobWithinMs)
    const stop = () => {
      clearTimeout(late)
      worker.off('message', done)
      worker.off('error', fail)
      worker.off('exit', gone)
    }
    const done = (reply: BoardReply) => {
      stop()
      if (reply.is === 'done') resolve(reply.result)
      else reject(new Error(`Work on a past board failed: ${reply.kind}.`))
    }
    const fail = (cause: unknown) => {
      stop()
      reject(new Error('Work on a past board ended its thread.', { cause }))
    }
    const gone = () => fail(undefined)
    worker.on('message', done)
    worker.on('error', fail)
    worker.on('exit', gone)
    worker.postMessage(job)
  })
}
