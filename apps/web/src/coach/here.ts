import type { TrapLabel } from '@second-story/coach'
import { createStore } from 'zustand/vanilla'
import type { OwnWords } from './coachQuestions.ts'
import { coachSettings, isCoachWanted, useCoachSettings } from './coachSettings.ts'
import { ignored } from './ignored.ts'
import { organisationWords } from './settings/organisationWords.ts'

/** What decides, in the meeting that is open on this page, whether and about what the coach speaks. */
interface Here {
  readonly isOn: boolean
  readonly meeting: string
  readonly offTraps: ReadonlySet<TrapLabel>
  readonly own: OwnWords
}

/** Outside of a meeting (its id is null) the coach is silent; and where the facilitator has switched it off for everybody. */
export const openMeeting = createStore<{ readonly id: string | null; readonly isOff: boolean }>(() => ({
  id: null,
  isOff: false,
}))

export function coachHere(): Here {
  const { id, isOff } = openMeeting.getState()
  const settings = coachSettings()
  return {
    isOn: id !== null && !isOff && isCoachWanted(settings, id),
    meeting: id ?? '',
    offTraps: new Set(settings.offTraps),
    own: organisationWords.getState(),
  }
}

/** Calls whenever what `coachHere` says, or what the writer ignores, may have changed. */
export function watchCoachHere(listener: () => void): () => void {
  const stops = [openMeeting, useCoachSettings, organisationWords, ignored].map((store) => store.subscribe(listener))
  return () => stops.forEach((stop) => stop())
}
