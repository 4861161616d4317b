import { mayWrite, type MeetingId } from '@second-story/meeting'
import type { ParticipantRecord } from '@second-story/store'
import { restoreContent } from '@second-story/sync'
import * as Y from 'yjs'
import { Problem } from '../../operations/problems.ts'
import { setRestored } from '../agenda.ts'
import type { Meetings } from '../meetings.ts'
import { boardRoots, hashBoard, rebuild } from './boardContent.ts'
import type { PastBoard } from './pastBoards.ts'
import type { Versions } from './versions.ts'

export interface RestoreOutcome {
  /** False if the board said it all already; then nothing was written. */
  readonly restored: boolean
  /** The version to restore to take it back. */
  readonly before: string
}

/**
 * Makes a board say again what it said once, for everybody, by an edit of the server that is durable when this resolves. To be called in the
 * meeting's turn. Throws `Problem`: 409 if it can't be done (then nothing was changed), 500 if the outcome is not what it should be.
 *
 * 1. The board as it is becomes a version, so that there is a way back before anything happens.
 * 2. In one transaction: the edit is tried out on a copy and compared by content; only then is it made, and compared again. If people wrote
 *    since step 1, what they wrote is kept as the version to go back to.
 * 3. The agenda tells the room.
 */
export async function restoreBoard(
  meetings: Meetings,
  versions: Versions,
  { meeting, participant, past }: { meeting: MeetingId; participant: ParticipantRecord; past: PastBoard },
): Promise<RestoreOutcome> {
  const board = { is: 'board', meeting } as const
  const asItIs = { kind: 'before-restore', name: 'Before a restore', by: participant.id } as const
  const wanted = hashBoard(past.doc)
  const now = await meetings.read(board, (live) => ({ hash: hashBoard(live), state: Y.encodeStateAsUpdate(live) }))
  if (now.hash === wanted) return { restored: false, before: (await versions.saveIfChanged(meeting, asItIs)).id }

  let before = await versions.save(meeting, { ...asItIs, state: now.state })
  const outcome = await meetings.edit(board, (live) => {
    const state = Y.encodeStateAsUpdate(live)
    if (!comesOut(state, past.doc, wanted)) {
      throw new Problem('cannot-restore', 'Nothing was changed. That moment can still be looked at, and its texts copied.')
    }
    restoreContent(live, past.doc, boardRoots)
    return { state, isAsWanted: hashBoard(live) === wanted }
  })
  if (Buffer.compare(outcome.state, now.state) !== 0) {
    const newer = await versions.save(meeting, { ...asItIs, state: outcome.state })
    await meetings.records.removeVersion(meeting, before.id)
    before = newer
  }
  await meetings.edit({ is: 'agenda', meeting }, (agenda) =>
    setRestored(agenda, { at: meetings.now().toISOString(), by: participant.id, before: before.id, of: past.at }),
  )
  if (!outcome.isAsWanted) {
    throw new Problem('restored-in-part', `Look at it; version ${before.id} holds the board as it was before.`)
  }
  return { restored: true, before: before.id }
}

/** Throws `Problem` 403 for who may only read the board. */
export function requireWriter(participant: ParticipantRecord): void {
  if (!mayWrite(participant, { is: 'board', meeting: participant.meeting })) {
    throw new Problem('not-allowed', 'Observers look on. Ask a participant of this meeting to do it.')
  }
}

/** Whether the edit, made on a copy of this state, gives the content that it should. */
function comesOut(state: Uint8Array, past: Y.Doc, wanted: string): boolean {
  const copy = rebuild([state])
  if (copy === null) return false
  try {
    restoreContent(copy, past, boardRoots)
    return hashBoard(copy) === wanted
  } catch {
    return false // Yjs reads values that it does not let anybody write, and somebody hostile may have sent one
  } finally {
    copy.destroy()
  }
}
