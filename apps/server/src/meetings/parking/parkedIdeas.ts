import { type EntryId, type MeetingId, type ParticipantId, plainText, readParkedIdeas, readRichText } from '@second-story/meeting'
import type { Meetings } from '../meetings.ts'

/** An idea that is to be opened: not withdrawn, and with words. */
export interface OpenableIdea {
  readonly author: ParticipantId
  readonly id: EntryId
  /** ISO 8601 UTC, as the author's clock had it. */
  readonly createdAt: string
  readonly text: string
}

/** Far beyond what anybody writes in a meeting; keeps one participant from filling the board through the parking. */
const ideasPerPerson = 500
const maxIdeaCharacters = 20_000

/** Somebody's ideas as far as they count. They may be read here and go nowhere but to the board, and only after the reveal. */
export function readOpenableIdeas(meetings: Meetings, meeting: MeetingId, author: ParticipantId): Promise<OpenableIdea[]> {
  return meetings.read({ is: 'parked', meeting, participant: author }, (parked) =>
    readParkedIdeas(parked)
      .filter((idea) => !idea.withdrawn)
      .map((idea) => ({
        author,
        id: idea.id,
        createdAt: idea.createdAt,
        text: plainText(readRichText(idea.text)).trim().slice(0, maxIdeaCharacters),
      }))
      .filter((idea) => idea.text !== '')
      .slice(0, ideasPerPerson),
  )
}
