import type { TrapLabel } from '@second-story/coach'
import { createStore } from 'zustand/vanilla'
import type { OwnWords } from './coachQuestions.ts'
import { coachSettings, isCoachWanted, useCoachSettings } from './coachSettings.ts'
import { ignored } from './ignored.ts'

/** What decides, in the meeting that is open on this page, whether and about what the coach speaks. */
interface Here {
  readonly isOn: boolean
  readonly meeting: string
  readonly offTraps: ReadonlySet<TrapLabel>
  readonly own: OwnWords
}

interface OpenMeeting {
  /** Null outside of a meeting: there the coach is silent. */
  readonly id: string | null
  /** The facilitator has switched it off for everybody. */
  readonly isOff: boolean
  readonly own: OwnWords
}

export const nowhere: OpenMeeting = { id: null, isOff: false, own: { allow: [], extraWords: [] } }

export const openMeeting = createStore<OpenMeeting>(() => nowhere)

export function coachHere(): Here {
  const { id, isOff, own } = openMeeting.getState()
  const settings = coachSettings()
  const isOn = id !== null && !isOff && isCoachWanted(settings, id)
  return { isOn, meeting: id ?? '', offTraps: new Set(settings.offTraps), own }
}

/** Calls whenever what `coachHere` says, or what the writer ignores, may have changed. */
export function watchCoachHere(listener: () => void): () => void {
  const stops = [openMeeting.subscribe(listener), useCoachSettings.subscribe(listener), ignored.subscribe(listener)]
  return () => stops.forEach((stop) => stop())
}
