import { toast } from '../design/announce.tsx'
import { type HistoryStart, setRoomView } from './roomView.ts'

/** A chunk of its own: most people never go back. */
export const loadHistory = async () => ({ default: (await import('./history/HistoryDialog.tsx')).HistoryDialog })

/** Opens the history at the board as it is, or at a version. Says so if it cannot be loaded; nothing else of the room is touched. */
export async function openHistory(start: HistoryStart = { version: null, onlyDifferences: false }): Promise<void> {
  try {
    await loadHistory()
    setRoomView({ history: start })
  } catch {
    toast('The history could not be loaded. Check your connection and try again.')
  }
}
