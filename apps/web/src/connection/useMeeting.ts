import type { Agenda, Details, ParkedCount, Person } from '@second-story/meeting'
import { createContext, useCallback, useContext, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { CollectionStore } from './collectionStore.ts'
import type { DocStore } from './docStore.ts'
import type { LiveMeeting, PlainIdea, Self } from './liveMeeting.ts'
import type { Present } from './presence.ts'
import type { SaveState } from './saving.ts'

/** The thin binding of a live meeting to React. */
export const MeetingContext = createContext<LiveMeeting | null>(null)

export function useMeeting(): LiveMeeting {
  const meeting = useContext(MeetingContext)
  if (meeting === null) throw new Error('useMeeting outside of a meeting')
  return meeting
}

export function useSelf(): Self {
  return useStore(useMeeting().self)
}

export function useIsFacilitator(): boolean {
  return useSelf().role === 'facilitator'
}

/** Whether this person may write the board: everybody but observers. */
export function useMayWrite(): boolean {
  return useSelf().role !== 'observer'
}

export function useAgenda(): Agenda {
  return useDocStore(useMeeting().agenda)
}

export function useDetails(): Details {
  return useDocStore(useMeeting().details)
}

export function usePeople(): readonly Person[] {
  return useDocStore(useMeeting().people)
}

export function useParkedCount(): ParkedCount {
  return useDocStore(useMeeting().parkedCount)
}

const noIdeas: readonly PlainIdea[] = []
const neverChanges: DocStore<readonly PlainIdea[]> = { get: () => noIdeas, on: () => () => undefined, close: () => undefined }

/** My own parked ideas, withdrawn ones included; their texts are strings. */
export function useMyIdeas(): readonly PlainIdea[] {
  return useDocStore(useSelf().parked?.ideas ?? neverChanges)
}

export function usePresent(): readonly Present[] {
  return useStore(useMeeting().present)
}

export function useSaveState(): SaveState {
  return useStore(useMeeting().saveState)
}

/** The name of whoever has this id; null stands for an idea that was opened without names. */
export function useNameOf(id: string | null): string {
  const people = usePeople()
  if (id === null) return 'Without a name'
  return people.find((person) => person.id === id)?.name ?? 'Somebody'
}

export function useIds(store: CollectionStore<unknown>): readonly string[] {
  return useSyncExternalStore(store.onIds, store.ids)
}

export function useAll<T>(store: CollectionStore<T>): readonly T[] {
  return useSyncExternalStore(store.onAll, store.all)
}

export function useEntity<T>(store: CollectionStore<T>, id: string): T | null {
  const subscribe = useCallback((listener: () => void) => store.onEntity(id, listener), [store, id])
  return useSyncExternalStore(subscribe, () => store.entity(id))
}

function useDocStore<T>(store: DocStore<T>): T {
  return useSyncExternalStore(store.on, store.get)
}
