import { createStore } from 'zustand/vanilla'
import { toast } from '../design/announce.tsx'

/** Whether the dialog is open, and what was pasted elsewhere and led here. */
export const importing = createStore<{ readonly isOpen: boolean; readonly pasted: string | null }>(() => ({
  isOpen: false,
  pasted: null,
}))

/** A chunk of its own: it is wanted once or twice for a review. */
export const loadImport = async () => ({ default: (await import('./import/ImportDialog.tsx')).ImportDialog })

/** Opens the dialog; with `pasted` it begins to read that. Says so if it can't be loaded; nothing else of the room is touched. */
export async function openImport(pasted: string | null = null): Promise<void> {
  try {
    await loadImport()
    importing.setState({ isOpen: true, pasted })
  } catch {
    toast('Importing could not be loaded. Check your connection and try again.')
  }
}

export function closeImport(): void {
  importing.setState({ isOpen: false, pasted: null })
}
