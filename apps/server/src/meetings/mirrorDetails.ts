import { type MeetingId, readDetails } from '@second-story/meeting'
import { BoundedMap } from './boundedMap.ts'
import type { Meetings } from './meetings.ts'
import { TitleSchema, ZoneSchema } from './schemas.ts'

/**
 * Title and zone are written on the board, by everyone; lists of meetings need them without opening a document. After a change of the
 * board this takes them over into the record. What is no title (empty, overlong) leaves the last good one.
 */
export function openMirrorDetails(meetings: Meetings, onFailed: (error: unknown) => void): (meeting: MeetingId) => void {
  const mirrored = new BoundedMap<MeetingId, { title: string; zone: string }>(1000)
  const waiting = new Set<MeetingId>()

  async function mirror(id: MeetingId): Promise<void> {
    waiting.delete(id)
    const board = await meetings.read({ is: 'board', meeting: id }, readDetails)
    const before = mirrored.get(id)
    if (before?.title === board.title && before.zone === board.zone) return
    const record = await meetings.records.readMeeting(id)
    if (record === null) return // being created: its record will say the same
    const title = TitleSchema.safeParse(board.title).data ?? record.title
    const zone = ZoneSchema.safeParse(board.zone).data ?? record.zone
    if (title !== record.title || zone !== record.zone) await meetings.records.updateMeeting(id, { title, zone })
    mirrored.set(id, { title: board.title, zone: board.zone })
  }

  return (meeting) => {
    if (waiting.has(meeting)) return
    waiting.add(meeting)
    // The next change of the board tries again: a list that is behind harms nobody.
    meetings.turns.take(meeting, () => mirror(meeting)).catch(onFailed)
  }
}
