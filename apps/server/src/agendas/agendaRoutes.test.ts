import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fullAgenda, type MeetingId, readAgenda, shortAgenda } from '@second-story/meeting'
import { describe, expect, test } from 'vitest'
import { shareTestServer } from '../testing/openTestServer.ts'

const server = shareTestServer()
const agendaOf = (id: MeetingId) => server.app.meetings.read({ is: 'agenda', meeting: id }, readAgenda)
const saved = async () => (await server.inject({ method: 'GET', url: '/api/agendas' })).json().agendas

describe('the agenda of a meeting', () => {
  test('begins as the full one, or as it is given', async () => {
    const usual = await agendaOf((await server.createMeeting()).id)
    expect(usual.steps).toEqual(['draft', ...fullAgenda.map(({ phase }) => phase), 'follow-up'])
    const short = await agendaOf((await server.createMeeting({ agenda: shortAgenda })).id)
    expect(short.steps).toEqual(['draft', ...shortAgenda.map(({ phase }) => phase), 'follow-up'])
    expect(shortAgenda.map(({ phase }) => short.minutes[phase])).toEqual(shortAgenda.map(({ minutes }) => minutes))
    expect(shortAgenda.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(25)
  })

  test('[I6] the facilitator changes it at any time; a phase that is left out can be entered', async () => {
    const meeting = await server.createMeeting()
    const lead = await meeting.joinAs('facilitator')
    const steps = [
      { phase: 'causes', minutes: 7 },
      { phase: 'timeline', minutes: 0 },
    ]
    expect((await meeting.call(lead, 'PUT', '/agenda', { steps })).statusCode).toBe(204)
    const changed = await agendaOf(meeting.id)
    expect(changed.steps).toEqual(['draft', 'causes', 'timeline', 'follow-up'])
    expect(changed.minutes).toMatchObject({ causes: 7, timeline: 0, lessons: 10 })
    expect((await meeting.call(lead, 'PUT', '/phase', { phase: 'lessons' })).statusCode).toBe(204)
    expect((await agendaOf(meeting.id)).phase).toBe('lessons')
  })

  test.each([
    [[]],
    [[{ phase: 'draft', minutes: 5 }]],
    [[{ phase: 'causes', minutes: -1 }]],
    [
      [
        { phase: 'causes', minutes: 5 },
        { phase: 'causes', minutes: 5 },
      ],
    ],
  ])('%j is refused, and changes nothing', async (steps) => {
    const meeting = await server.createMeeting()
    const lead = await meeting.joinAs('facilitator')
    const answer = await meeting.call(lead, 'PUT', '/agenda', { steps })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().detail).toContain('steps')
    expect((await agendaOf(meeting.id)).steps).toHaveLength(10)
  })

  test.each(['participant', 'observer'] as const)('[I3] a %s may neither change nor save it', async (role) => {
    const meeting = await server.createMeeting()
    const other = await meeting.joinAs(role)
    expect((await meeting.call(other, 'PUT', '/agenda', { steps: shortAgenda })).statusCode).toBe(403)
    expect((await meeting.call(other, 'PUT', '/agenda/template', { name: 'Mine' })).statusCode).toBe(403)
    expect((await meeting.call(other, 'DELETE', '/agenda/template?name=Mine')).statusCode).toBe(403)
    expect((await agendaOf(meeting.id)).steps).toHaveLength(10)
    expect(await saved()).toEqual([])
  })
})

test('a saved agenda begins other meetings, until it is removed; a broken file says where', async () => {
  const meeting = await server.createMeeting({ agenda: shortAgenda })
  const lead = await meeting.joinAs('facilitator')
  expect((await meeting.call(lead, 'PUT', '/agenda/template', { name: ' Near miss ' })).statusCode).toBe(204)
  expect(await saved()).toEqual([{ name: 'Near miss', steps: shortAgenda }])
  expect((await meeting.call(lead, 'PUT', '/agenda/template', { name: '' })).statusCode).toBe(400)

  await writeFile(
    join(server.dataDir, 'agendas.json'),
    '{"agendas": [{"name": "x", "steps": [{"phase": "chat", "minutes": 1}]}]}',
  )
  const broken = await server.inject({ method: 'GET', url: '/api/agendas' })
  expect([broken.statusCode, broken.json().detail]).toEqual([500, expect.stringContaining('agendas[0].steps[0].phase')])

  await writeFile(
    join(server.dataDir, 'agendas.json'),
    '{"agendas": [{"name": "Near miss", "steps": [{"phase": "causes", "minutes": 1}]}]}',
  )
  expect((await meeting.call(lead, 'DELETE', '/agenda/template?name=near%20miss')).statusCode).toBe(204)
  expect((await meeting.call(lead, 'DELETE', '/agenda/template?name=near%20miss')).statusCode).toBe(404)
  expect(await saved()).toEqual([])
})
