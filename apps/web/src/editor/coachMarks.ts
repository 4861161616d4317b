import type { Field } from '@second-story/coach'
import { Extension } from '@tiptap/core'
import { isChangeOrigin } from '@tiptap/extension-collaboration'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { yUndoPluginKey } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'
import { type Coaching, openCoaching, type Piece, type Surface } from '../coach/coaching.ts'
import type { Edit } from '../coach/ranges.ts'
import { afterWriting, unwritten, type Written } from '../coach/written.ts'
import styles from './coachMarks.module.css'

/**
 * The coach in a rich text ([I5]). What this person typed is told from what was pasted, dropped, brought back by undo, or written by others, as
 * the transactions come; what was noticed is drawn by decorations, which are on this screen and in no document, nor in the awareness.
 */
export const CoachMarks = Extension.create<{ field: Field }>({
  name: 'coachMarks',
  addProseMirrorPlugins() {
    return [coachPlugin(this.options.field)]
  },
})

let isPastedByUs = false

/** Writes at the caret what this person typed before there was an editor: theirs, though it comes as a paste does. */
export function writeTyped(view: EditorView, text: string): void {
  isPastedByUs = true
  view.pasteText(text)
  isPastedByUs = false
}

interface Seen {
  readonly written: Written
  /** Whether the last change of the words was made here. */
  readonly byWriter: boolean
}

const key = new PluginKey<Seen>('coachMarks')

function coachPlugin(field: Field): Plugin {
  let coaching: Coaching | null = null
  const point = (event: Event, view: EditorView) => {
    if (!(event instanceof PointerEvent) || event.pointerType === 'touch' || !(event.target instanceof Element)) return
    const place = event.target.closest<HTMLElement>('[data-noticed]')?.dataset['noticed']
    coaching?.pointedAt((place === undefined ? undefined : writtenOf(view.state).noticed[Number(place)]) ?? null)
  }
  return new Plugin<Seen>({
    key,
    state: {
      init: () => ({ written: unwritten, byWriter: false }),
      apply(transaction, seen) {
        const shown = transaction.getMeta(key) as Written | undefined
        if (shown !== undefined) return { ...seen, written: shown }
        if (!transaction.docChanged) return seen
        const byWriter = !isChangeOrigin(transaction)
        const isTyped = byWriter && !isBrought(transaction)
        return {
          written: editsOf(transaction, byWriter).reduce((all, edit) => afterWriting(all, edit, isTyped), seen.written),
          byWriter,
        }
      },
    },
    props: {
      decorations: drawNoticed,
      handleDOMEvents: {
        pointerover: (view, event) => point(event, view),
        pointerleave: () => coaching?.pointedAt(null),
      },
    },
    view(view) {
      const open = openCoaching(surfaceOf(view, field))
      coaching = open
      return {
        update(_view, before) {
          if (!view.state.doc.eq(before.doc)) open.changed(key.getState(view.state)?.byWriter ?? false)
          else if (!view.state.selection.eq(before.selection)) open.caretMoved()
        },
        destroy() {
          open.close()
        },
      }
    },
  })
}

function surfaceOf(view: EditorView, field: Field): Surface {
  return {
    element: view.dom,
    field,
    pieces: () => piecesOf(view.state.doc),
    written: () => writtenOf(view.state),
    show: (written) => {
      if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, written))
    },
    boxesOf({ from, to }) {
      if (view.isDestroyed || to > view.state.doc.content.size) return []
      const range = document.createRange()
      const [start, end] = [view.domAtPos(from, 1), view.domAtPos(to, -1)]
      range.setStart(start.node, start.offset)
      range.setEnd(end.node, end.offset)
      return [...range.getClientRects()]
    },
    replace(from, to, text) {
      // A step of its own, however soon before or after it something is typed.
      const history = yUndoPluginKey.getState(view.state) as { undoManager: Y.UndoManager } | undefined
      history?.undoManager.stopCapturing()
      view.dispatch(view.state.tr.insertText(text, from, to).scrollIntoView())
      history?.undoManager.stopCapturing()
    },
    caret: () => (view.state.selection.empty && view.hasFocus() ? view.state.selection.head : null),
    isComposing: () => view.composing,
    focus(at) {
      if (at !== undefined) view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at))))
      view.focus()
    },
    // The frame listens for the focus that leaves it (RichTextEditor.tsx).
    left: () => view.dom.dispatchEvent(new FocusEvent('focusout', { bubbles: true })),
  }
}

function writtenOf(state: EditorState): Written {
  return key.getState(state)?.written ?? unwritten
}

/** Pasted or dropped: it may be anybody’s. */
function isBrought(transaction: Transaction): boolean {
  if (isPastedByUs) return false
  return transaction.getMeta('paste') === true || ['paste', 'drop'].includes(String(transaction.getMeta('uiEvent')))
}

/** In the order in which they apply, each in the places that the one before it left. */
function editsOf(transaction: Transaction, byWriter: boolean): readonly Edit[] {
  // The binding replaces the whole document for every letter of somebody else.
  if (!byWriter) return difference(transaction.before, transaction.doc)
  return transaction.mapping.maps.flatMap((map) => {
    const edits: Edit[] = []
    map.forEach((from, to, newFrom, newTo) => edits.push({ from, to, length: newTo - newFrom }))
    // Their places are those before the step: from the end on, none moves another.
    return edits.reverse()
  })
}

function difference(before: Node, after: Node): readonly Edit[] {
  const from = before.content.findDiffStart(after.content)
  const ends = before.content.findDiffEnd(after.content)
  if (from === null || ends === null) return []
  // The same letters at both ends of a change (“aa” into “aaa”) are counted once.
  const overlap = Math.max(0, from - Math.min(ends.a, ends.b))
  return [{ from, to: ends.a + overlap, length: ends.b + overlap - from }]
}

/** The writer’s own voice: quotations and code are somebody else’s. One unit for each position, so that places agree. */
function piecesOf(doc: Node): readonly Piece[] {
  const pieces: Piece[] = []
  doc.descendants((node, at) => {
    if (node.type.name === 'blockquote' || node.type.spec.code) return false
    if (!node.isTextblock) return true
    let words = ''
    for (const child of node.children) {
      const text = child.text ?? '\n'.padEnd(child.nodeSize)
      words += child.marks.some(({ type }) => type.spec.code) ? silenced(text) : text
    }
    pieces.push({ words, at: at + 1 })
    return false
  })
  return pieces
}

/** Of the same length, and read as code. */
function silenced(text: string): string {
  return text.length < 3 ? '…'.repeat(text.length) : `\`${'x'.repeat(text.length - 2)}\``
}

function drawNoticed(state: EditorState): DecorationSet {
  const { noticed } = writtenOf(state)
  if (noticed.length === 0) return DecorationSet.empty
  return DecorationSet.create(
    state.doc,
    noticed.map(({ from, to }, index) =>
      Decoration.inline(from, to, { class: styles['noticed'] ?? '', 'data-noticed': String(index) }),
    ),
  )
}
