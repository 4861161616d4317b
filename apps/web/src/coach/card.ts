import { createStore } from 'zustand/vanilla'
import type { Surface } from './coaching.ts'
import { isSameNotice, type Noticed } from './written.ts'

/** The one card of the screen: which finding it is about, and what opened it. */
interface Shown {
  readonly surface: Surface
  readonly noticed: Noticed
  readonly by: 'caret' | 'pointer' | 'key'
}

export const card = createStore<{ readonly shown: Shown | null }>(() => ({ shown: null }))

/** Long enough for a pointer that only passes, and to get from the words to the card. */
const opensAfterMs = 250
const closesAfterMs = 350
let dismissed: Noticed | null = null
let timer: ReturnType<typeof setTimeout> | undefined

export function showCard(shown: Shown): void {
  clearTimeout(timer)
  const before = card.getState().shown
  if (before?.surface === shown.surface && before.noticed === shown.noticed && before.by === shown.by) return
  card.setState({ shown })
}

export function hideCard(): void {
  clearTimeout(timer)
  if (card.getState().shown !== null) card.setState({ shown: null })
}

/** The writer has closed it. Moving the caret on within the same words does not bring it back. */
export function dismissCard(): void {
  dismissed = card.getState().shown?.noticed ?? null
  hideCard()
}

/** The caret stands in these words now, or in none that were noticed. */
export function caretAt(surface: Surface, noticed: Noticed | null): void {
  if (noticed === null || (dismissed !== null && !isSameNotice(noticed, dismissed))) dismissed = null
  const { shown } = card.getState()
  if (noticed !== null) {
    if (dismissed === null) showCard({ surface, noticed, by: 'caret' })
  } else if (shown?.surface === surface && shown.by !== 'pointer') hideCard()
}

/** The pointer is on noticed words, or on none any more. */
export function pointAt(surface: Surface, noticed: Noticed | null): void {
  clearTimeout(timer)
  const { shown } = card.getState()
  if (noticed !== null) {
    if (shown === null || (shown.by === 'pointer' && shown.noticed !== noticed)) {
      timer = setTimeout(() => showCard({ surface, noticed, by: 'pointer' }), opensAfterMs)
    }
  } else if (shown?.by === 'pointer') timer = setTimeout(hideCard, closesAfterMs)
}

/** The pointer has reached the card, or left it. */
export function holdCard(isHeld: boolean): void {
  clearTimeout(timer)
  if (!isHeld && card.getState().shown?.by === 'pointer') timer = setTimeout(hideCard, closesAfterMs)
}

/** Whether this element is in the card: a text whose focus goes there is still being written in. */
export function isInCard(element: EventTarget | null): boolean {
  return element instanceof Element && element.closest('[data-coach-card]') !== null
}
