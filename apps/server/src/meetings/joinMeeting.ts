import { widerRole } from '@second-story/meeting'
import type { MeetingRecord, ParticipantRecord } from '@second-story/store'
import type { Credentials } from '../access/access.ts'
import type { Someone } from '../access/rights.ts'
import { hashSecret, newSecret } from '../access/secrets.ts'
import { Problem } from '../operations/problems.ts'
import { setPerson } from './agenda.ts'
import type { Meetings } from './meetings.ts'
import { newParticipantId } from './newIds.ts'
import type { PeopleChanges } from './peopleChanges.ts'

export interface Joined {
  readonly someone: Someone
  readonly token: string
  /** The browser's session and when it ends; null where a script joined again by its token alone. */
  readonly session: { readonly secret: string; readonly expiresAt: string } | null
}

/**
 * Lets the holder of a key in. The same session is the same participant, however often it joins: with the name given last, and
 * the widest of the roles that its keys opened. So is one that has expired, as long as the browser remembers it: what was written offline can
 * still be sent. But then the role is that of the key alone. Throws `Problem` 403 for a key that opens nothing here.
 */
export function joinMeeting(
  meetings: Meetings,
  people: PeopleChanges,
  meeting: MeetingRecord,
  given: { key: string; name: string; credentials: Credentials; sessionMs: number },
): Promise<Joined> {
  const { records } = meetings
  // In turn: two tabs that join at the same moment with one session must find each other.
  return meetings.turns.take(meeting.id, async () => {
    const role = await records.readKeyRole(meeting.id, hashSecret(given.key))
    if (role === null) {
      throw new Problem('wrong-key', 'The link may have been renewed or cut short. Ask the facilitator for the link again.')
    }
    const { sessionHash, session } = await findOrOpenSession(meetings, meeting, given.credentials, given.sessionMs)
    const token = newSecret()
    const present = await records.findParticipantBySession(meeting.id, sessionHash)
    const before = present ?? (await continueExpired(meetings, meeting, given.credentials, sessionHash))
    const someone: Someone = {
      id: before?.id ?? newParticipantId(),
      name: given.name,
      role: present === null ? role : widerRole(present.role, role),
    }
    if (before === null) {
      const joinedAt = meetings.now().toISOString()
      await records.addParticipant({ ...someone, meeting: meeting.id, joinedAt }, sessionHash, hashSecret(token))
    } else {
      const { name, role } = someone
      await records.updateParticipant(meeting.id, before.id, { name, role, addTokenHash: hashSecret(token) })
    }
    await meetings.edit({ is: 'agenda', meeting: meeting.id }, (agenda) =>
      setPerson(agenda, someone.id, { name: someone.name, role: someone.role }),
    )
    if (before !== null) people.changed(meeting.id, before, someone)
    return { someone, token, session }
  })
}

async function continueExpired(
  { records }: Meetings,
  meeting: MeetingRecord,
  { session }: Credentials,
  sessionHash: string,
): Promise<ParticipantRecord | null> {
  if (session === null || hashSecret(session) === sessionHash) return null
  return records.continueParticipant(meeting.id, hashSecret(session), sessionHash)
}

async function findOrOpenSession(
  { records, now }: Meetings,
  meeting: MeetingRecord,
  { token, session }: Credentials,
  sessionMs: number,
): Promise<{ sessionHash: string; session: Joined['session'] }> {
  const byToken = token === null ? null : await records.findParticipantByToken(meeting.id, hashSecret(token))
  if (byToken !== null) return { sessionHash: byToken.sessionHash, session: null }
  const known = session === null ? null : await records.readSession(hashSecret(session))
  if (session !== null && known !== null) {
    return { sessionHash: hashSecret(session), session: { secret: session, expiresAt: known.expiresAt } }
  }
  const secret = newSecret()
  const expiresAt = new Date(now().getTime() + sessionMs).toISOString()
  await records.createSession(hashSecret(secret), expiresAt)
  return { sessionHash: hashSecret(secret), session: { secret, expiresAt } }
}
