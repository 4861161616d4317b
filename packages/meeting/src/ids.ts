/** Ids are short random strings. The brands keep one kind from being passed for another; only parsers and generators make them. */
declare const brand: unique symbol
type Id<Name extends string> = string & { readonly [brand]: Name }

export type MeetingId = Id<'meeting'>
export type ParticipantId = Id<'participant'>
/** Of anything people write on the board or park: a timeline entry, a question, an idea. */
export type EntryId = Id<'entry'>

const shape = /^[A-Za-z0-9_-]{1,64}$/

export function isId(value: unknown): value is string {
  return typeof value === 'string' && shape.test(value)
}

export function parseMeetingId(value: unknown): MeetingId | null {
  return isId(value) ? (value as MeetingId) : null
}

export function parseParticipantId(value: unknown): ParticipantId | null {
  return isId(value) ? (value as ParticipantId) : null
}

export function parseEntryId(value: unknown): EntryId | null {
  return isId(value) ? (value as EntryId) : null
}
