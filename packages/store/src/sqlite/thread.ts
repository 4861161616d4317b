import { StoreClosedError } from '../errors.ts'
import type { StoreNotice } from '../store.ts'
import type { Call } from './protocol.ts'
import { type RunningWorker, startWorker } from './runningWorker.ts'

/** The store's thread as this side sees it, whichever worker is doing it at the moment. */
export interface Thread {
  /**
   * Buffers in `move` are not usable here afterwards. Rejects with `StoreClosedError` if the store is closed, or its thread dies meanwhile:
   * then nobody knows whether the call was done, and it may be made again.
   */
  call(call: Call, move?: readonly ArrayBuffer[]): Promise<unknown>
  /** Resolves once every call made before is done, the files are closed and the thread has ended. */
  close(): Promise<void>
}

export interface ThreadOptions {
  readonly path: string
  readonly mendsIndex: boolean
  readonly workerUrl: URL
  readonly now: () => number
  readonly notice: (notice: StoreNotice) => void
}

type State =
  | { is: 'running'; worker: RunningWorker }
  /** It died, and the next one starts after `timer`, or is starting. */
  | { is: 'dead'; cause: unknown; timer: ReturnType<typeof setTimeout> | undefined }
  | { is: 'closed'; done: Promise<void> }

/**
 * Resolves when the database is open; rejects if that fails. A thread that dies later (out of memory, a bug) is started again, for as long as
 * it takes: without it nothing can be saved, and what people write is still in the memory of this process.
 */
export async function startThread({ path, mendsIndex, workerUrl, now, notice }: ThreadOptions): Promise<Thread> {
  let deaths = 0
  let startedAt = performance.now()
  let starting: Promise<void> | null = null
  let state: State = { is: 'running', worker: await start() }

  return {
    call(call, move = []) {
      switch (state.is) {
        case 'running':
          return state.worker.call({ now: now(), call }, move)
        case 'dead':
          return Promise.reject(
            new StoreClosedError('The thread of the store has died and is being started again.', { cause: state.cause }),
          )
        case 'closed':
          return Promise.reject(new StoreClosedError('The store is closed.'))
        default:
          return state satisfies never
      }
    },
    close() {
      if (state.is === 'closed') return state.done
      const before = state
      state = { is: 'closed', done: closeAfter(before) }
      return state.done
    },
  }

  function start(): Promise<RunningWorker> {
    startedAt = performance.now()
    return startWorker({ path, mendsIndex, workerUrl, notice, onDied })
  }

  async function closeAfter(before: Exclude<State, { is: 'closed' }>): Promise<void> {
    if (before.is === 'running') return before.worker.close(now())
    clearTimeout(before.timer)
    await starting
  }

  function onDied(cause: unknown): void {
    if (state.is === 'closed') return
    notice({ is: 'thread-died', cause: cause instanceof Error ? cause.message : String(cause) })
    deaths = performance.now() - startedAt > soundMs ? 1 : deaths + 1
    const timer = setTimeout(() => {
      starting = startAgain()
    }, backoffMs(deaths))
    state = { is: 'dead', cause, timer }
  }

  async function startAgain(): Promise<void> {
    try {
      const worker = await start()
      // Closed while it was starting.
      if (state.is === 'closed') await worker.close(now())
      else state = { is: 'running', worker }
    } catch (cause) {
      onDied(cause)
    }
  }
}

/** A thread that has worked for so long has died of something new. */
const soundMs = 60_000

/** Growing and bounded: 100 ms to 5 s. */
function backoffMs(deaths: number): number {
  return Math.min(5_000, 50 * 2 ** Math.min(deaths, 10))
}
