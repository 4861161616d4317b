import { createStore } from 'zustand/vanilla'

/** Whether the dialog for importing is open, and what was pasted elsewhere and led there. */
export const importing = createStore<{ readonly isOpen: boolean; readonly pasted: string | null }>(() => ({
  isOpen: false,
  pasted: null,
}))

export function closeImport(): void {
  importing.setState({ isOpen: false, pasted: null })
}
