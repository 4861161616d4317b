import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { type MeetingId, readAgenda } from '@second-story/meeting'
import { describe, expect, test } from 'vitest'
import { newFolder, openTestServer, shareTestServer } from '../testing/openTestServer.ts'

const server = shareTestServer()
const isOff = async (id: MeetingId) => (await server.app.meetings.read({ is: 'agenda', meeting: id }, readAgenda)).isCoachOff

/** As an operator would look it up: no call answers it. */
function auditOf(meeting: string, participant: string): unknown[] {
  const db = new DatabaseSync(join(server.dataDir, 'second-story.sqlite'), { readOnly: true })
  try {
    const rows = db
      .prepare('SELECT action FROM audit WHERE meeting = ? AND participant = ? ORDER BY rowid')
      .all(meeting, participant)
    return rows.map((row) => Object(row).action).filter((action) => /coach/.test(action))
  } finally {
    db.close()
  }
}

describe('the switch of a meeting', () => {
  test('the facilitator switches the coach off and on; it is written down who did', async () => {
    const meeting = await server.createMeeting()
    const lead = await meeting.joinAs('facilitator')
    expect(await isOff(meeting.id)).toBe(false)
    expect((await meeting.call(lead, 'PUT', '/coach', { on: false })).statusCode).toBe(204)
    expect(await isOff(meeting.id)).toBe(true)
    expect((await meeting.call(lead, 'PUT', '/coach', { on: true })).statusCode).toBe(204)
    expect(await isOff(meeting.id)).toBe(false)
    expect(auditOf(meeting.id, lead.participantId)).toEqual(['switched the coach off', 'switched the coach on'])
  })

  test.each(['participant', 'observer'] as const)('[I3] a %s may not', async (role) => {
    const meeting = await server.createMeeting()
    expect((await meeting.call(await meeting.joinAs(role), 'PUT', '/coach', { on: false })).statusCode).toBe(403)
    expect(await isOff(meeting.id)).toBe(false)
  })

  test('nor may anybody who is not in it; and it is on or off, nothing else', async () => {
    const meeting = await server.createMeeting()
    const other = await (await server.createMeeting()).joinAs('facilitator')
    expect((await meeting.call(null, 'PUT', '/coach', { on: false })).statusCode).toBe(401)
    expect((await meeting.call(other, 'PUT', '/coach', { on: false })).statusCode).toBe(401)
    const lead = await meeting.joinAs('facilitator')
    expect((await meeting.call(lead, 'PUT', '/coach', { on: 'no' })).statusCode).toBe(400)
    expect((await meeting.call(lead, 'PUT', '/coach', {})).statusCode).toBe(400)
    expect(await isOff(meeting.id)).toBe(false)
  })
})

describe('the organisation’s words', () => {
  const words = { allow: ['human error budget'], extraWords: [{ phrase: 'cowboy deploy', trap: 'judgement' }] }

  test('everybody in a meeting gets them, nobody else', async () => {
    const file = join(await newFolder(), 'words.json')
    await writeFile(file, JSON.stringify(words))
    const own = await openTestServer({ COACH_WORDS_FILE: file })
    const meeting = await own.createMeeting()
    const answer = await meeting.call(await meeting.joinAs('observer'), 'GET', '/coach/words')
    expect(answer.json()).toEqual(words)
    expect(answer.headers['cache-control']).toBe('private, max-age=300')
    const refused = await meeting.call(null, 'GET', '/coach/words')
    expect(refused.statusCode).toBe(401)
    expect(refused.body).not.toContain('cowboy')
  })

  test('are none where the operator has named none', async () => {
    const meeting = await server.createMeeting()
    const answer = await meeting.call(await meeting.joinAs('participant'), 'GET', '/coach/words')
    expect(answer.json()).toEqual({ allow: [], extraWords: [] })
  })
})
