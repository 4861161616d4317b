import { roles } from '@second-story/meeting'
import type { MeetingRecord, MeetingRecords, ParticipantRecord } from '../records.ts'
import type { SqlDatabase } from './driver.ts'
import type { Synchronous } from './protocol.ts'
import { meetingVersions } from './meetingVersions.ts'
import { recordsPurge, type RecordsPurge } from './recordsPurge.ts'
import { KeyRow, MeetingRow, ParticipantRow, ParticipantWithSessionRow, SessionMeetingRow } from './rows.ts'
import { inTransaction } from './transaction.ts'

/** The records as the store's thread keeps them: what takes long is cut into pieces, between which others have their turn. */
export type PiecemealRecords = Synchronous<Omit<MeetingRecords, 'purge'>> & RecordsPurge

const meetingColumns = `meeting.id, meeting.title, meeting.created_at AS createdAt, meeting.phase, meeting.revealed_at AS revealedAt,
  meeting.reveal_without_names AS revealWithoutNames, meeting.zone`
const participantColumns = `participant.meeting, participant.id, participant.name, participant.role, participant.joined_at AS joinedAt`

/** A script that joins again and again must not fill the disk; people with more open tabs than this have their cookie. */
const tokensKept = 32

/** Meeting records in SQLite. `now` decides which sessions have expired. */
export function sqliteMeetingRecords(db: SqlDatabase, { now }: { now: () => number }): PiecemealRecords {
  const insertMeeting = db.prepare(
    'INSERT INTO meeting (id, title, created_at, phase, revealed_at, reveal_without_names, zone) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const selectMeeting = db.prepare(`SELECT ${meetingColumns} FROM meeting WHERE id = ?`)
  const updateMeeting = db.prepare(
    'UPDATE meeting SET title = ?, phase = ?, revealed_at = ?, reveal_without_names = ?, zone = ? WHERE id = ?',
  )
  const upsertKey = db.prepare(
    'INSERT INTO meeting_key (meeting, role, hash) VALUES (?, ?, ?) ON CONFLICT (meeting, role) DO UPDATE SET hash = excluded.hash',
  )
  const selectKeyRole = db.prepare('SELECT role FROM meeting_key WHERE meeting = ? AND hash = ?')

  const upsertSession = db.prepare(
    'INSERT INTO session (hash, expires_at) VALUES (?, ?) ON CONFLICT (hash) DO UPDATE SET expires_at = excluded.expires_at',
  )
  const selectSession = db.prepare('SELECT expires_at AS expiresAt FROM session WHERE hash = ?')

  const insertParticipant = db.prepare(
    'INSERT INTO participant (meeting, id, name, role, joined_at, session) VALUES (?, ?, ?, ?, ?, ?) RETURNING number',
  )
  const selectParticipant = db.prepare('SELECT number, name, role FROM participant WHERE meeting = ? AND id = ?')
  const updateParticipant = db.prepare('UPDATE participant SET name = ?, role = ? WHERE number = ?')
  const insertToken = db.prepare('INSERT INTO participant_token (participant, hash) VALUES (?, ?)')
  const forgetTokens = db.prepare(
    `DELETE FROM participant_token WHERE participant = ?1 AND number NOT IN
     (SELECT number FROM participant_token WHERE participant = ?1 ORDER BY number DESC LIMIT ${tokensKept})`,
  )
  const forgetAllTokens = db.prepare('DELETE FROM participant_token WHERE participant = ?')
  const moveParticipant = db.prepare('UPDATE participant SET session = ? WHERE number = ?')
  const selectBySession = db.prepare(`SELECT ${participantColumns} FROM participant WHERE session = ? AND meeting = ?`)
  const selectByToken = db.prepare(
    `SELECT ${participantColumns}, participant.session AS sessionHash
     FROM participant_token JOIN participant ON participant.number = participant_token.participant
     WHERE participant_token.hash = ? AND participant.meeting = ?`,
  )
  const selectParticipants = db.prepare(`SELECT ${participantColumns} FROM participant WHERE meeting = ? ORDER BY number`)
  // As numbers: ISO strings of different precision ("…05Z", "…05.1Z") do not sort by time.
  const selectMeetingsOfSession = db.prepare(
    `SELECT ${meetingColumns}, participant.role FROM participant JOIN meeting ON meeting.id = participant.meeting
     WHERE participant.session = ? ORDER BY julianday(meeting.created_at) DESC, meeting.id`,
  )

  const selectRevealed = db.prepare('SELECT idea FROM revealed_idea WHERE meeting = ?')
  const insertRevealed = db.prepare(
    'INSERT INTO revealed_idea (meeting, idea) VALUES (?, ?) ON CONFLICT (meeting, idea) DO NOTHING',
  )
  const insertAudit = db.prepare('INSERT INTO audit (meeting, at, participant, action) VALUES (?, ?, ?, ?)')

  return {
    createMeeting(meeting, keyHashes) {
      inTransaction(db, () => {
        const { id, title, createdAt, phase, revealedAt, revealWithoutNames, zone } = meeting
        insertMeeting.run(id, title, createdAt, phase, revealedAt, Number(revealWithoutNames), zone)
        for (const role of roles) upsertKey.run(id, role, keyHashes[role])
      })
    },

    readMeeting,

    updateMeeting(id, change) {
      inTransaction(db, () => {
        const before = readMeeting(id)
        if (before === null) throw new Error(`There is no meeting ${id} to update.`)
        const { title, phase, revealedAt, revealWithoutNames, zone } = { ...before, ...change }
        updateMeeting.run(title, phase, revealedAt, Number(revealWithoutNames), zone, id)
      })
    },

    readKeyRole(id, keyHash) {
      const row = selectKeyRole.get(id, keyHash)
      return row === undefined ? null : KeyRow.parse(row).role
    },

    replaceKey(id, role, keyHash) {
      upsertKey.run(id, role, keyHash)
    },

    createSession(sessionHash, expiresAt) {
      upsertSession.run(sessionHash, expiresAt)
    },

    readSession: readLiveSession,

    addParticipant({ meeting, id, name, role, joinedAt }, sessionHash, tokenHash) {
      inTransaction(db, () => {
        const { number } = insertParticipant.get(meeting, id, name, role, joinedAt, sessionHash) as { number: number }
        insertToken.run(number, tokenHash)
      })
    },

    updateParticipant(meeting, id, { name, role, addTokenHash }) {
      inTransaction(db, () => {
        const before = selectParticipant.get(meeting, id) as { number: number; name: string; role: string } | undefined
        if (before === undefined) throw new Error(`There is no participant ${id} in meeting ${meeting} to update.`)
        updateParticipant.run(name ?? before.name, role ?? before.role, before.number)
        if (addTokenHash === undefined) return
        insertToken.run(before.number, addTokenHash)
        forgetTokens.run(before.number)
      })
    },

    continueParticipant(meeting, expiredSessionHash, sessionHash) {
      if (readLiveSession(expiredSessionHash) !== null) return null
      return inTransaction(db, () => {
        const row = selectBySession.get(expiredSessionHash, meeting)
        if (row === undefined) return null
        const participant = ParticipantRow.parse(row)
        const { number } = selectParticipant.get(meeting, participant.id) as { number: number }
        forgetAllTokens.run(number)
        moveParticipant.run(sessionHash, number)
        return participant
      })
    },

    findParticipantBySession(meeting, sessionHash) {
      if (readLiveSession(sessionHash) === null) return null
      const row = selectBySession.get(sessionHash, meeting)
      return row === undefined ? null : ParticipantRow.parse(row)
    },

    findParticipantByToken(meeting, tokenHash) {
      const row = selectByToken.get(tokenHash, meeting)
      if (row === undefined) return null
      const participant = ParticipantWithSessionRow.parse(row)
      return readLiveSession(participant.sessionHash) === null ? null : participant
    },

    readParticipants(meeting): ParticipantRecord[] {
      return selectParticipants.all(meeting).map((row) => ParticipantRow.parse(row))
    },

    readMeetingsOfSession(sessionHash) {
      if (readLiveSession(sessionHash) === null) return []
      return selectMeetingsOfSession.all(sessionHash).map((row) => SessionMeetingRow.parse(row))
    },

    readRevealedIdeas(meeting) {
      return new Set((selectRevealed.all(meeting) as { idea: string }[]).map((row) => row.idea))
    },

    addRevealedIdeas(meeting, ideas) {
      inTransaction(db, () => {
        for (const idea of ideas) insertRevealed.run(meeting, idea)
      })
    },

    addAudit(meeting, { at, participant, action }) {
      insertAudit.run(meeting, at, participant, action)
    },

    ...meetingVersions(db),
    ...recordsPurge(db, { now }),
  }

  function readMeeting(id: string): MeetingRecord | null {
    const row = selectMeeting.get(id)
    return row === undefined ? null : MeetingRow.parse(row)
  }

  function readLiveSession(hash: string): { expiresAt: string } | null {
    const session = selectSession.get(hash) as { expiresAt: string } | undefined
    if (session === undefined || Date.parse(session.expiresAt) <= now()) return null
    return { expiresAt: session.expiresAt }
  }
}
