import { documentName, type MeetingId, type ParticipantId, type Phase, phaseNames, phases } from '@second-story/meeting'
import type { ParticipantRecord, VersionRecord } from '@second-story/store'
import type { Meetings } from '../meetings.ts'
import { openBoardThread } from './boardThread.ts'
import { groupMoments } from './groupMoments.ts'
import { openPastBoards, type PastBoards } from './pastBoards.ts'
import { restoreBoard, type RestoreOutcome } from './restore.ts'
import { knownOf, openVersions } from './versions.ts'
import { openWaitingLine } from './waitingLine.ts'

/** A meeting's board through time: its moments, the versions that are kept for good, and the way back to them. Of the board alone. */
export interface History {
  readonly past: PastBoards
  read(meeting: MeetingId): Promise<Overview>
  /** Keeps the board as it is under a name. In the meeting's turn. Throws `Problem` 409 if there are too many. */
  saveVersion(meeting: MeetingId, name: string, by: ParticipantId): Promise<VersionView>
  /** A phase has ended: the board as it is becomes a version, soon, unless nothing was written since the last one. */
  phaseEnded(meeting: MeetingId, phase: Phase): void
  /** See `restoreBoard`. In the meeting's turn. Throws `Problem` 404 if what is to come back is not kept. */
  restore(meeting: MeetingId, participant: ParticipantRecord, to: RestoreTo): Promise<RestoreOutcome>
  close(): Promise<void>
}

export type RestoreTo = { readonly moment: number } | { readonly version: string }

export interface Overview {
  /** Since when moments are kept; null if none is. ISO 8601 UTC. */
  readonly from: string | null
  /** Oldest first, `by` those who wrote. */
  readonly moments: { seq: number; at: string; by: ParticipantId[] }[]
  /** Oldest first, `authors` those who wrote since the one before. */
  readonly versions: VersionView[]
}

export interface VersionView {
  id: string
  seq: number
  at: string
  name: string
  kind: VersionRecord['kind']
  phase?: Phase
  by: ParticipantId | null
  authors: string[]
}

/** As many as a slider has places for. */
const mostMoments = 1000

export interface HistoryOptions {
  readonly meetings: Meetings
  readonly maxDocumentBytes: number
  /** The built `boardWorker.ts`; without it the source runs. */
  readonly workerUrl?: URL
  readonly onFailed: (error: unknown) => void
}

export function openHistory({ meetings, maxDocumentBytes, workerUrl, onFailed }: HistoryOptions): History {
  const { records, log, turns } = meetings
  const boards = openBoardThread(workerUrl)
  const inTurn = openWaitingLine()
  const past = openPastBoards(meetings, boards, inTurn)
  const versions = openVersions(meetings)

  return {
    past,
    read: (meeting) =>
      inTurn(meeting, async () => {
        const [moments, kept, people] = await Promise.all([
          log.readMoments(documentName({ is: 'board', meeting })),
          records.readVersions(meeting),
          records.readParticipants(meeting),
        ])
        return {
          from: moments[0]?.at ?? null,
          moments: groupMoments(moments, mostMoments).map(({ seq, at, by }) => ({ seq, at, by: knownOf(by, people) })),
          versions: kept.map(viewOf),
        }
      }),
    saveVersion: async (meeting, name, by) => viewOf(await versions.save(meeting, { kind: 'named', name, by })),
    phaseEnded(meeting, phase) {
      turns.take(meeting, () => versions.saveIfChanged(meeting, { kind: 'phase', name: phase, by: null })).catch(onFailed)
    },
    async restore(meeting, participant, to) {
      const board = 'moment' in to ? await past.atMoment(meeting, to.moment) : await past.atVersion(meeting, to.version)
      return restoreBoard({ meetings, versions, boards, maxDocumentBytes }, { meeting, participant, past: board })
    },
    close: () => boards.close(),
  }
}

/** Versions of a phase are kept under its key and shown by its name. */
function viewOf({ id, seq, at, name, kind, by, authors }: VersionRecord): VersionView {
  const phase = kind === 'phase' ? phases.find((each) => each === name) : undefined
  return {
    id,
    seq,
    at,
    name: phase === undefined ? name : phaseNames[phase],
    kind,
    ...(phase !== undefined && { phase }),
    by,
    authors: [...authors],
  }
}
