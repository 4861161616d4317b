import type { EntryId, Phase } from '@second-story/meeting'
import { create } from 'zustand'

/** What is local to this screen: nothing of it is shared, nothing of it is lost that anybody wrote. */
export type PanelTab = 'questions' | 'notes' | 'ideas' | 'desk'
export type ComposerMode = 'question' | 'note' | 'idea'
/** On a phone one of the three columns is shown at a time. */
export type Column = 'agenda' | 'phase' | 'panel'

interface RoomView {
  /** Where this person looks; null follows the room. */
  readonly lookingAt: Phase | null
  readonly tab: PanelTab
  readonly column: Column
  readonly composer: { readonly mode: ComposerMode; readonly about: EntryId | null }
  /** The timeline entry that keys and the composer refer to. */
  readonly currentEntry: EntryId | null
  readonly isDefinitionOpen: boolean
  /** A trap's card opened for oneself, by its id; `all` lists them. */
  readonly trap: string | null
  readonly isShortcutsOpen: boolean
  readonly isPeopleOpen: boolean
  readonly isShareOpen: boolean
  readonly coach: 'settings' | 'check' | null
  /** Where the history opens (`openHistory`); null while it is closed. */
  readonly history: HistoryStart | null
}

export interface HistoryStart {
  /** The version to look at first; null is the board as it is. */
  readonly version: string | null
  readonly onlyDifferences: boolean
}

export const useRoomView = create<RoomView>()(() => ({
  lookingAt: null,
  tab: 'questions',
  column: 'phase',
  composer: { mode: 'question', about: null },
  currentEntry: null,
  isDefinitionOpen: false,
  trap: null,
  isShortcutsOpen: false,
  isPeopleOpen: false,
  isShareOpen: false,
  coach: null,
  history: null,
}))

export const setRoomView = useRoomView.setState

/** Looks at a phase without moving anybody else; looking at the room's own phase is following it again. */
export function lookAt(phase: Phase, roomPhase: Phase): void {
  setRoomView({ lookingAt: phase === roomPhase ? null : phase, column: 'phase' })
}

/** Opens the composer for something new and puts the cursor into it. */
export function compose(mode: ComposerMode, about: EntryId | null = null): void {
  setRoomView({ composer: { mode, about } })
  // At once: the next key that somebody presses is already part of the sentence.
  document.getElementById(composerId)?.focus()
}

export const composerId = 'composer-text'
