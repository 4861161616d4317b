import type { MeetingId, ParkedCount, ParticipantId } from '@second-story/meeting'
import { setParkedCount } from '../agenda.ts'
import { BoundedMap } from '../../boundedMap.ts'
import type { Meetings } from '../meetings.ts'
import { readOpenableIdeas } from './parkedIdeas.ts'

/** Recounts the parked ideas of these participants and, if it changed, tells the room the totals: nothing more. */
export type CountParked = (meeting: MeetingId, changed: Iterable<ParticipantId>) => Promise<void>

export function openCountParked(meetings: Meetings): CountParked {
  // How many each person parked stays in memory: in a document that others open it would tell who.
  const known = new BoundedMap<MeetingId, { perPerson: Map<ParticipantId, number>; told: ParkedCount | null }>(1000)
  const count = async (meeting: MeetingId, person: ParticipantId) => (await readOpenableIdeas(meetings, meeting, person)).length

  return async (meeting, changed) => {
    let counts = known.get(meeting)
    if (counts === undefined) {
      counts = { perPerson: new Map(), told: null }
      for (const { id } of await meetings.records.readParticipants(meeting)) counts.perPerson.set(id, await count(meeting, id))
      known.set(meeting, counts)
    } else {
      for (const id of changed) counts.perPerson.set(id, await count(meeting, id))
    }
    const now = total(counts.perPerson)
    if (counts.told?.ideas === now.ideas && counts.told.people === now.people) return
    await meetings.edit({ is: 'agenda', meeting }, (agenda) => setParkedCount(agenda, now))
    counts.told = now
  }
}

function total(perPerson: ReadonlyMap<ParticipantId, number>): ParkedCount {
  const counts = [...perPerson.values()].filter((count) => count > 0)
  return { ideas: counts.reduce((sum, count) => sum + count, 0), people: counts.length }
}
