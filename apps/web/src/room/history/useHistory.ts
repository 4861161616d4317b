import type { MeetingId } from '@second-story/meeting'
import { useEffect, useState } from 'react'
import { type History, historyApi } from './historyApi.ts'

/** Long enough for a slow line; then somebody must be told. */
const patienceMs = 20_000

interface Read {
  readonly history: History | null
  readonly hasFailed: boolean
  readonly failure: unknown
}

/** The moments and versions of the board, read once and again on `reload`. What was read stays while it is read anew. */
export function useHistory(meeting: MeetingId): Read & { reload(): void } {
  const [read, setRead] = useState<Read>({ history: null, hasFailed: false, failure: null })
  const [round, setRound] = useState(0)
  useEffect(() => {
    const request = new AbortController()
    const fail = (failure: unknown) => setRead(({ history }) => ({ history, hasFailed: true, failure }))
    const patience = setTimeout(() => {
      request.abort()
      fail(null)
    }, patienceMs)
    historyApi
      .read(meeting, request.signal)
      .then(
        (history) => {
          if (!request.signal.aborted) setRead({ history, hasFailed: false, failure: null })
        },
        (failure: unknown) => {
          if (!request.signal.aborted) fail(failure)
        },
      )
      .finally(() => clearTimeout(patience))
    return () => {
      clearTimeout(patience)
      request.abort()
    }
  }, [meeting, round])
  return {
    ...read,
    reload() {
      setRead(({ history }) => ({ history, hasFailed: false, failure: null }))
      setRound((before) => before + 1)
    },
  }
}
