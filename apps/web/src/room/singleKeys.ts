import { create } from 'zustand'

/** Whether keys of one character work on this device. Dictation and a resting hand press them by accident (WCAG 2.1.4). */
const kept = 'second-story/single-keys'

export const useSingleKeys = create<{ readonly areOn: boolean }>()(() => ({ areOn: read() }))

export function setSingleKeys(areOn: boolean): void {
  useSingleKeys.setState({ areOn })
  try {
    localStorage.setItem(kept, areOn ? 'on' : 'off')
  } catch {
    // storage is refused: it holds until the page is left
  }
}

function read(): boolean {
  try {
    return localStorage.getItem(kept) !== 'off'
  } catch {
    return true // storage is refused: nothing to remember
  }
}
