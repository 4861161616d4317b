import { useEffect, useState } from 'react'
import { useMeeting } from '../../connection/useMeeting.ts'
import { findingsIn } from '../askCoach.ts'
import { coachHere } from '../here.ts'
import { isIgnored } from '../ignored.ts'
import { checkDraft, CoachAwayError, type Topic } from './checkDraft.ts'
import { textsOf } from './places.ts'

type Check =
  | { readonly is: 'running'; readonly done: number; readonly texts: number }
  | { readonly is: 'done'; readonly texts: number; readonly topics: readonly Topic[] }
  | { readonly is: 'failed' }

/** Reads the board as it is now, once; again when asked to. What this person has turned off or ignored is left out. */
export function useDraftCheck(): { readonly state: Check; readonly again: () => void } {
  const meeting = useMeeting()
  const [turn, setTurn] = useState(0)
  const [state, setState] = useState<Check>({ is: 'running', done: 0, texts: 0 })

  useEffect(() => {
    const leaving = new AbortController()
    const texts = textsOf(meeting.board, meeting)
    const { own, offTraps } = coachHere()
    checkDraft(texts, {
      ask: findingsIn,
      own,
      wants: (trap, sentence) => !offTraps.has(trap) && !isIgnored({ meeting: meeting.id, trap, sentence }),
      onProgress: (done) => setState({ is: 'running', done, texts: texts.length }),
      signal: leaving.signal,
    }).then(
      (topics) => setState({ is: 'done', texts: texts.length, topics }),
      (failure: unknown) => {
        if (leaving.signal.aborted) return
        if (!(failure instanceof CoachAwayError)) throw failure
        setState({ is: 'failed' })
      },
    )
    return () => leaving.abort()
  }, [meeting, turn])

  return {
    state,
    again: () => {
      setState({ is: 'running', done: 0, texts: 0 })
      setTurn((before) => before + 1)
    },
  }
}
