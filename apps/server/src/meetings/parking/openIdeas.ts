import {
  addRecommendation,
  boardCollection,
  compare,
  type EntryId,
  type ParticipantId,
  parseEntryId,
} from '@second-story/meeting'
import type { MeetingRecord } from '@second-story/store'
import type { Meetings } from '../meetings.ts'
import { newEntryId } from '../newIds.ts'
import { type OpenableIdea, readOpenableIdeas } from './parkedIdeas.ts'

/**
 * Copies parked ideas to the board so that each arrives exactly once, whatever dies in between:
 *
 * 1. Each idea gets its place, the key of its recommendation, and the places are written down. It is the idea's own id, unless that is
 *    taken: two authors may have used one id, and neither may lose or block the other's. A place written down is that idea's alone.
 * 2. All go onto the board in one transaction; a place that is filled was filled by an earlier attempt at this very step.
 * 3. They are written down as opened, so that a recommendation deleted later doesn't come back.
 *
 * Steps 1 and 3 are rows in the records' set of revealed ideas: `<author>/<idea>=<key>`, then `<author>/<idea>`. Run it in the
 * meeting's turn. Returns how many ideas are open in all.
 */
export async function openIdeas(
  meetings: Meetings,
  meeting: MeetingRecord & { readonly revealedAt: string },
  authors: readonly ParticipantId[],
): Promise<number> {
  const { records } = meetings
  const written = await records.readRevealedIdeas(meeting.id)
  const waiting: OpenableIdea[] = []
  for (const author of authors) {
    const ideas = await readOpenableIdeas(meetings, meeting.id, author)
    waiting.push(...ideas.filter((idea) => !written.has(nameOf(idea))))
  }
  const openBefore = [...written].filter((row) => !row.includes('=')).length
  if (waiting.length === 0) return openBefore

  const places = readPlaces(written)
  const taken = new Set([
    ...places.values(),
    ...(await meetings.read({ is: 'board', meeting: meeting.id }, (board) => [
      ...boardCollection(board, 'recommendations').keys(),
    ])),
  ])
  const newPlaces: string[] = []
  for (const idea of waiting) {
    if (places.has(nameOf(idea))) continue
    const key = taken.has(idea.id) ? newEntryId() : idea.id
    taken.add(key)
    places.set(nameOf(idea), key)
    newPlaces.push(`${nameOf(idea)}=${key}`)
  }
  await records.addRevealedIdeas(meeting.id, newPlaces)

  const placed = waiting.flatMap((idea) => {
    const key = places.get(nameOf(idea))
    return key === undefined ? [] : [{ ...idea, key }]
  })
  // By their random keys: otherwise the order in the document would tell whose ideas belong together.
  placed.sort((a, b) => compare(a.key, b.key))
  await meetings.edit({ is: 'board', meeting: meeting.id }, (board) => {
    for (const { key, author, createdAt, text } of placed) {
      const entity = meeting.revealWithoutNames
        ? { id: key, by: null, createdAt: meeting.revealedAt }
        : { id: key, by: author, createdAt }
      addRecommendation(board, entity, { text })
    }
  })
  await records.addRevealedIdeas(meeting.id, placed.map(nameOf))
  return openBefore + placed.length
}

/** An idea among all of the meeting: ids are the clients' choice, so only together with the author do they name one. */
function nameOf({ author, id }: { author: ParticipantId; id: EntryId }): string {
  return `${author}/${id}`
}

function readPlaces(rows: ReadonlySet<string>): Map<string, EntryId> {
  const places = new Map<string, EntryId>()
  for (const row of rows) {
    const [name, key] = row.split('=')
    const parsed = parseEntryId(key)
    if (name !== undefined && parsed !== null) places.set(name, parsed)
  }
  return places
}
