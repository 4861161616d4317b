/** Light, dark, or as the device says. Remembered on this device. */
export type Appearance = 'system' | 'light' | 'dark'

const key = 'second-story/appearance'

export function readAppearance(): Appearance {
  try {
    const kept = localStorage.getItem(key)
    return kept === 'light' || kept === 'dark' ? kept : 'system'
  } catch {
    return 'system' // storage is refused: nothing to remember
  }
}

export function setAppearance(appearance: Appearance): void {
  try {
    localStorage.setItem(key, appearance)
  } catch {
    // storage is refused: it holds until the page is left
  }
  applyAppearance(appearance)
}

export function applyAppearance(appearance: Appearance = readAppearance()): void {
  if (appearance === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = appearance
}
