import { Selection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/** Where the caret goes when an editor opens: to an end of the text, or to what was pressed, in the coordinates of the window. */
export type CaretPlace = 'start' | 'end' | { readonly x: number; readonly y: number }

export function placeCaret(view: EditorView, place: CaretPlace): void {
  const { doc, tr } = view.state
  view.dispatch(tr.setSelection(selectionAt(view, place) ?? Selection.atEnd(doc)))
  view.focus()
}

function selectionAt(view: EditorView, place: CaretPlace): Selection | null {
  const { doc } = view.state
  if (place === 'start') return Selection.atStart(doc)
  if (place === 'end') return Selection.atEnd(doc)
  const found = view.posAtCoords({ left: place.x, top: place.y })
  return found === null ? null : Selection.near(doc.resolve(found.pos))
}
