import { type MeetingId, type Role, roles, setDetail, wallClockOf } from '@second-story/meeting'
import { hashSecret, newSecret } from '../access/secrets.ts'
import { Problem } from '../operations/problems.ts'
import { seedAgenda } from './agenda.ts'
import type { Meetings } from './meetings.ts'
import { newMeetingId } from './newIds.ts'
import type { NewMeeting } from './schemas.ts'

export interface CreatedMeeting {
  readonly id: MeetingId
  /** What opens the meeting, per role. Told this once: only their hashes are kept. */
  readonly keys: Readonly<Record<Role, string>>
}

/**
 * Creates a meeting in its draft phase. Its documents are seeded before anybody can hold a key to them. Throws `Problem` 400 for an
 * incident that ends before it begins.
 */
export async function createMeeting(meetings: Meetings, given: NewMeeting): Promise<CreatedMeeting> {
  if (given.began !== undefined && given.ended !== undefined && isBefore(given.ended, given.began, given.zone ?? 'UTC')) {
    throw new Problem('invalid-request', 'ended: is before `began`. Leave out what is not known yet.')
  }
  const id = newMeetingId()
  const keys = perRole(() => newSecret())
  const zone = given.zone ?? 'UTC'
  const revealWithoutNames = given.revealWithoutNames ?? false

  await meetings.edit({ is: 'board', meeting: id }, (board) => {
    setDetail(board, 'title', given.title)
    setDetail(board, 'status', 'draft')
    setDetail(board, 'zone', zone)
    setDetail(board, 'incidentDate', given.incidentDate ?? (given.began ? wallClockOf(given.began, zone).date : null))
    setDetail(board, 'began', given.began ?? null)
    setDetail(board, 'ended', given.ended ?? null)
    setDetail(board, 'incidentLead', given.incidentLead ?? '')
    setDetail(board, 'facilitator', given.facilitator ?? '')
    setDetail(board, 'criteria', given.criteria ?? null)
  })
  await meetings.edit({ is: 'agenda', meeting: id }, (agenda) =>
    seedAgenda(agenda, { minutes: given.minutes ?? {}, steps: given.agenda, revealWithoutNames }),
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

/** Of a day, only one before the other's day is. */
function isBefore(ended: string, began: string, zone: string): boolean {
  return ended.includes('T') ? Date.parse(ended) < Date.parse(began) : ended < wallClockOf(began, zone).date
}

function perRole<T>(make: (role: Role) => T): Record<Role, T> {
  return Object.fromEntries(roles.map((role) => [role, make(role)])) as Record<Role, T>
}
