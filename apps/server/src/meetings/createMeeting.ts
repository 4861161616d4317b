import { type MeetingId, type Role, roles, setDetail } from '@second-story/meeting'
import { hashSecret, newSecret } from '../access/secrets.ts'
import { seedAgenda } from './agenda.ts'
import type { Meetings } from './meetings.ts'
import { newMeetingId } from './newIds.ts'
import type { NewMeeting } from './schemas.ts'

export interface CreatedMeeting {
  readonly id: MeetingId
  /** What opens the meeting, per role. Told this once: only their hashes are kept. */
  readonly keys: Readonly<Record<Role, string>>
}

/** Creates a meeting in its draft phase. Its documents are seeded before anybody can hold a key to them. */
export async function createMeeting(meetings: Meetings, given: NewMeeting): Promise<CreatedMeeting> {
  const id = newMeetingId()
  const keys = perRole(() => newSecret())
  const zone = given.zone ?? 'UTC'
  const revealWithoutNames = given.revealWithoutNames ?? false

  await meetings.edit({ is: 'board', meeting: id }, (board) => {
    setDetail(board, 'title', given.title)
    setDetail(board, 'status', 'draft')
    setDetail(board, 'zone', zone)
    setDetail(board, 'incidentDate', given.incidentDate ?? null)
    setDetail(board, 'incidentLead', given.incidentLead ?? '')
    setDetail(board, 'facilitator', given.facilitator ?? '')
    setDetail(board, 'criteria', given.criteria ?? null)
  })
  await meetings.edit({ is: 'agenda', meeting: id }, (agenda) =>
    seedAgenda(agenda, { minutes: given.minutes ?? {}, revealWithoutNames }),
  )
  await meetings.records.createMeeting(
    {
      id,
      title: given.title,
      createdAt: meetings.now().toISOString(),
      phase: 'draft',
      revealedAt: null,
      revealWithoutNames,
      zone,
    },
    perRole((role) => hashSecret(keys[role])),
  )
  await meetings.audit(id, null, 'created the meeting')
  return { id, keys }
}

export function linksFor(origin: string, id: MeetingId, keys: Readonly<Record<Role, string>>): Record<Role, string> {
  return perRole((role) => linkFor(origin, id, keys[role]))
}

/** The key stands behind the `#`: browsers keep it to themselves, so it is in no server's log. */
export function linkFor(origin: string, id: MeetingId, key: string): string {
  return `${origin}/m/${id}#${key}`
}

function perRole<T>(make: (role: Role) => T): Record<Role, T> {
  return Object.fromEntries(roles.map((role) => [role, make(role)])) as Record<Role, T>
}
