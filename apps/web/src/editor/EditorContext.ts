import { createContext } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'

/** What every editor of a room shares: who writes, who else is here, and one history of one's own changes. */
export interface EditorSurroundings {
  /** Null where nobody else can be seen, as in one's own parked ideas. */
  readonly awareness: Awareness | null
  readonly undoManager: Y.UndoManager
  readonly user: Writer
}

export interface Writer {
  readonly id: string
  readonly name: string
  /** 1 to 12, `personColour(id)`. */
  readonly colour: number
}

/** Null outside a room: there, texts can be read and not edited. */
export const EditorContext = createContext<EditorSurroundings | null>(null)
