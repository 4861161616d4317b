import { toast } from '../design/announce.tsx'
import { importing } from './importing.ts'

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
