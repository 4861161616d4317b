import { Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state'
import {
  getRelativeSelection,
  type ProsemirrorBinding,
  relativePositionToAbsolutePosition,
  ySyncPlugin,
  ySyncPluginKey,
} from '@tiptap/y-tiptap'
import type { EditorView } from '@tiptap/pm/view'
import type * as Y from 'yjs'

interface SharedTextOptions {
  fragment: Y.XmlFragment
  undoManager: Y.UndoManager
}

/**
 * Binds the editor to a shared fragment, and its undo keys to a history that many editors share. Instead of Tiptap's Collaboration, whose
 * undo plugin destroys the history when the first editor closes (structural edits are then no longer captured) and leaves its listeners on
 * it for ever.
 */
export const SharedText = Extension.create<SharedTextOptions>({
  name: 'sharedText',
  // Before whatever reads the binding, as the carets do.
  priority: 1000,

  addKeyboardShortcuts() {
    const { undoManager } = this.options
    // Even with nothing to take back the key is ours: the browser's own undo would tear the text apart.
    const redo = () => {
      undoManager.redo()
      return true
    }
    return {
      'Mod-z': () => {
        undoManager.undo()
        return true
      },
      'Shift-Mod-z': redo,
      'Mod-y': redo,
    }
  },

  addProseMirrorPlugins() {
    const { fragment, undoManager } = this.options
    undoManager.addTrackedOrigin(ySyncPluginKey)
    undoManager.stopCapturing()
    const sync = ySyncPlugin(fragment) as Plugin
    return [sync, selectionHistory(fragment, undoManager)]
  },
})

/** The binding of this state's editor to its fragment; null before it has begun and after it has ended. */
export function bindingOf(state: EditorState): ProsemirrorBinding | null {
  const sync = ySyncPluginKey.getState(state) as { binding: ProsemirrorBinding | null } | undefined
  const binding = sync?.binding ?? null
  return binding !== null && binding.prosemirrorView !== null ? binding : null
}

/** Whether the transaction brings what somebody else (or undo) did to the fragment. */
export function isFromElsewhere(transaction: Transaction): boolean {
  const meta = transaction.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined
  return meta?.isChangeOrigin === true
}

type RelativeSelection = ReturnType<typeof getRelativeSelection>

const selectionHistoryKey = new PluginKey<RelativeSelection | null>('selectionHistory')

/** Puts the caret back to where it was before the change that is taken back. */
function selectionHistory(fragment: Y.XmlFragment, undoManager: Y.UndoManager): Plugin {
  return new Plugin<RelativeSelection | null>({
    key: selectionHistoryKey,
    state: {
      init: () => null,
      apply(transaction, before, oldState) {
        if (!transaction.docChanged || isFromElsewhere(transaction)) return before
        const binding = bindingOf(oldState)
        return binding === null ? before : getRelativeSelection(binding, oldState)
      },
    },
    filterTransaction(transaction) {
      // What a rule made of the typed letters ('- ' into a list) can be taken back without the letters.
      if (transaction.getMeta('inputRule') === true) undoManager.stopCapturing()
      return true
    },
    view(view) {
      const added = ({ stackItem, type, origin, changedParentTypes }: StackItemEvent) => {
        if (type !== 'undo' || origin !== ySyncPluginKey || !changedParentTypes.has(fragment)) return
        const selection = selectionHistoryKey.getState(view.state)
        if (selection) stackItem.meta.set(fragment, selection)
      }
      const popped = ({ stackItem, type }: StackItemEvent) => {
        const selection = stackItem.meta.get(fragment) as RelativeSelection | undefined
        if (type === 'undo' && selection && view.hasFocus()) restoreSelection(view, selection)
      }
      undoManager.on('stack-item-added', added)
      undoManager.on('stack-item-popped', popped)
      return {
        destroy() {
          undoManager.off('stack-item-added', added)
          undoManager.off('stack-item-popped', popped)
          // What is done next elsewhere is a step of its own, however soon.
          undoManager.stopCapturing()
        },
      }
    },
  })
}

interface StackItemEvent {
  stackItem: { meta: Map<unknown, unknown> }
  type: 'undo' | 'redo'
  origin: unknown
  changedParentTypes: Map<unknown, unknown>
}

function restoreSelection(view: EditorView, { anchor, head }: RelativeSelection): void {
  const binding = bindingOf(view.state)
  if (binding === null) return
  const [from, to] = [anchor, head].map((position) =>
    relativePositionToAbsolutePosition(binding.doc, binding.type, position, binding.mapping),
  )
  const { doc, tr } = view.state
  const size = doc.content.size
  if (from === null || from === undefined || to === null || to === undefined || from > size || to > size) return
  view.dispatch(tr.setSelection(TextSelection.between(doc.resolve(from), doc.resolve(to))).scrollIntoView())
}
