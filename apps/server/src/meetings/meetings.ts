import { documentName, type MeetingDocument, type MeetingId, type ParticipantId } from '@second-story/meeting'
import type { MeetingRecords } from '@second-story/store'
import type { Rooms, UpdateLog } from '@second-story/sync'
import type * as Y from 'yjs'
import { Problem } from '../operations/problems.ts'
import { openTurns, type Turns } from './turns.ts'

/** What every command works with: the records, the live documents, and one turn at a time per meeting. */
export interface Meetings {
  readonly records: MeetingRecords
  readonly rooms: Rooms
  /** For the past of documents only: as they are now, `rooms` has them. */
  readonly log: UpdateLog
  readonly turns: Turns
  now(): Date
  read<T>(document: MeetingDocument, look: (doc: Y.Doc) => T): Promise<T>
  /**
   * One durable transaction of the server. Throws `Problem` 503 if it could not be saved in a few seconds; it is saved all the same
   * once the disk allows.
   */
  edit<T>(document: MeetingDocument, change: (doc: Y.Doc) => T): Promise<T>
  /** Writes down who did what when; `action` names the command and never repeats what people wrote. */
  audit(meeting: MeetingId, participant: ParticipantId | null, action: string): Promise<void>
}

export interface MeetingsOptions {
  readonly records: MeetingRecords
  readonly rooms: Rooms
  readonly log: UpdateLog
  readonly now: () => Date
}

export function openMeetings({ records, rooms, log, now }: MeetingsOptions): Meetings {
  return {
    records,
    rooms,
    log,
    now,
    turns: openTurns(),
    read: (document, look) => rooms.read(documentName(document), look),
    edit: (document, change) => inTime(rooms.edit(documentName(document), change)),
    audit: (meeting, participant, action) => records.addAudit(meeting, { at: now().toISOString(), participant, action }),
  }
}

const savedWithinMs = 10_000

/** While the disk is full an edit waits; whoever pressed the button must hear of it before they give up. */
async function inTime<T>(saving: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    const problem = new Problem(
      'not-saving',
      'It will be done as soon as the disk can be written. Tell whoever runs this server.',
    )
    timer = setTimeout(() => reject(problem), savedWithinMs)
  })
  try {
    return await Promise.race([saving, late])
  } finally {
    clearTimeout(timer)
  }
}
