import { safeLink } from '@second-story/meeting'
import type { EditorView } from '@tiptap/pm/view'

/** Ctrl or Cmd and a click follow a link; a click alone only places the caret, in a text that is being edited. */
export function followLink(view: EditorView, _position: number, event: MouseEvent): boolean {
  if (view.editable && !event.ctrlKey && !event.metaKey) return false
  const anchor = event.target instanceof Element ? event.target.closest('a') : null
  const href = safeLink(anchor?.getAttribute('href'))
  if (href === null || !view.editable) return false
  window.open(href, '_blank', 'noopener,noreferrer')
  return true
}
