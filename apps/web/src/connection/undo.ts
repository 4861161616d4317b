import { boardCollection, boardDetails, boardSection, collections, sections } from '@second-story/meeting'
import * as Y from 'yjs'
import { keepsOthersWords } from './keepsOthersWords.ts'

/** One history per person for the whole meeting: takes back only one's own changes, in any editor or list, in order. */
export interface Undo {
  readonly manager: Y.UndoManager
  undo(): boolean
  redo(): boolean
  close(): void
}

export function openUndo(board: Y.Doc, origin: symbol): Undo {
  const roots = [
    boardDetails(board),
    ...sections.map((section) => boardSection(board, section)),
    ...collections.map((collection) => boardCollection(board, collection)),
  ]
  // Editors add their own origin when they are loaded, so that the room doesn't pay for theirs.
  const manager = new Y.UndoManager(roots, {
    trackedOrigins: new Set([origin]),
    captureTimeout: 600,
    deleteFilter: keepsOthersWords,
  })
  const destroy = manager.destroy.bind(manager)
  // Each editor's undo plugin destroys the manager that it was given when it unmounts; this one outlives them all.
  manager.destroy = () => undefined
  return {
    manager,
    undo: () => manager.undo() !== null,
    redo: () => manager.redo() !== null,
    close: destroy,
  }
}
