import { createHash } from 'node:crypto'
import { collections, sections } from '@second-story/meeting'
import { contentOf, type Roots } from '@second-story/sync'
import * as Y from 'yjs'

/** What stands at each root of a board. */
export const boardRoots: Roots = {
  details: 'map',
  ...Object.fromEntries(sections.map((section) => [section, 'xml'] as const)),
  ...Object.fromEntries(collections.map((collection) => [collection, 'map'] as const)),
}

/** SHA-256, hex, of all that can be read out of a board: equal for boards that say the same, whatever was deleted on the way there. */
export function hashBoard(board: Y.Doc): string {
  return createHash('sha256')
    .update(JSON.stringify(contentOf(board, boardRoots)))
    .digest('hex')
}

/** A document of these updates, or null if they don't make a whole one. What was deleted in it is gone from memory, too. */
export function rebuild(updates: readonly Uint8Array[]): Y.Doc | null {
  const doc = new Y.Doc()
  // In one transaction, at the end of which Yjs lets go of what is deleted by then.
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  return doc.store.pendingStructs === null && doc.store.pendingDs === null ? doc : null
}
