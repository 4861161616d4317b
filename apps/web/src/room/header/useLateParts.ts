import { useEffect } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

type LateParts = typeof import('./lateParts.ts')

const loaded = createStore<LateParts | null>(() => null)
let isLoading = false

/** Between tries while the server is away. */
const againMs = 3_000

/**
 * Parts that tell people what to do while the server is away; so they must be here before that, and may not break the room if they aren't:
 * null until they are.
 */
export function useLateParts(): LateParts | null {
  return useStore(loaded)
}

/** Fetches them beside the meeting, and tries again as long as it takes: not every browser asks the server a second time. */
export function useFetchLateParts(): void {
  useEffect(() => {
    void fetchLateParts()
    const timer = setInterval(() => {
      if (loaded.getState() === null) void fetchLateParts()
      else clearInterval(timer)
    }, againMs)
    return () => clearInterval(timer)
  }, [])
}

/** Somebody wants them now. */
export async function fetchLateParts(): Promise<void> {
  if (isLoading || loaded.getState() !== null) return
  isLoading = true
  try {
    loaded.setState(await import('./lateParts.ts'), true)
  } catch {
    // The server is away: asked for again in a moment.
  } finally {
    isLoading = false
  }
}
