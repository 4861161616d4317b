import {
  type EntryId,
  type MeetingId,
  parseEntryId,
  parseMeetingId,
  type ParticipantId,
  parseParticipantId,
} from '@second-story/meeting'
import { nanoid } from 'nanoid'

/** Fresh random ids, 72 bits and more: they never meet, and none is a secret. */
export function newMeetingId(): MeetingId {
  return parsed(parseMeetingId(nanoid(16)))
}

export function newParticipantId(): ParticipantId {
  return parsed(parseParticipantId(nanoid(12)))
}

export function newEntryId(): EntryId {
  return parsed(parseEntryId(nanoid(12)))
}

export function newVersionId(): string {
  return nanoid(12)
}

function parsed<Id>(id: Id | null): Id {
  if (id === null) throw new Error('A generated id does not have the shape of one.')
  return id
}
