import type { MeetingId } from '@second-story/meeting'
import { Problem } from '../../operations/problems.ts'
import { openTurns } from '../turns.ts'

/** Runs work one after the other, of all meetings. Throws `Problem` 429 where a meeting has too much waiting. */
export type WaitingLine = <T>(meeting: MeetingId, work: () => Promise<T>) => Promise<T>

const mostWaiting = 20

/** A history can be long and a board large: of all that is asked for at once, one is in memory. */
export function openWaitingLine(): WaitingLine {
  const turns = openTurns()
  const waiting = new Map<MeetingId, number>()
  return async (meeting, work) => {
    const before = waiting.get(meeting) ?? 0
    if (before >= mostWaiting) throw new Problem('too-many-requests', 'Many look at this history now. Try again in a moment.')
    waiting.set(meeting, before + 1)
    try {
      return await turns.take('', work)
    } finally {
      const after = (waiting.get(meeting) ?? 1) - 1
      if (after === 0) waiting.delete(meeting)
      else waiting.set(meeting, after)
    }
  }
}
