import type { IncomingHttpHeaders } from 'node:http'
import { type MeetingId, mayCommand, parseMeetingId } from '@second-story/meeting'
import type { MeetingRecord, MeetingRecords, ParticipantRecord } from '@second-story/store'
import { BoundedMap } from '../boundedMap.ts'
import { Problem } from '../operations/problems.ts'
import { hashSecret } from './secrets.ts'
import { readSessionCookie } from './sessionCookie.ts'

/** Tells who is asking. One per server. */
export interface Access {
  findMeeting(id: string): Promise<MeetingRecord | null>
  /** Whether there is such a meeting. Cheaper: a meeting that was found once stays, so it is not looked for again. */
  isMeeting(id: MeetingId): Promise<boolean>
  /** The meeting at an address, or `Problem` 404. */
  requireMeeting(id: string): Promise<MeetingRecord>
  /** Who of the meeting is asking, by token or session; null for nobody. */
  identify(meeting: MeetingId, credentials: Credentials): Promise<ParticipantRecord | null>
  /** The meeting and who is asking, or `Problem`: 404 no such meeting, 401 not joined. */
  requireParticipant(request: Asking): Promise<Present>
  /** As `requireParticipant`, and `Problem` 403 for all but facilitators. */
  requireFacilitator(request: Asking): Promise<Present>
  /** To be called whenever a role was changed: whoever is being identified this very moment is looked up again. */
  rightsChanged(): void
}

export interface Present {
  readonly meeting: MeetingRecord
  readonly participant: ParticipantRecord
}

/** A token counts before a cookie: who sends one means it. */
export interface Credentials {
  readonly token: string | null
  readonly session: string | null
}

export interface Asking {
  readonly headers: IncomingHttpHeaders
  readonly params: { readonly id: string }
}

export function openAccess(records: MeetingRecords): Access {
  let generation = 0
  const found = new BoundedMap<MeetingId, true>(10_000)

  async function lookUp(meeting: MeetingId, { token, session }: Credentials): Promise<ParticipantRecord | null> {
    const byToken = token === null ? null : await records.findParticipantByToken(meeting, hashSecret(token))
    if (byToken !== null || session === null) return byToken
    return records.findParticipantBySession(meeting, hashSecret(session))
  }

  async function findMeeting(id: string): Promise<MeetingRecord | null> {
    const parsed = parseMeetingId(id)
    return parsed === null ? null : records.readMeeting(parsed)
  }

  async function isMeeting(id: MeetingId): Promise<boolean> {
    if (found.get(id)) return true
    if ((await records.readMeeting(id)) === null) return false
    found.set(id, true)
    return true
  }

  async function requireMeeting(id: string): Promise<MeetingRecord> {
    const meeting = await findMeeting(id)
    if (meeting === null) throw new Problem('no-such-meeting', 'Check the link, or ask the facilitator for a new one.')
    return meeting
  }

  /** A role may change while we look: rights that were decided before and used after would outlive the change. */
  async function identify(meeting: MeetingId, credentials: Credentials): Promise<ParticipantRecord | null> {
    for (;;) {
      const before = generation
      const participant = await lookUp(meeting, credentials)
      if (before === generation) return participant
    }
  }

  async function requireParticipant({ headers, params }: Asking): Promise<Present> {
    const meeting = await requireMeeting(params.id)
    const participant = await identify(meeting.id, readCredentials(headers))
    if (participant === null) throw new Problem('not-joined', 'Open the meeting by its link and join with your name.')
    return { meeting, participant }
  }

  return {
    findMeeting,
    isMeeting,
    requireMeeting,
    identify,
    requireParticipant,
    async requireFacilitator(request) {
      const present = await requireParticipant(request)
      if (!mayCommand(present.participant.role)) throw new Problem('not-allowed', 'Ask a facilitator of this meeting to do it.')
      return present
    },
    rightsChanged: () => void generation++,
  }
}

export function readCredentials(headers: IncomingHttpHeaders): Credentials {
  return { token: readBearer(headers.authorization), session: readSessionCookie(headers.cookie) }
}

export function readBearer(header: string | undefined): string | null {
  return header?.match(/^Bearer ([\w.~+/=-]{1,200})$/i)?.[1] ?? null
}
