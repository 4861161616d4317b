import type { MeetingId, ParticipantId } from '@second-story/meeting'
import type { MeetingRecord } from '@second-story/store'
import { setRevealed } from '../agenda.ts'
import { BoundedMap } from '../../boundedMap.ts'
import type { Meetings } from '../meetings.ts'
import { openCountParked } from './countParked.ts'
import { openIdeas } from './openIdeas.ts'

/**
 * Ideas parked by their authors until the facilitator opens them. Before, others learn two counts; after, whatever is parked follows to
 * the board. The decision is `revealedAt` in the meeting's record: once it is written, the rest is done again until it is complete.
 */
export interface Parking {
  /** A participant's parked document changed (and is on disk). Many calls in a row cost one recount. */
  changed(meeting: MeetingId, participant: ParticipantId): void
  /** Opens the parking. Again: changes nothing. Returns how many ideas are open. */
  reveal(meeting: MeetingId): Promise<number>
  /** Completes what an earlier process may have left half-way: counts, or a reveal. Call it when a meeting comes to life; it works once per meeting. */
  settle(meeting: MeetingId): void
  /** Stops trying again. What was under way has ended when this resolves. */
  close(): Promise<void>
}

/** How the first and the longest wait before trying again are chosen: the disk may be full for hours, or for a second. */
const firstWaitMs = 500
const longestWaitMs = 30_000

export function openParking(meetings: Meetings, onFailed: (error: unknown) => void): Parking {
  const { records, turns } = meetings
  const countParked = openCountParked(meetings)
  const dirty = new Map<MeetingId, { participants: Set<ParticipantId>; all: boolean }>()
  const settled = new BoundedMap<MeetingId, true>(10_000)
  const retries = new Set<NodeJS.Timeout>()
  let isClosed = false

  async function openAll(meeting: MeetingRecord & { revealedAt: string }): Promise<number> {
    const authors = (await records.readParticipants(meeting.id)).map(({ id }) => id)
    const open = await openIdeas(meetings, meeting, authors)
    await meetings.edit({ is: 'agenda', meeting: meeting.id }, (agenda) => setRevealed(agenda, meeting.revealedAt))
    return open
  }

  async function follow(id: MeetingId): Promise<void> {
    const work = dirty.get(id)
    dirty.delete(id)
    if (work === undefined) return
    try {
      const meeting = await records.readMeeting(id)
      if (meeting === null) return
      if (!isRevealed(meeting)) {
        await countParked(id, work.participants)
      } else if (work.all) await openAll(meeting)
      else await openIdeas(meetings, meeting, [...work.participants])
    } catch (error) {
      mark(id, work)
      throw error
    }
  }

  /** Returns whether somebody was already on the way to do it. */
  function mark(id: MeetingId, work: { participants: Iterable<ParticipantId>; all: boolean }): boolean {
    const before = dirty.get(id)
    const participants = new Set([...(before?.participants ?? []), ...work.participants])
    dirty.set(id, { participants, all: work.all || before?.all === true })
    return before !== undefined
  }

  function schedule(id: MeetingId, waitMs = firstWaitMs): void {
    if (isClosed) return
    turns
      .take(id, () => follow(id))
      .catch((error: unknown) => {
        if (isClosed) return
        onFailed(error)
        const retry = setTimeout(
          () => {
            retries.delete(retry)
            schedule(id, Math.min(waitMs * 2, longestWaitMs))
          },
          waitMs * (0.5 + Math.random()),
        )
        retry.unref()
        retries.add(retry)
      })
  }

  return {
    changed(meeting, participant) {
      if (!mark(meeting, { participants: [participant], all: false })) schedule(meeting)
    },
    reveal: (id) =>
      turns.take(id, async () => {
        const before = await records.readMeeting(id)
        if (before === null) throw new Error(`There is no meeting ${id} to reveal.`)
        const revealedAt = before.revealedAt ?? meetings.now().toISOString()
        if (before.revealedAt === null) await records.updateMeeting(id, { revealedAt })
        return openAll({ ...before, revealedAt })
      }),
    settle(meeting) {
      if (settled.get(meeting)) return
      settled.set(meeting, true)
      if (!mark(meeting, { participants: [], all: true })) schedule(meeting)
    },
    async close() {
      isClosed = true
      for (const retry of retries) clearTimeout(retry)
      await turns.idle()
    },
  }
}

function isRevealed(meeting: MeetingRecord): meeting is MeetingRecord & { revealedAt: string } {
  return meeting.revealedAt !== null
}
