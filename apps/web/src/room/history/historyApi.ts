import type { MeetingId, ParticipantId, Phase } from '@second-story/meeting'
import { request, send } from '../../connection/meetingApi.ts'

/** The board's history over HTTP (docs/api.md). What cannot be answered is thrown as `Problem`. Times are ISO 8601 UTC. */

/** Something was written; nobody is named where the room itself wrote. */
export interface Moment {
  readonly seq: number
  readonly at: string
  readonly by: readonly ParticipantId[]
}

/** A moment with a name: saved by somebody, at the end of a phase, or just before something was restored. */
export interface Version {
  readonly id: string
  /** The moment of the board that it is. */
  readonly seq: number
  readonly at: string
  readonly name: string
  readonly kind: 'phase' | 'named' | 'before-restore'
  readonly phase?: Phase
  readonly by: ParticipantId | null
  /** Who has written since the version before. */
  readonly authors: readonly ParticipantId[]
}

/** Both lists are oldest first. */
export interface History {
  readonly moments: readonly Moment[]
  readonly versions: readonly Version[]
}

export interface Restoring {
  /** False: nothing differed, and nothing was written. */
  readonly restored: boolean
}

/** What somebody may go back to. */
export type Past = { readonly is: 'moment'; readonly seq: number } | { readonly is: 'version'; readonly id: string }

export const historyApi = {
  async read(meeting: MeetingId, signal: AbortSignal): Promise<History> {
    const { moments, versions } = await send<History>('GET', `/api/meetings/${meeting}/history`, undefined, signal)
    return { moments: inOrder(moments), versions: inOrder(versions) }
  },
  /** The whole board as it was: a Yjs update, V1. */
  async board(meeting: MeetingId, past: Past, signal: AbortSignal): Promise<Uint8Array> {
    const which = past.is === 'moment' ? `moments/${past.seq}` : `versions/${encodeURIComponent(past.id)}`
    const answer = await request('GET', `/api/meetings/${meeting}/history/${which}`, undefined, signal)
    return new Uint8Array(await answer.arrayBuffer())
  },
  save: (meeting: MeetingId, name: string) => send<Version>('POST', `/api/meetings/${meeting}/versions`, { name }),
  restore: (meeting: MeetingId, past: Past) =>
    send<Restoring>(
      'POST',
      `/api/meetings/${meeting}/restore`,
      past.is === 'moment' ? { moment: past.seq } : { version: past.id },
      // Long enough for a large board on a busy server; then somebody must be told.
      AbortSignal.timeout(60_000),
    ),
}

function inOrder<T extends { readonly seq: number; readonly at: string }>(list: readonly T[]): readonly T[] {
  return list.toSorted((a, b) => a.seq - b.seq || Date.parse(a.at) - Date.parse(b.at))
}
