import { type TrapLabel, trapLabels } from '@second-story/coach'
import { z } from 'zod/mini'
import { create } from 'zustand'

/** Whether and about what the coach speaks to this person: chosen by them, kept on this device, told to nobody. */
export interface CoachSettings {
  readonly isOn: boolean
  /** Ids of the meetings in which it is silent; the newest last. */
  readonly offMeetings: readonly string[]
  readonly offTraps: readonly TrapLabel[]
}

const key = 'second-story/coach/settings'
/** Some years of meetings. */
const maxMeetings = 200

const KeptSchema = z.object({
  isOn: z.catch(z.boolean(), true),
  offMeetings: z.catch(z.array(z.string()), []),
  // Of another version it may know a trap that this one does not.
  offTraps: z.pipe(
    z.catch(z.array(z.string()), []),
    z.transform((labels) => trapLabels.filter((label) => labels.includes(label))),
  ),
})

export const useCoachSettings = create<CoachSettings>()(() => readKept())

export function coachSettings(): CoachSettings {
  return useCoachSettings.getState()
}

/** Everywhere. What is off in a meeting, and which traps are, stays as it was. */
export function setCoachOn(isOn: boolean): void {
  change((settings) => ({ ...settings, isOn }))
}

export function setCoachInMeeting(meeting: string, isOn: boolean): void {
  change((settings) => ({ ...settings, offMeetings: without(settings.offMeetings, meeting, isOn).slice(-maxMeetings) }))
}

export function setTrap(trap: TrapLabel, isOn: boolean): void {
  change((settings) => ({ ...settings, offTraps: without(settings.offTraps, trap, isOn) }))
}

/** Whether this person wants to hear the coach in a meeting. The facilitator may have switched it off there for everybody, too. */
export function isCoachWanted({ isOn, offMeetings }: CoachSettings, meeting: string): boolean {
  return isOn && !offMeetings.includes(meeting)
}

/** From the device's storage, which may hold anything: what does not fit is as if it had not been set. */
export function parseSettings(kept: string | null): CoachSettings {
  try {
    return KeptSchema.parse(JSON.parse(kept ?? '{}'))
  } catch {
    return KeptSchema.parse({})
  }
}

function change(next: (settings: CoachSettings) => CoachSettings): void {
  const settings = next(coachSettings())
  useCoachSettings.setState(settings)
  try {
    localStorage.setItem(key, JSON.stringify(settings))
  } catch {
    // storage is refused or full: it holds until the page is left
  }
}

function readKept(): CoachSettings {
  try {
    return parseSettings(localStorage.getItem(key))
  } catch {
    return parseSettings(null) // storage is refused
  }
}

function without<T>(list: readonly T[], item: T, isOn: boolean): readonly T[] {
  const others = list.filter((each) => each !== item)
  return isOn ? others : [...others, item]
}

// Chosen in another tab, it holds in this one at once. (Tests have no window.)
if (typeof window !== 'undefined') {
  window.addEventListener('storage', (event) => {
    if (event.key === key || event.key === null) useCoachSettings.setState(readKept())
  })
}
