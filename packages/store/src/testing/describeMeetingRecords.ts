import { type MeetingId, parseMeetingId, parseParticipantId, type ParticipantId } from '@second-story/meeting'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { MeetingRecord, MeetingRecords, ParticipantRecord, VersionRecord } from '../records.ts'

/** Opens empty records whose clock is `now` (milliseconds since 1970). */
export type OpenMeetingRecords = (now: () => number) => Promise<{ records: MeetingRecords; close(): Promise<void> }>

/** The contract of `MeetingRecords`. Every implementation runs it. */
export function describeMeetingRecords(name: string, open: OpenMeetingRecords): void {
  describe(`meeting records: ${name}`, () => {
    let time: string
    let records: MeetingRecords
    let close: () => Promise<void>

    beforeEach(async () => {
      time = '2026-03-01T09:00:00Z'
      ;({ records, close } = await open(() => Date.parse(time)))
    })
    afterEach(() => close())

    const join = (participant: ParticipantRecord, session: string, token: string) =>
      records.addParticipant(participant, session, token)

    describe('meetings', () => {
      test('a meeting is read as it was created', async () => {
        await records.createMeeting(outage, keys('outage'))
        expect(await records.readMeeting(outage.id)).toEqual(outage)
        expect(await records.readMeeting(meetingId('another'))).toBeNull()
      })

      test('a meeting that exists is not created again, and keeps its keys', async () => {
        await records.createMeeting(outage, keys('outage'))
        await expect(records.createMeeting({ ...outage, title: 'Mine now' }, keys('stolen'))).rejects.toBeInstanceOf(Error)
        expect(await records.readMeeting(outage.id)).toEqual(outage)
        expect(await records.readKeyRole(outage.id, 'stolen-facilitator')).toBeNull()
        expect(await records.readKeyRole(outage.id, 'outage-facilitator')).toBe('facilitator')
      })

      test('an update changes what it names and nothing else', async () => {
        await records.createMeeting(outage, keys('outage'))
        await records.createMeeting(leak, keys('leak'))
        await records.updateMeeting(outage.id, { phase: 'causes', revealedAt: '2026-03-01T10:00:00Z' })
        expect(await records.readMeeting(outage.id)).toEqual({ ...outage, phase: 'causes', revealedAt: '2026-03-01T10:00:00Z' })
        await records.updateMeeting(outage.id, {
          title: 'Orders vanish',
          revealedAt: null,
          revealWithoutNames: true,
          zone: 'UTC',
        })
        expect(await records.readMeeting(outage.id)).toEqual({
          ...outage,
          title: 'Orders vanish',
          phase: 'causes',
          revealWithoutNames: true,
          zone: 'UTC',
        })
        expect(await records.readMeeting(leak.id)).toEqual(leak)
      })

      test('an unknown meeting is not updated', async () => {
        await expect(records.updateMeeting(outage.id, { title: 'Nobody’s' })).rejects.toThrow(outage.id)
        expect(await records.readMeeting(outage.id)).toBeNull()
      })

      test('text comes back as it was, whatever it contains', async () => {
        const title = "Robert'); DROP TABLE meeting;-- \u{1F525} ﷽ \\ \n end"
        await records.createMeeting({ ...outage, title }, keys('outage'))
        expect((await records.readMeeting(outage.id))?.title).toBe(title)
      })
    })

    describe('keys', () => {
      beforeEach(async () => {
        await records.createMeeting(outage, keys('outage'))
        await records.createMeeting(leak, keys('leak'))
      })

      test('[I3] a key opens its own role in its own meeting', async () => {
        expect(await records.readKeyRole(outage.id, 'outage-facilitator')).toBe('facilitator')
        expect(await records.readKeyRole(outage.id, 'outage-participant')).toBe('participant')
        expect(await records.readKeyRole(outage.id, 'outage-observer')).toBe('observer')
        expect(await records.readKeyRole(outage.id, 'leak-facilitator')).toBeNull()
        expect(await records.readKeyRole(outage.id, '')).toBeNull()
        expect(await records.readKeyRole(meetingId('another'), 'outage-observer')).toBeNull()
      })

      test('[I3] a replaced key opens nothing any more; the others still do', async () => {
        await records.replaceKey(outage.id, 'participant', 'fresh')
        expect(await records.readKeyRole(outage.id, 'outage-participant')).toBeNull()
        expect(await records.readKeyRole(outage.id, 'fresh')).toBe('participant')
        expect(await records.readKeyRole(outage.id, 'outage-observer')).toBe('observer')
        expect(await records.readKeyRole(leak.id, 'leak-participant')).toBe('participant')
      })

      test('an unknown meeting gets no key', async () => {
        await expect(records.replaceKey(meetingId('another'), 'observer', 'fresh')).rejects.toBeInstanceOf(Error)
      })
    })

    describe('sessions', () => {
      test('a session lives until it expires', async () => {
        await records.createSession('laptop', '2026-03-01T12:00:00Z')
        expect(await records.readSession('laptop')).toEqual({ expiresAt: '2026-03-01T12:00:00Z' })
        expect(await records.readSession('unknown')).toBeNull()
        time = '2026-03-01T11:59:59.999Z'
        expect(await records.readSession('laptop')).not.toBeNull()
        time = '2026-03-01T12:00:00Z'
        expect(await records.readSession('laptop')).toBeNull()
      })

      test('creating a session again renews it', async () => {
        await records.createSession('laptop', '2026-03-01T12:00:00Z')
        await records.createSession('laptop', '2026-03-02T12:00:00Z')
        expect(await records.readSession('laptop')).toEqual({ expiresAt: '2026-03-02T12:00:00Z' })
      })
    })

    describe('participants', () => {
      beforeEach(async () => {
        await records.createMeeting(outage, keys('outage'))
        await records.createMeeting(leak, keys('leak'))
        await records.createSession('laptop', '2026-03-01T12:00:00Z')
        await records.createSession('phone', '2026-03-01T18:00:00Z')
        await join(ada, 'laptop', 'ada-token')
      })

      test('a participant is found by session and by token, in that meeting only', async () => {
        expect(await records.findParticipantBySession(outage.id, 'laptop')).toEqual(ada)
        expect(await records.findParticipantByToken(outage.id, 'ada-token')).toEqual({ ...ada, sessionHash: 'laptop' })
        expect(await records.findParticipantBySession(outage.id, 'phone')).toBeNull()
        expect(await records.findParticipantByToken(outage.id, 'unknown')).toBeNull()
        expect(await records.findParticipantBySession(leak.id, 'laptop')).toBeNull()
        expect(await records.findParticipantByToken(leak.id, 'ada-token')).toBeNull()
      })

      test('[I3] an expired session finds nobody, but who took part stays known', async () => {
        await join(grace, 'phone', 'grace-token')
        time = '2026-03-01T12:00:00Z'
        expect(await records.findParticipantBySession(outage.id, 'laptop')).toBeNull()
        expect(await records.findParticipantByToken(outage.id, 'ada-token')).toBeNull()
        expect(await records.readMeetingsOfSession('laptop')).toEqual([])
        expect(await records.findParticipantByToken(outage.id, 'grace-token')).not.toBeNull()
        expect(await records.readParticipants(outage.id)).toEqual([ada, grace])
      })

      test('a renewed session finds the same participant again', async () => {
        time = '2026-03-01T12:00:00Z'
        await records.createSession('laptop', '2026-03-02T12:00:00Z')
        expect(await records.findParticipantBySession(outage.id, 'laptop')).toEqual(ada)
        expect(await records.findParticipantByToken(outage.id, 'ada-token')).toEqual({ ...ada, sessionHash: 'laptop' })
      })

      test('[I3] under a session that has expired somebody goes on in another, in that meeting alone, and old tokens are void', async () => {
        await records.addParticipant({ ...ada, meeting: leak.id }, 'laptop', 'leak-token')
        await records.createSession('laptop again', '2026-03-09T12:00:00Z')
        expect(await records.continueParticipant(outage.id, 'laptop', 'laptop again')).toBeNull()
        time = '2026-03-01T12:00:00Z'
        expect(await records.continueParticipant(outage.id, 'unknown', 'laptop again')).toBeNull()
        expect(await records.continueParticipant(outage.id, 'laptop', 'laptop again')).toEqual(ada)
        expect(await records.findParticipantBySession(outage.id, 'laptop again')).toEqual(ada)
        expect(await records.findParticipantByToken(outage.id, 'ada-token')).toBeNull()
        expect(await records.findParticipantBySession(leak.id, 'laptop again')).toBeNull()
        expect(await records.continueParticipant(outage.id, 'laptop', 'phone')).toBeNull()
      })

      test('a session is one participant of a meeting; a second is refused whole', async () => {
        await expect(join({ ...grace, id: participantId('second') }, 'laptop', 'second-token')).rejects.toBeInstanceOf(Error)
        expect(await records.readParticipants(outage.id)).toEqual([ada])
        expect(await records.findParticipantByToken(outage.id, 'second-token')).toBeNull()
      })

      test('a token that is in use is not given to another', async () => {
        await expect(join(grace, 'phone', 'ada-token')).rejects.toBeInstanceOf(Error)
        expect(await records.readParticipants(outage.id)).toEqual([ada])
        expect(await records.findParticipantByToken(outage.id, 'ada-token')).toEqual({ ...ada, sessionHash: 'laptop' })
      })

      test('nobody joins an unknown meeting, or by an unknown session', async () => {
        await expect(join({ ...grace, meeting: meetingId('another') }, 'phone', 'grace-token')).rejects.toBeInstanceOf(Error)
        await expect(join(grace, 'unknown', 'grace-token')).rejects.toBeInstanceOf(Error)
        expect(await records.readParticipants(outage.id)).toEqual([ada])
      })

      test('an update changes what it names; tokens add up', async () => {
        await records.updateParticipant(outage.id, ada.id, { name: 'Ada L.' })
        await records.updateParticipant(outage.id, ada.id, { role: 'facilitator', addTokenHash: 'ada-second-tab' })
        const changed = { ...ada, name: 'Ada L.', role: 'facilitator' }
        expect(await records.findParticipantBySession(outage.id, 'laptop')).toEqual(changed)
        expect(await records.findParticipantByToken(outage.id, 'ada-token')).toEqual({ ...changed, sessionHash: 'laptop' })
        expect(await records.findParticipantByToken(outage.id, 'ada-second-tab')).toEqual({ ...changed, sessionHash: 'laptop' })
        await expect(records.updateParticipant(leak.id, ada.id, { name: 'Eve' })).rejects.toThrow(ada.id)
      })

      test('[I3] of very many tokens the newest 32 work, so that joining in a loop fills no disk', async () => {
        for (let n = 1; n <= 32; n += 1) await records.updateParticipant(outage.id, ada.id, { addTokenHash: `tab-${n}` })
        expect(await records.findParticipantByToken(outage.id, 'ada-token')).toBeNull()
        expect(await records.findParticipantByToken(outage.id, 'tab-1')).not.toBeNull()
        expect(await records.findParticipantByToken(outage.id, 'tab-32')).not.toBeNull()
      })

      test('participants stand in the order in which they joined', async () => {
        await join({ ...grace, joinedAt: '2026-03-01T08:00:00Z' }, 'phone', 'grace-token')
        expect((await records.readParticipants(outage.id)).map(({ id }) => id)).toEqual([ada.id, grace.id])
        expect(await records.readParticipants(leak.id)).toEqual([])
      })

      test('meetings of a session stand newest first, each with the role in it', async () => {
        // 'leak' is 50 ms younger than 'outage', though its time sorts first as text.
        await join({ ...ada, meeting: leak.id, role: 'observer' }, 'laptop', 'ada-leak-token')
        await join(grace, 'phone', 'grace-token')
        expect(await records.readMeetingsOfSession('laptop')).toEqual([
          { ...leak, role: 'observer' },
          { ...outage, role: 'participant' },
        ])
        expect(await records.readMeetingsOfSession('phone')).toEqual([{ ...outage, role: 'participant' }])
        expect(await records.readMeetingsOfSession('unknown')).toEqual([])
      })
    })

    describe('revealed ideas and audit', () => {
      beforeEach(() => records.createMeeting(outage, keys('outage')))

      test('revealed ideas add up, and twice is once', async () => {
        expect(await records.readRevealedIdeas(outage.id)).toEqual(new Set())
        await records.addRevealedIdeas(outage.id, ['a', 'b'])
        await records.addRevealedIdeas(outage.id, ['b', 'c', 'c'])
        await records.addRevealedIdeas(outage.id, [])
        expect(await records.readRevealedIdeas(outage.id)).toEqual(new Set(['a', 'b', 'c']))
        expect(await records.readRevealedIdeas(leak.id)).toEqual(new Set())
      })

      test('the audit takes entries of people and of the server, for meetings that exist', async () => {
        const at = '2026-03-01T09:30:00Z'
        await records.addAudit(outage.id, { at, participant: ada.id, action: 'phase' })
        await records.addAudit(outage.id, { at, participant: null, action: 'reveal' })
        await expect(records.addAudit(leak.id, { at, participant: null, action: 'reveal' })).rejects.toBeInstanceOf(Error)
      })
    })

    describe('versions', () => {
      beforeEach(() => records.createMeeting(outage, keys('outage')))

      test('versions are read as they were added, oldest first, and their states one by one', async () => {
        const first: VersionRecord = {
          meeting: outage.id,
          id: 'v1',
          at: '2026-03-01T10:00:00Z',
          seq: 12,
          kind: 'phase',
          name: 'Timeline',
          by: null,
          authors: [],
        }
        const second: VersionRecord = {
          ...first,
          id: 'v0',
          seq: 9,
          kind: 'named',
          name: 'Before lunch',
          by: ada.id,
          authors: [ada.id],
        }
        const frame = new Uint8Array([0, 1, 2, 3])
        await records.addVersion({ ...first, state: frame.subarray(1, 3) })
        await records.addVersion({ ...second, state: new Uint8Array([7]) })
        expect(await records.readVersions(outage.id)).toEqual([first, second])
        expect([...((await records.readVersionState(outage.id, 'v1')) ?? [])]).toEqual([1, 2])
        expect(frame.length).toBe(4)
        expect(await records.readVersionState(outage.id, 'unknown')).toBeNull()
        expect(await records.readVersionState(leak.id, 'v1')).toBeNull()
        expect(await records.readVersions(leak.id)).toEqual([])
        await expect(records.addVersion({ ...second, state: frame })).rejects.toBeInstanceOf(Error)
        await expect(records.addVersion({ ...first, meeting: leak.id, state: frame })).rejects.toBeInstanceOf(Error)
        expect(await records.readVersions(outage.id)).toEqual([first, second])
        await records.removeVersion(leak.id, 'v1')
        await records.removeVersion(outage.id, 'v0')
        await records.removeVersion(outage.id, 'v0')
        expect(await records.readVersions(outage.id)).toEqual([first])
        expect(await records.readVersionState(outage.id, 'v0')).toBeNull()
      })
    })

    describe('purging', () => {
      test('[I3] expired sessions go, but not who took part under them: renewed, they find the same person', async () => {
        await records.createMeeting(outage, keys('outage'))
        await records.createSession('laptop', '2026-03-01T12:00:00Z')
        await join(ada, 'laptop', 'ada-token')
        for (let n = 0; n < 1_200; n += 1) await records.createSession(`passer-by-${n}`, '2026-03-01T12:00:00.5Z')
        await records.createSession('tablet', '2026-03-01T18:00:00Z')
        time = '2026-03-01T12:00:01Z'
        await records.purge(time)
        // Gone, and not only expired: back at a time when they were good they are still unknown.
        time = '2026-03-01T11:00:00Z'
        for (const n of [0, 599, 1_199]) expect(await records.readSession(`passer-by-${n}`)).toBeNull()
        expect(await records.readSession('tablet')).not.toBeNull()
        expect(await records.readParticipants(outage.id)).toEqual([ada])
        await records.createSession('laptop', '2026-03-02T12:00:00Z')
        expect(await records.findParticipantByToken(outage.id, 'ada-token')).toEqual({ ...ada, sessionHash: 'laptop' })
        await join(grace, 'tablet', 'grace-token')
      })

      test('purging twice, or nothing, is fine', async () => {
        await records.purge(time)
        await records.createSession('laptop', '2026-03-01T08:00:00Z')
        await records.purge(time)
        await records.purge(time)
        await records.createSession('laptop', '2026-03-01T18:00:00Z')
        expect(await records.readSession('laptop')).not.toBeNull()
      })
    })
  })
}

