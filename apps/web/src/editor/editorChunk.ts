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
  fetchEditor().then(
    (Editor) => enter({ is: 'ready', Editor }),
    (error: unknown) => {
      failedAddress = addressIn(error)
      enter({ is: 'failed' })
    },
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

let failedAddress: string | null = null
let retries = 0

/** Browsers remember that a module could not be fetched, and never ask for its address again (whatwg/html #6768): ask for another one. */
async function fetchEditor(): Promise<ComponentType<RichTextEditorProps>> {
  const module =
    failedAddress === null
      ? await import('./RichTextEditor.tsx')
      : ((await import(/* @vite-ignore */ `${failedAddress}?again=${++retries}`)) as typeof import('./RichTextEditor.tsx'))
  return module.RichTextEditor
}

/** Only the error knows what the chunk is called. Null where the browser doesn't tell (Safari): there, only a reload helps. */
function addressIn(error: unknown): string | null {
  const address = error instanceof Error ? /https?:\/\/[^\s?]+/.exec(error.message)?.[0] : undefined
  return address !== undefined && new URL(address).origin === location.origin ? address : failedAddress
}

function enter(next: EditorChunk): void {
  chunk = next
  for (const listener of listeners) listener()
}
