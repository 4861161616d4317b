import type { Editor } from '@tiptap/core'
import { Collaboration, type CollaborationOptions, type CollaborationStorage } from '@tiptap/extension-collaboration'
import { type EditorState, Plugin, type PluginSpec, type StateField, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import {
  type getRelativeSelection,
  type ProsemirrorBinding,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
  yUndoPluginKey,
} from '@tiptap/y-tiptap'
import type * as Y from 'yjs'
import { wouldLoseWords } from './editableFragment.ts'

interface SharedTextOptions extends CollaborationOptions {
  fragment: Y.XmlFragment
  /** Shared by many editors, and outlives them. */
  yUndoOptions: { undoManager: Y.UndoManager }
  /** The fragment holds what the binding would delete. The editor is not, or no longer, bound to it: close it. */
  onUnfit: () => void
}

/** Tiptap's Collaboration for a text that may cease to fit the schema, and for a history that doesn't end with this editor. */
export const SharedText = Collaboration.extend<SharedTextOptions, CollaborationStorage>({
  addProseMirrorPlugins() {
    const { fragment, yUndoOptions, onUnfit } = this.options
    if (wouldLoseWords(fragment)) {
      onUnfit()
      return []
    }
    const plugins = this.parent?.() ?? []
    for (const { spec } of plugins) {
      if (spec.key === ySyncPluginKey && spec.state !== undefined) spec.state = forgetful(spec.state)
      if (spec.key === yUndoPluginKey) spec.view = shared(spec.view, fragment, yUndoOptions.undoManager)
    }
    return [guard(fragment, this.editor, onUnfit), ...plugins]
  },
})

/** The binding of this state's editor to its fragment; null before it has begun and after it has ended. */
export function bindingOf(state: EditorState): ProsemirrorBinding | null {
  const sync = ySyncPluginKey.getState(state) as { binding: ProsemirrorBinding | null } | undefined
  const binding = sync?.binding ?? null
  return binding !== null && binding.prosemirrorView !== null ? binding : null
}

/** Watches before the binding does, which would delete what does not fit. What is done here fits. */
function guard(fragment: Y.XmlFragment, editor: Editor, onUnfit: () => void): Plugin {
  const check = (_events: unknown, transaction: Y.Transaction) => {
    if (transaction.local || !wouldLoseWords(fragment)) return
    editor.destroy()
    onUnfit()
  }
  return new Plugin({
    view() {
      fragment.observeDeep(check)
      return { destroy: () => fragment.unobserveDeep(check) }
    },
  })
}

type SyncState = StateField<{ addToHistory: boolean }>

/**
 * The state of y-tiptap's sync plugin, but without `addToHistory: false` outliving the change of somebody else that brought it: the next
 * redraw of a caret would end one's own step of undo, and who writes beside others could take back only letters.
 */
function forgetful(state: SyncState): SyncState {
  return {
    ...state,
    apply(transaction, value, before, after) {
      const next = state.apply(transaction, value, before, after)
      if (!transaction.docChanged) next.addToHistory = true
      return next
    },
  }
}

type OpenView = NonNullable<PluginSpec<unknown>['view']>

/**
 * The view of y-tiptap's undo plugin, but for a shared history: closed it does not destroy it (nothing would be captured any more, in lists
 * neither), and leaves none of its listeners there, which would keep every editor that ever was.
 */
function shared(open: OpenView | undefined, fragment: Y.XmlFragment, undoManager: Y.UndoManager): OpenView {
  return (view) => {
    undoManager.addTrackedOrigin(ySyncPluginKey)
    undoManager.stopCapturing()
    const before = listenersOf(undoManager)
    open?.(view)
    const popped = caretAfterUndo(view, fragment)
    undoManager.on('stack-item-popped', popped)
    const own = listenersOf(undoManager).filter(([, listener]) => !before.some(([, other]) => other === listener))
    return {
      destroy() {
        for (const [event, listener] of own) undoManager.off(event, listener)
        // What is done next elsewhere is a step of its own, however soon.
        undoManager.stopCapturing()
      },
    }
  }
}

type StackEvent = 'stack-item-added' | 'stack-item-popped'

function listenersOf(undoManager: Y.UndoManager) {
  const events: StackEvent[] = ['stack-item-added', 'stack-item-popped']
  return events.flatMap((event) =>
    [...(undoManager._observers.get(event) ?? [])].map((listener: () => void) => [event, listener] as const),
  )
}

interface PoppedEvent {
  type: 'undo' | 'redo'
  changedParentTypes: Map<unknown, unknown>
}

type RelativeSelection = ReturnType<typeof getRelativeSelection>

/**
 * Puts the caret back to where it was before the change that is taken back. y-tiptap has remembered the place, but hands it to the binding
 * too late: the caret would jump there with the next change of the text, which may be somebody else's.
 */
function caretAfterUndo(view: EditorView, fragment: Y.XmlFragment) {
  return ({ type, changedParentTypes }: PoppedEvent) => {
    const binding = bindingOf(view.state)
    if (binding === null) return
    const remembered: { beforeTransactionSelection: RelativeSelection | null } = binding
    const selection = remembered.beforeTransactionSelection
    remembered.beforeTransactionSelection = null
    if (type === 'undo' && selection !== null && changedParentTypes.has(fragment) && view.hasFocus()) {
      restoreSelection(view, binding, selection)
    }
  }
}

function restoreSelection(view: EditorView, binding: ProsemirrorBinding, { anchor, head }: RelativeSelection): void {
  const [from, to] = [anchor, head].map((position) =>
    relativePositionToAbsolutePosition(binding.doc, binding.type, position, binding.mapping),
  )
  const { doc, tr } = view.state
  const size = doc.content.size
  if (from === null || from === undefined || to === null || to === undefined || from > size || to > size) return
  view.dispatch(tr.setSelection(TextSelection.between(doc.resolve(from), doc.resolve(to))).scrollIntoView())
}
