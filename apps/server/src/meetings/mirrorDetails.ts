import { type MeetingId, readDetails } from '@second-story/meeting'
import { BoundedMap } from '../boundedMap.ts'
import type { Meetings } from './meetings.ts'
import { TitleSchema, ZoneSchema } from './schemas.ts'

/** Looking makes the board's writers wait for the disk, so it waits until they pause, */
const quietMs = 250
/** but not for ever. */
const mostWaitMs = 5000

/**
 * Title and zone are written on the board, by everyone; lists of meetings need them without opening a document. This takes them over into
 * the record once nobody has changed the board for a moment, or after five seconds. What is no title (empty, overlong) leaves the last good one.
 */
export function openMirrorDetails(meetings: Meetings, onFailed: (error: unknown) => void): (meeting: MeetingId) => void {
  const mirrored = new BoundedMap<MeetingId, { title: string; zone: string }>(1000)
  const changes = new Map<MeetingId, { readonly first: number; last: number }>()

  async function mirror(id: MeetingId): Promise<void> {
    changes.delete(id)
    const board = await meetings.read({ is: 'board', meeting: id }, readDetails)
    const before = mirrored.get(id)
    if (before?.title === board.title && before.zone === board.zone) return
    const record = await meetings.records.readMeeting(id)
    if (record === null) return // being created: its record will say the same
    if (board.title !== record.title || board.zone !== record.zone) {
      const title = TitleSchema.safeParse(board.title).data ?? record.title
      const zone = ZoneSchema.safeParse(board.zone).data ?? record.zone
      await meetings.records.updateMeeting(id, { title, zone })
    }
    mirrored.set(id, { title: board.title, zone: board.zone })
  }

  function look(meeting: MeetingId): void {
    // The next change of the board tries again: a list that is behind harms nobody.
    meetings.turns.take(meeting, () => mirror(meeting)).catch(onFailed)
  }

  function lookWhenQuiet(meeting: MeetingId): void {
    const change = changes.get(meeting)
    if (change === undefined) return
    const wait = Math.min(change.last + quietMs, change.first + mostWaitMs) - performance.now()
    if (wait <= 0) look(meeting)
    else setTimeout(lookWhenQuiet, wait, meeting).unref()
  }

  return (meeting) => {
    const now = performance.now()
    const change = changes.get(meeting)
    if (change !== undefined) {
      change.last = now
      return
    }
    changes.set(meeting, { first: now, last: now })
    lookWhenQuiet(meeting)
  }
}
