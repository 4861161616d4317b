import * as Y from 'yjs'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Past } from './historyApi.ts'
import { keyOf, type Look } from './look.ts'

/** A board as it was. */
export interface PastBoard {
  readonly of: Past
  readonly doc: Y.Doc
}

/** What is shown while another moment is on its way, or did not come: the one before it. */
export interface PastBoardsState {
  /** Null stands for now. */
  readonly shown: PastBoard | null
  readonly is: 'idle' | 'loading' | 'failed'
  /** Why the wanted one did not come. */
  readonly failure: unknown
}

export interface PastBoards {
  readonly state: StoreApi<PastBoardsState>
  /** Shows this one as soon as it is here, or now; whatever was wanted before is not waited for any more. */
  want(look: Look): void
  /** Asks once more for what is wanted. */
  retry(): void
  close(): void
}

/** As long as somebody moves the slider on, nothing is asked for. */
const restMs = 120
/** Longer than a large board takes on a busy server; then somebody must be told. */
const patienceMs = 20_000
/** Going to and fro between a few moments costs nothing. */
const maxKept = 12

/** Earlier boards by `fetchBoard`, which gives a Yjs update V1 and should stop at its signal. One request at a time. */
export function openPastBoards(fetchBoard: (past: Past, signal: AbortSignal) => Promise<Uint8Array>): PastBoards {
  const state = createStore<PastBoardsState>(() => ({ shown: null, is: 'idle', failure: null }))
  const kept = new Map<string, PastBoard>()
  let wanted: Past | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let request = new AbortController()

  const stop = () => {
    clearTimeout(timer)
    request.abort()
  }
  const load = async (past: Past) => {
    request = new AbortController()
    const { signal } = request
    const patience = setTimeout(() => state.setState({ is: 'failed', failure: null }), patienceMs)
    signal.addEventListener('abort', () => clearTimeout(patience))
    try {
      const update = await fetchBoard(past, signal)
      if (signal.aborted) return
      const doc = new Y.Doc()
      Y.applyUpdate(doc, update)
      keep({ of: past, doc })
      state.setState({ shown: { of: past, doc }, is: 'idle', failure: null })
    } catch (failure) {
      if (!signal.aborted) state.setState({ is: 'failed', failure })
    } finally {
      clearTimeout(patience)
    }
  }
  const keep = (board: PastBoard) => {
    kept.set(keyOf(board.of), board)
    const [oldest] = kept.keys()
    if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest)
  }
  const begin = (past: Past, afterMs: number) => {
    stop()
    state.setState({ is: 'loading', failure: null })
    timer = setTimeout(() => void load(past), afterMs)
  }

  return {
    state,
    want(look) {
      if (look.is === 'now') {
        stop()
        wanted = null
        state.setState({ shown: null, is: 'idle', failure: null })
        return
      }
      if (wanted !== null && keyOf(wanted) === keyOf(look)) return
      wanted = look
      const board = kept.get(keyOf(look))
      if (board === undefined) {
        begin(look, restMs)
      } else {
        stop()
        state.setState({ shown: board, is: 'idle', failure: null })
      }
    },
    retry() {
      if (wanted !== null) begin(wanted, 0)
    },
    close() {
      stop()
      wanted = null
    },
  }
}
