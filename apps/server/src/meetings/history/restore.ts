import { mayWrite, type MeetingId } from '@second-story/meeting'
import type { ParticipantRecord } from '@second-story/store'
import * as Y from 'yjs'
import { Problem } from '../../operations/problems.ts'
import { setRestored } from '../agenda.ts'
import type { Meetings } from '../meetings.ts'
import type { BoardThread } from './boardThread.ts'
import type { PastBoard } from './pastBoards.ts'
import type { Versions } from './versions.ts'

export interface RestoreOutcome {
  /** False if the board said it all already; then nothing was written. */
  readonly restored: boolean
  /** The version to restore to take it back. */
  readonly before: string
}

/** What a restore works with. */
export interface RestoreTools {
  readonly meetings: Meetings
  readonly versions: Versions
  readonly boards: BoardThread
  readonly maxDocumentBytes: number
}

/**
 * Makes a board say again what it said once, for everybody, by an edit of the server that is durable when this resolves. To be called in the
 * meeting's turn. Throws `Problem`: 409 if it can't be done (then nothing was changed), 500 if the outcome is not what it should be.
 *
 * 1. In another thread the edit is made on a copy of the board, and the outcome compared with the past by its content.
 * 2. The board as it is becomes a version, so that there is a way back before anything happens.
 * 3. The edit is applied to the board. If nobody wrote since step 1, the content is compared again. If somebody did, the edit merges with
 *    theirs like that of anyone who wrote at the same time, and what they wrote is in the version to go back to.
 * 4. The agenda tells the room.
 */
export async function restoreBoard(
  { meetings, versions, boards, maxDocumentBytes }: RestoreTools,
  { meeting, participant, past }: { meeting: MeetingId; participant: ParticipantRecord; past: PastBoard },
): Promise<RestoreOutcome> {
  const board = { is: 'board', meeting } as const
  const asItIs = { kind: 'before-restore', name: 'Before a restore', by: participant.id } as const
  const now = await meetings.read(board, (live) => Y.encodeStateAsUpdate(live))
  const plan = await boards.plan(now, past.state)
  if (plan.is === 'same') return { restored: false, before: (await versions.saveIfChanged(meeting, asItIs)).id }
  if (plan.is === 'impossible') {
    throw new Problem('cannot-restore', 'Nothing was changed. That moment can still be looked at, and its texts copied.')
  }
  if (plan.bytes > maxDocumentBytes && plan.bytes > now.length) {
    throw new Problem('too-large', 'The board has no room for it. That moment can still be looked at, and its texts copied.')
  }

  let before = await versions.save(meeting, { ...asItIs, state: now })
  const outcome = await meetings.edit(board, (live) => {
    const state = Y.encodeStateAsUpdate(live)
    Y.applyUpdate(live, plan.edit)
    return { before: state, after: Y.encodeStateAsUpdate(live) }
  })
  const wasAlone = Buffer.compare(outcome.before, now) === 0
  if (!wasAlone) {
    const newer = await versions.save(meeting, { ...asItIs, state: outcome.before })
    await meetings.records.removeVersion(meeting, before.id)
    before = newer
  }
  await meetings.edit({ is: 'agenda', meeting }, (agenda) =>
    setRestored(agenda, { at: meetings.now().toISOString(), by: participant.id, before: before.id, of: past.at }),
  )
  if (wasAlone && (await boards.hash(outcome.after)) !== plan.hash) {
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