function meetingId(id: string): MeetingId {
  const parsed = parseMeetingId(id)
  if (parsed === null) throw new Error(`${id} is no meeting id`)
  return parsed
}

function participantId(id: string): ParticipantId {
  const parsed = parseParticipantId(id)
  if (parsed === null) throw new Error(`${id} is no participant id`)
  return parsed
}

function keys(prefix: string) {
  return { facilitator: `${prefix}-facilitator`, participant: `${prefix}-participant`, observer: `${prefix}-observer` }
}

const outage: MeetingRecord = {
  id: meetingId('outage'),
  title: 'Checkout was down',
  createdAt: '2026-02-28T16:00:00Z',
  phase: 'draft',
  revealedAt: null,
  revealWithoutNames: false,
  zone: 'Europe/Paris',
}
const leak: MeetingRecord = { ...outage, id: meetingId('leak'), title: 'Memory leak', createdAt: '2026-02-28T16:00:00.05Z' }

const ada: ParticipantRecord = {
  meeting: outage.id,
  id: participantId('ada'),
  name: 'Ada',
  role: 'participant',
  joinedAt: '2026-03-01T09:00:00Z',
}
const grace: ParticipantRecord = { ...ada, id: participantId('grace'), name: 'Grace', joinedAt: '2026-03-01T09:01:00Z' }
