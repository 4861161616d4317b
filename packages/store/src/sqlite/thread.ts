import { Worker } from 'node:worker_threads'
import { StoreClosedError } from '../errors.ts'
import type { StoreNotice } from '../store.ts'
import { toError } from './failures.ts'
import { type Call, openingId, type Reply, type Request } from './protocol.ts'

/** This side of the store's thread: sends calls, and settles their promises when the answers come. */
export interface Thread {
  /** Buffers in `move` are not usable here afterwards. Rejects with `StoreClosedError` once the thread is closed or dead. */
  call(call: Call, move?: readonly ArrayBuffer[]): Promise<unknown>
  /** Resolves once every call made before is done, the files are closed and the thread has ended. */
  close(): Promise<void>
}

export interface ThreadOptions {
  readonly path: string
  readonly workerUrl: URL
  readonly now: () => number
  readonly notice: (notice: StoreNotice) => void
}

/** Resolves when the database is open. */
export async function startThread({ path, workerUrl, now, notice }: ThreadOptions): Promise<Thread> {
  const worker = new Worker(workerUrl, { name: 'store', workerData: { path }, execArgv: [] })
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let closing: Promise<void> | null = null
  let dead: StoreClosedError | null = null

  await new Promise<void>((resolve, reject) => {
    waiting.set(openingId, { resolve: () => resolve(), reject })
    worker.on('message', receive)
    worker.on('error', (cause) => fail(new StoreClosedError('The thread of the store has died. Restart the server.', { cause })))
    worker.on('exit', () => fail(new StoreClosedError('The store is closed.')))
  })

  return {
    call(call, move = []) {
      return closing === null ? send(call, move) : Promise.reject(new StoreClosedError('The store is closed.'))
    },
    close() {
      closing ??= dead === null ? send({ port: 'store', method: 'close', args: [] }, []).then(() => ended) : Promise.resolve()
      return closing
    },
  }

  function send(call: Call, move: readonly ArrayBuffer[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (dead !== null) return reject(dead)
      lastId += 1
      waiting.set(lastId, { resolve, reject })
      worker.postMessage({ id: lastId, now: now(), call } satisfies Request, move)
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

  /** No answer will come any more. Whether the calls that wait were done can't be known: their callers must ask again. */
  function fail(reason: StoreClosedError): void {
    dead ??= reason
    for (const call of waiting.values()) call.reject(dead)
    waiting.clear()
  }
}

interface Waiting {
  resolve(result: unknown): void
  reject(error: Error): void
}
