import { Worker } from 'node:worker_threads'
import { StoreClosedError } from '../errors.ts'
import type { StoreNotice } from '../store.ts'
import { toError } from './failures.ts'
import { openingId, type Reply, type Request } from './protocol.ts'

/** One worker, from its start to its end: sends calls, and settles their promises when the answers come. */
export interface RunningWorker {
  call(request: Omit<Request, 'id'>, move: readonly ArrayBuffer[]): Promise<unknown>
  /** Resolves once every call made before is done, the files are closed and the thread has ended. */
  close(now: number): Promise<void>
}

interface WorkerOptions {
  readonly path: string
  readonly mendsIndex: boolean
  readonly workerUrl: URL
  readonly notice: (notice: StoreNotice) => void
  /** It has ended without being closed, once it was open. Calls that waited have been rejected: whether they were done can't be known. */
  readonly onDied: (cause: unknown) => void
}

/** Resolves when the database is open. */
export async function startWorker({ path, mendsIndex, workerUrl, notice, onDied }: WorkerOptions): Promise<RunningWorker> {
  const worker = new Worker(workerUrl, { name: 'store', workerData: { path, mendsIndex }, execArgv: [] })
  const waiting = new Map<number, Waiting>()
  let lastId = openingId
  let isOpen = false
  let isClosing = false
  let cause: unknown = null
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))

  await new Promise<void>((resolve, reject) => {
    waiting.set(openingId, { resolve: () => resolve(), reject })
    worker.on('message', receive)
    worker.on('error', (error) => {
      cause = error
    })
    worker.on('exit', (code) => end(cause ?? new Error(`it ended with code ${code}`)))
  })
  isOpen = true

  return {
    call: send,
    async close(now) {
      isClosing = true
      await send({ now, call: { port: 'thread', method: 'close', args: [] } }, [])
      await ended
    },
  }

  function send(request: Omit<Request, 'id'>, move: readonly ArrayBuffer[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      lastId += 1
      waiting.set(lastId, { resolve, reject })
      worker.postMessage({ id: lastId, ...request } satisfies Request, move)
    })
  }

  function receive(reply: Reply): void {
    switch (reply.is) {
      case 'done':
        return settle(reply.id)?.resolve(reply.result)
      case 'failed':
        return settle(reply.id)?.reject(toError(reply.failure))
      case 'notice':
        return notice(reply.notice)
      default:
        return reply satisfies never
    }
  }

  function settle(id: number): Waiting | undefined {
    const call = waiting.get(id)
    waiting.delete(id)
    return call
  }

  /** No answer will come any more. First the state, then those who waited: they may ask again at once. */
  function end(reason: unknown): void {
    if (isOpen && !isClosing) onDied(reason)
    const message = isClosing ? 'The store is closed.' : 'The thread of the store has died.'
    for (const call of waiting.values()) call.reject(new StoreClosedError(message, { cause: reason }))
    waiting.clear()
  }
}

interface Waiting {
  resolve(result: unknown): void
  reject(error: Error): void
}
