import { createHash } from 'node:crypto'
import { collections, sections } from '@second-story/meeting'
import { contentOf, restoreContent, type Roots } from '@second-story/sync'
import * as Y from 'yjs'

/** Work on whole boards, as Yjs updates (V1) in and out. All of it is slow for large ones: it runs in a thread of its own. */

/** What stands at each root of a board. */
export const boardRoots: Roots = {
  details: 'map',
  ...Object.fromEntries(sections.map((section) => [section, 'xml'] as const)),
  ...Object.fromEntries(collections.map((collection) => [collection, 'map'] as const)),
}

/** The state that these updates make, without what is deleted in it; null if they don't make a whole one. */
export function rebuildBoard(updates: readonly Uint8Array[]): Uint8Array | null {
  const board = openBoard(updates)
  return board === null ? null : Y.encodeStateAsUpdate(board)
}

/** SHA-256, hex, of all that can be read out of a board: equal for boards that say the same, whatever was deleted on the way there. */
export function hashBoard(state: Uint8Array): string | null {
  const board = openBoard([state])
  return board === null ? null : hashOf(board)
}

/** What it takes to make a board say what it said in the past. */
export type RestorePlan =
  | { readonly is: 'same' }
  | { readonly is: 'impossible' }
  /** `edit` is an update upon the board as it is; it leads to content of this hash and a state of so many bytes. */
  | { readonly is: 'edit'; readonly edit: Uint8Array; readonly hash: string; readonly bytes: number }

/** Made on a copy, and compared by content before anybody sees any of it. */
export function planRestore(now: Uint8Array, past: Uint8Array): RestorePlan {
  const [board, target] = [openBoard([now]), openBoard([past])]
  if (board === null || target === null) return { is: 'impossible' }
  const hash = hashOf(target)
  if (hashOf(board) === hash) return { is: 'same' }
  const edits: Uint8Array[] = []
  board.on('update', (update: Uint8Array) => edits.push(update))
  try {
    restoreContent(board, target, boardRoots)
  } catch {
    return { is: 'impossible' } // Yjs reads values that it does not let anybody write, and somebody hostile may have sent one
  }
  if (hashOf(board) !== hash) return { is: 'impossible' }
  return { is: 'edit', edit: Y.mergeUpdates(edits), hash, bytes: Y.encodeStateAsUpdate(board).length }
}

function openBoard(updates: readonly Uint8Array[]): Y.Doc | null {
  const board = new Y.Doc()
  // In one transaction, at the end of which Yjs lets go of what is deleted by then.
  board.transact(() => {
    for (const update of updates) Y.applyUpdate(board, update)
  })
  return board.store.pendingStructs === null && board.store.pendingDs === null ? board : null
}

function hashOf(board: Y.Doc): string {
  return createHash('sha256')
    .update(JSON.stringify(contentOf(board, boardRoots)))
    .digest('hex')
}
