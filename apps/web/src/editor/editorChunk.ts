import type { ComponentType } from 'react'
import type { RichTextEditorProps } from './RichTextEditor.tsx'

/** The editor is more than half of what a room downloads, so it comes after the room is there. */
export type EditorChunk =
  | { readonly is: 'absent' }
  | { readonly is: 'loading' }
  | { readonly is: 'failed' }
  | { readonly is: 'ready'; readonly Editor: ComponentType<RichTextEditorProps> }

/** Unlike `React.lazy`, a load that failed (offline) may be tried again, and one that is done shows the editor at once. */
export function loadEditor(): void {
  if (chunk.is === 'loading' || chunk.is === 'ready') return
  enter({ is: 'loading' })
  import('./RichTextEditor.tsx').then(
    ({ RichTextEditor }) => enter({ is: 'ready', Editor: RichTextEditor }),
    () => enter({ is: 'failed' }),
  )
}

/** Fetches the editor once the browser has nothing better to do, so that the first click on a text need not wait. */
export function preloadEditor(): void {
  // Safari has no idle callback.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(loadEditor, { timeout: 3000 })
  else setTimeout(loadEditor, 500)
}

export function editorChunk(): EditorChunk {
  return chunk
}

export function watchEditorChunk(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

let chunk: EditorChunk = { is: 'absent' }
const listeners = new Set<() => void>()

function enter(next: EditorChunk): void {
  chunk = next
  for (const listener of listeners) listener()
}
