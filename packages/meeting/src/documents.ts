import { type MeetingId, type ParticipantId, parseMeetingId, parseParticipantId } from './ids.ts'
import type { Role } from './roles.ts'

/**
 * One meeting is several Yjs documents, because permission is per document: only so can the server enforce it without trusting
 * any client. `board` is written by everyone but observers, `agenda` by the server alone, `parked` by its one author, `desk` by facilitators.
 */
export type MeetingDocument =
  | { readonly is: 'board'; readonly meeting: MeetingId }
  | { readonly is: 'agenda'; readonly meeting: MeetingId }
  | { readonly is: 'parked'; readonly meeting: MeetingId; readonly participant: ParticipantId }
  | { readonly is: 'desk'; readonly meeting: MeetingId }

export function documentName(document: MeetingDocument): string {
  return document.is === 'parked' ? `${document.meeting}/parked/${document.participant}` : `${document.meeting}/${document.is}`
}

/** Reads a name as it stands in the address of a websocket; null if it names nothing that a meeting has. */
export function parseDocumentName(name: string): MeetingDocument | null {
  const [first, is, third, ...rest] = name.split('/')
  const meeting = parseMeetingId(first)
  if (meeting === null || rest.length > 0) return null
  if (is === 'parked') {
    const participant = parseParticipantId(third)
    return participant === null ? null : { is, meeting, participant }
  }
  if (third !== undefined) return null
  return is === 'board' || is === 'agenda' || is === 'desk' ? { is, meeting } : null
}

export interface Reader {
  readonly id: ParticipantId
  readonly role: Role
}

/** Whether a participant of this very meeting may open the document. */
export function mayRead(reader: Reader, document: MeetingDocument): boolean {
  switch (document.is) {
    case 'board':
    case 'agenda':
      return true
    case 'parked':
      return reader.role !== 'observer' && reader.id === document.participant
    case 'desk':
      return reader.role === 'facilitator'
  }
}

export function mayWrite(reader: Reader, document: MeetingDocument): boolean {
  switch (document.is) {
    case 'board':
      return reader.role !== 'observer'
    case 'agenda':
      return false
    case 'parked':
    case 'desk':
      return mayRead(reader, document)
  }
}

/** Root types that each kind of document has; a write that touches another is refused. */
export const documentRoots: Readonly<Record<MeetingDocument['is'], readonly string[]>> = {
  board: [
    'details',
    'background',
    'summary',
    'impact',
    'detection',
    'trigger',
    'resolution',
    'supporting',
    'timeline',
    'questions',
    'notes',
    'causes',
    'lessons',
    'recommendations',
  ],
  agenda: ['agenda', 'people', 'parked'],
  parked: ['ideas'],
  desk: ['notes', 'prompts'],
}
