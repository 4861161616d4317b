import type { CollectionStore } from '../../connection/collectionStore.ts'
import { useSyncExternalStore } from 'react'
import { useMeeting } from '../../connection/useMeeting.ts'

type About = { readonly about: string | null }

/** How many questions and notes are about a row. */
export function useAboutCounts(id: string): { questions: number; notes: number } {
  const { questions, notes } = useMeeting()
  return { questions: useCount(questions, id), notes: useCount(notes, id) }
}

function useCount(store: CollectionStore<About>, id: string): number {
  return useSyncExternalStore(store.onAll, () => countsOf(store.all()).get(id) ?? 0)
}

/** Counted once for all rows, each time that anything of the collection changes. */
const counted = new WeakMap<readonly About[], ReadonlyMap<string, number>>()

function countsOf(all: readonly About[]): ReadonlyMap<string, number> {
  const known = counted.get(all)
  if (known) return known
  const counts = new Map<string, number>()
  for (const { about } of all) if (about !== null) counts.set(about, (counts.get(about) ?? 0) + 1)
  counted.set(all, counts)
  return counts
}
