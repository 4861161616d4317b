import {
  documentName,
  documentRoots,
  type MeetingDocument,
  type MeetingId,
  mayRead,
  mayWrite,
  type ParticipantId,
  type Role,
} from '@second-story/meeting'
import { closeCodes, type ConnectionAccess, type Refusal } from '@second-story/sync'

/** Who may what, as pure functions. Commands over HTTP ask `mayCommand` of the meeting package. */

export interface Someone {
  readonly id: ParticipantId
  readonly name: string
  readonly role: Role
}

/** Names of the documents that somebody may open, as joining tells them. */
export interface OpenDocuments {
  board: string
  agenda: string
  parked?: string
  desk?: string
}

export function documentsFor(meeting: MeetingId, someone: Someone): OpenDocuments {
  const parked: MeetingDocument = { is: 'parked', meeting, participant: someone.id }
  const desk: MeetingDocument = { is: 'desk', meeting }
  return {
    board: documentName({ is: 'board', meeting }),
    agenda: documentName({ is: 'agenda', meeting }),
    ...(mayRead(someone, parked) && { parked: documentName(parked) }),
    ...(mayRead(someone, desk) && { desk: documentName(desk) }),
  }
}

/** What a participant of this very meeting may do on a connection to one of its documents. */
export function decideAccess(someone: Someone, document: MeetingDocument): ConnectionAccess | Refusal {
  // Whether somebody has parked ideas is nobody else's business: another's document looks like one that was never there.
  if (document.is === 'parked' && document.participant !== someone.id) return { refuse: closeCodes.noSuchDocument }
  if (!mayRead(someone, document)) return { refuse: closeCodes.forbidden }
  return {
    owner: someone.id,
    mayWrite: mayWrite(someone, document),
    // One place says who is here; on other documents presence would only cost.
    user: document.is === 'board' ? { id: someone.id, name: someone.name, role: someone.role } : null,
    roots: rootsOf[document.is],
  }
}

const rootsOf: Readonly<Record<MeetingDocument['is'], ReadonlySet<string>>> = {
  board: new Set(documentRoots.board),
  agenda: new Set(documentRoots.agenda),
  parked: new Set(documentRoots.parked),
  desk: new Set(documentRoots.desk),
}
