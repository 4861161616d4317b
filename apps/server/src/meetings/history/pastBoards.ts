import { documentName, type MeetingId } from '@second-story/meeting'
import { DamagedDocumentError, MomentNotKeptError } from '@second-story/sync'
import { Problem } from '../../operations/problems.ts'
import type { Meetings } from '../meetings.ts'
import type { BoardThread } from './boardThread.ts'
import type { WaitingLine } from './waitingLine.ts'

/** Boards as they were. */
export interface PastBoards {
  /** Right after a row of the log. Throws `Problem` 404 if that is not kept (any more). */
  atMoment(meeting: MeetingId, seq: number): Promise<PastBoard>
  /** Throws `Problem` 404 if there is no such version. */
  atVersion(meeting: MeetingId, version: string): Promise<PastBoard>
}

export interface PastBoard {
  /** The whole board as one Yjs update (V1), without what was deleted by then. */
  readonly state: Uint8Array
  /** When the board was like that. ISO 8601 UTC. */
  readonly at: string
}

export function openPastBoards(
  { records, log }: Pick<Meetings, 'records' | 'log'>,
  boards: BoardThread,
  inTurn: WaitingLine,
): PastBoards {
  async function wholeOf(updates: readonly Uint8Array[]): Promise<Uint8Array> {
    const state = await boards.rebuild(updates)
    if (state === null) throw damaged()
    return state
  }

  return {
    atMoment: (meeting, seq) =>
      inTurn(meeting, async () => {
        const board = documentName({ is: 'board', meeting })
        try {
          const { snapshot, updates, at } = await log.loadAt(board, seq)
          return { state: await wholeOf(snapshot === null ? updates : [snapshot, ...updates]), at }
        } catch (cause) {
          if (cause instanceof DamagedDocumentError) throw damaged()
          if (!(cause instanceof MomentNotKeptError)) throw cause
          const [oldest] = await log.readMoments(board)
          throw new Problem('no-such-moment', howFarBack(oldest?.at))
        }
      }),
    atVersion: (meeting, version) =>
      inTurn(meeting, async () => {
        const record = (await records.readVersions(meeting)).find(({ id }) => id === version)
        const state = record === undefined ? null : await records.readVersionState(meeting, version)
        if (record === undefined || state === null) {
          throw new Problem('no-such-version', 'It may have made room for newer ones. The history lists those that are kept.')
        }
        return { state: await wholeOf([state]), at: record.at }
      }),
  }
}

function howFarBack(oldest: string | undefined): string {
  if (oldest === undefined) return 'Of this meeting no moment is kept any more, only its versions.'
  return `The history of this meeting reaches back to ${oldest.slice(0, 16).replace('T', ' ')} UTC.`
}

function damaged(): Problem {
  return new Problem('damaged-history', 'Try another moment. Tell whoever runs this server: its disk may be failing.')
}
