import { type MeetingId, readDetails } from '@second-story/meeting'
import { BoundedMap } from '../boundedMap.ts'
import type { Meetings } from './meetings.ts'
import { TitleSchema, ZoneSchema } from './schemas.ts'

/** While people write, the board changes many times a second; looking makes its writers wait for the disk. */
const lookEveryMs = 5000

/**
 * Title and zone are written on the board, by everyone; lists of meetings need them without opening a document. After a change of the
 * board this takes them over into the record, at once and then every five seconds. What is no title (empty, overlong) leaves the last good one.
 */
export function openMirrorDetails(meetings: Meetings, onFailed: (error: unknown) => void): (meeting: MeetingId) => void {
  const mirrored = new BoundedMap<MeetingId, { title: string; zone: string }>(1000)
  const lookedAt = new BoundedMap<MeetingId, number>(1000)
  const waiting = new Set<MeetingId>()

  async function mirror(id: MeetingId): Promise<void> {
    waiting.delete(id)
    lookedAt.set(id, performance.now())
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

  function look(meeting: MeetingId): void {
    // The next change of the board tries again: a list that is behind harms nobody.
    meetings.turns.take(meeting, () => mirror(meeting)).catch(onFailed)
  }

  return (meeting) => {
    if (waiting.has(meeting)) return
    waiting.add(meeting)
    const wait = (lookedAt.get(meeting) ?? -Infinity) + lookEveryMs - performance.now()
    if (wait <= 0) look(meeting)
    else setTimeout(() => look(meeting), wait).unref()
  }
}
