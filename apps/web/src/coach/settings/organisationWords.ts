import { createStore } from 'zustand/vanilla'
import { send } from '../../connection/meetingApi.ts'
import type { OwnWords } from '../coachQuestions.ts'

/** What the operator of this server has added and allowed (COACH_WORDS_FILE); empty until it is known. Only ever fetched, never sent. */
export const organisationWords = createStore<OwnWords>(() => ({ allow: [], extraWords: [] }))

const firstMs = 2_000
const mostMs = 60_000

/** Fetches them, and tries again while the server is away: until then the coach goes without. Returns what ends the trying. */
export function fetchOrganisationWords(meeting: string): () => void {
  const asking = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined

  async function fetchOnce(againMs: number): Promise<void> {
    try {
      const words = await send<OwnWords>('GET', `/api/meetings/${meeting}/coach/words`, undefined, asking.signal)
      organisationWords.setState(words)
    } catch {
      if (!asking.signal.aborted) timer = setTimeout(() => void fetchOnce(Math.min(againMs * 2, mostMs)), againMs)
    }
  }

  void fetchOnce(firstMs)
  return () => {
    asking.abort()
    clearTimeout(timer)
  }
}
