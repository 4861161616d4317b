import type { TrapLabel } from '@second-story/coach'
import { createStore } from 'zustand/vanilla'
import type { OwnWords } from './coachQuestions.ts'
import { ignored } from './ignored.ts'

/** What decides, in the meeting that is open on this page, whether and about what the coach speaks. */
interface Here {
  readonly isOn: boolean
  readonly meeting: string
  readonly offTraps: ReadonlySet<TrapLabel>
  readonly own: OwnWords
}

/** Null outside of a meeting: there the coach is silent. */
export const openMeeting = createStore<{ readonly id: string | null }>(() => ({ id: null }))

export function coachHere(): Here {
  const { id } = openMeeting.getState()
  return { isOn: id !== null, meeting: id ?? '', offTraps: new Set(), own: { allow: [], extraWords: [] } }
}

/** Calls whenever what `coachHere` says, or what the writer ignores, may have changed. */
export function watchCoachHere(listener: () => void): () => void {
  const stops = [openMeeting.subscribe(listener), ignored.subscribe(listener)]
  return () => stops.forEach((stop) => stop())
}
