import { type MeetingId, readAgenda, readDetails, readPeople } from '@second-story/meeting'
import { describe, expect, test } from 'vitest'
import { openTestServer, shareTestServer, type TestServer } from '../testing/openTestServer.ts'

const server = shareTestServer()
const agendaOf = (server: TestServer, meeting: MeetingId) => server.app.meetings.read({ is: 'agenda', meeting }, readAgenda)
const peopleOf = (server: TestServer, meeting: MeetingId) => server.app.meetings.read({ is: 'agenda', meeting }, readPeople)

describe('creating', () => {
  test('gives a key and a link per role, and seeds the documents', async () => {
    const { id, keys, links } = await server.createMeeting({
      title: '  Visual Guide down ',
      incidentDate: '2018-02-10',
      zone: 'Europe/Paris',
      incidentLead: 'Gabe',
      criteria: 'outage',
      minutes: { timeline: 45 },
      revealWithoutNames: true,
    })
    expect(new Set(Object.values(keys)).size).toBe(3)
    for (const role of ['facilitator', 'participant', 'observer'] as const) {
      expect(keys[role]).toMatch(/^[A-Za-z0-9_-]{43}$/)
      expect(links[role]).toBe(`http://localhost:80/m/${id}#${keys[role]}`)
    }
    const details = await server.app.meetings.read({ is: 'board', meeting: id }, readDetails)
    expect(details).toMatchObject({
      title: 'Visual Guide down',
      incidentDate: '2018-02-10',
      zone: 'Europe/Paris',
      criteria: 'outage',
    })
    const agenda = await agendaOf(server, id)
    expect(agenda).toMatchObject({ phase: 'draft', revealWithoutNames: true })
    expect(agenda.minutes.timeline).toBe(45)
  })

  test('takes when it began and ended; what is not said stays unknown', async () => {
    const detailsOf = async (body: Record<string, unknown>) => {
      const { id } = await server.createMeeting(body)
      return await server.app.meetings.read({ is: 'board', meeting: id }, readDetails)
    }
    const began = '2018-02-10T23:30:00Z'
    expect(await detailsOf({ began, ended: '2018-02-11', zone: 'Europe/Paris', criteria: 'near-miss' })).toMatchObject({
      incidentDate: '2018-02-11', // by the meeting's clock
      began,
      ended: '2018-02-11',
      criteria: 'near-miss',
    })
    expect(await detailsOf({})).toMatchObject({ incidentDate: null, began: null, ended: null, meetingTime: null, criteria: null })
  })

  test('links carry the public address where there is one', async () => {
    const server = await openTestServer({ PUBLIC_URL: 'https://review.example.org' })
    const { id, keys, links } = await server.createMeeting()
    expect(links.observer).toBe(`https://review.example.org/m/${id}#${keys.observer}`)
  })

  test.each([
    [{}, 'title'],
    [{ title: '   ' }, 'title'],
    [{ title: 'a\nb' }, 'title'],
    [{ title: 'x', zone: 'Mars/Olympus' }, 'zone'],
    [{ title: 'x', incidentDate: '2018-02-30' }, 'incidentDate'],
    [{ title: 'x', began: '2018-02-10T13:01' }, 'began'],
    [{ title: 'x', ended: 'yesterday' }, 'ended'],
    [{ title: 'x', began: '2018-02-10T13:01:00Z', ended: '2018-02-10T13:00:00Z' }, 'ended'],
    [{ title: 'x', began: '2018-02-10T13:01:00Z', ended: '2018-02-09' }, 'ended'],
    [{ title: 'x', minutes: { timeline: 601 } }, 'minutes.timeline'],
    [{ title: 'x', minutes: { lunch: 5 } }, 'minutes'],
    [{ title: 'x', criteria: 'fun' }, 'criteria'],
  ])('what does not fit is refused with the name of the field: %j', async (payload, field) => {
    const answer = await server.inject({ method: 'POST', url: '/api/meetings', payload })
    expect(answer.statusCode).toBe(400)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json()).toMatchObject({ type: '/problems/invalid-request', status: 400 })
    expect(answer.json().detail).toContain(`${field}: `)
  })

  test('only hashes of keys, sessions and tokens reach the disk', async () => {
    const server = await openTestServer()
    const meeting = await server.createMeeting()
    const ada = await meeting.joinAs('participant')
    await server.close()
    const disk = await everyByteIn(server.dataDir)
    expect(disk).toContain(meeting.id) // the search finds what is there
    for (const secret of [...Object.values(meeting.keys), ada.token, ada.cookie.split('=')[1]]) expect(disk).not.toContain(secret)
  })
})

describe('joining', () => {
  test('answers with the documents of the role and an HttpOnly cookie', async () => {
    const meeting = await server.createMeeting()
    const joined = await server.inject({
      method: 'POST',
      url: `/api/meetings/${meeting.id}/join`,
      payload: { key: meeting.keys.observer, name: ' Ada ' },
    })
    const { participantId, role, documents } = joined.json()
    expect({ role, documents }).toEqual({
      role: 'observer',
      documents: { board: `${meeting.id}/board`, agenda: `${meeting.id}/agenda` },
    })
    const cookie = String(joined.headers['set-cookie'])
    expect(cookie).toMatch(/^second_story_session=[\w-]{43}; Path=\/; Max-Age=5184000; HttpOnly; SameSite=Lax$/)
    expect(await peopleOf(server, meeting.id)).toEqual([{ id: participantId, name: 'Ada', role: 'observer', withIt: false }])
  })

  test('an https address makes the cookie Secure', async () => {
    const server = await openTestServer({ PUBLIC_URL: 'https://review.example.org' })
    const meeting = await server.createMeeting()
    const { headers } = await meeting.call(null, 'POST', '/join', { key: meeting.keys.observer, name: 'Ada' })
    expect(headers['set-cookie']).toMatch(/; Secure$/)
  })

  test.each(['cookie', 'token'] as const)('the same session, by %s, is the same participant with the wider role', async (by) => {
    const meeting = await server.createMeeting()
    const first = await meeting.joinAs('participant', 'Ada')
    const known = by === 'cookie' ? { cookie: `theme=dark; ${first.cookie}` } : { authorization: `Bearer ${first.token}` }
    const wider = await meeting.joinAs('facilitator', 'Ada L.', known)
    const again = await meeting.joinAs('observer', 'Ada Lovelace', known)
    expect([wider.participantId, again.participantId]).toEqual([first.participantId, first.participantId])
    expect([wider.role, again.role]).toEqual(['facilitator', 'facilitator'])
    expect(again.token).not.toBe(first.token)
    expect(await peopleOf(server, meeting.id)).toEqual([
      { id: first.participantId, name: 'Ada Lovelace', role: 'facilitator', withIt: false },
    ])
    for (const { token } of [first, wider, again])
      expect((await meeting.call({ ...first, token }, 'GET', '')).statusCode).toBe(200)
  })

  test('two tabs that join at the same moment are one participant; another browser is another', async () => {
    const [meeting, other] = [await server.createMeeting(), await server.createMeeting()]
    const { cookie } = await other.joinAs('participant')
    const [a, b, c] = await Promise.all([
      meeting.joinAs('participant', 'Ada', { cookie }),
      meeting.joinAs('participant', 'Ada', { cookie }),
      meeting.joinAs('participant', 'Ada'),
    ])
    expect(a.participantId).toBe(b.participantId)
    expect(c.participantId).not.toBe(a.participantId)
  })

  test('a wrong key, a key of another meeting and an unknown meeting are refused in words', async () => {
    const [meeting, other] = [await server.createMeeting(), await server.createMeeting()]
    for (const key of ['wrong', other.keys.participant]) {
      const answer = await meeting.call(null, 'POST', '/join', { key, name: 'Ada' })
      expect(answer.json()).toMatchObject({ type: '/problems/wrong-key', status: 403 })
    }
    const unknown = await server.inject({
      method: 'POST',
      url: '/api/meetings/nowhere/join',
      payload: { key: meeting.keys.participant, name: 'Ada' },
    })
    expect(unknown.json()).toMatchObject({ type: '/problems/no-such-meeting', status: 404 })
  })

  test.each(['', '   ', 'x'.repeat(61), 'a\u0000b', 'a\u202eb', 'a\nb', 7])('the name %j is refused', async (name) => {
    const meeting = await server.createMeeting()
    expect((await meeting.call(null, 'POST', '/join', { key: meeting.keys.participant, name })).statusCode).toBe(400)
  })

  test('a session ends when its days are over', async () => {
    let now = new Date()
    const server = await openTestServer({ SESSION_DAYS: '1' }, { now: () => now })
    now = new Date(Date.now() - 25 * 60 * 60 * 1000)
    const meeting = await server.createMeeting()
    const ada = await meeting.joinAs('participant')
    expect((await meeting.call(ada, 'GET', '')).json()).toMatchObject({ type: '/problems/not-joined', status: 401 })
  })

  test('[I3] whoever joins anew after that is the same person, with a new session and the role of the key', async () => {
    let now = new Date()
    const server = await openTestServer({ SESSION_DAYS: '1' }, { now: () => now })
    now = new Date(Date.now() - 25 * 60 * 60 * 1000)
    const meeting = await server.createMeeting()
    const other = await server.createMeeting()
    const ada = await meeting.joinAs('facilitator', 'Ada')
    await other.joinAs('participant', 'Ada', { cookie: ada.cookie })
    now = new Date()
    const again = await meeting.joinAs('participant', 'Ada', { cookie: ada.cookie })
    expect(again).toMatchObject({ participantId: ada.participantId, role: 'participant' })
    expect((await meeting.call(again, 'GET', '')).statusCode).toBe(200)
    expect((await other.call(again, 'GET', '')).statusCode).toBe(401)
    // The old session opens nothing, and its holder is nobody.
    expect((await meeting.call(null, 'GET', '')).statusCode).toBe(401)
    expect((await server.inject({ url: `/api/meetings/${meeting.id}`, headers: { cookie: ada.cookie } })).statusCode).toBe(401)
  })

  test('a renewed key kills the old link; those who are in stay in', async () => {
    const meeting = await server.createMeeting()
    const [lead, ada] = [await meeting.joinAs('facilitator'), await meeting.joinAs('participant')]
    const renewed = (await meeting.call(lead, 'POST', '/keys/participant')).json()
    expect(renewed.link).toContain(`/m/${meeting.id}#${renewed.key}`)
    expect((await meeting.call(null, 'POST', '/join', { key: meeting.keys.participant, name: 'B' })).statusCode).toBe(403)
    expect((await meeting.call(null, 'POST', '/join', { key: renewed.key, name: 'B' })).statusCode).toBe(200)
    expect((await meeting.call(ada, 'GET', '')).statusCode).toBe(200)
  })
})

describe('the record', () => {
  test('tells who you are and what the meeting is', async () => {
    const meeting = await server.createMeeting({ zone: 'Europe/Paris' })
    await meeting.joinAs('facilitator')
    const ada = await meeting.joinAs('participant', 'Ada')
    expect((await meeting.call(ada, 'GET', '')).json()).toMatchObject({
      id: meeting.id,
      title: 'Outage',
      phase: 'draft',
      role: 'participant',
      participantId: ada.participantId,
      name: 'Ada',
      people: 2,
      zone: 'Europe/Paris',
      revealedAt: null,
      documents: ada.documents,
    })
  })

  test('the list holds the meetings of this browser and no others', async () => {
    const [first, second] = [await server.createMeeting({ title: 'First' }), await server.createMeeting({ title: 'Second' })]
    await server.createMeeting({ title: 'Not mine' })
    const { cookie } = await first.joinAs('participant')
    await second.joinAs('observer', 'Ada', { cookie })
    const list = async (headers: Record<string, string>) =>
      (await server.inject({ url: '/api/meetings', headers }))
        .json()
        .meetings.map(({ title, role }: Record<string, string>) => [title, role])
    expect((await list({ cookie })).sort()).toEqual([
      ['First', 'participant'],
      ['Second', 'observer'],
    ])
    expect(await list({})).toEqual([])
  })
})

describe('steering', () => {
  test('[I6] any phase follows any other, seen in the agenda and the record', async () => {
    const meeting = await server.createMeeting()
    const lead = await meeting.joinAs('facilitator')
    for (const phase of ['recommendations', 'draft', 'wrap-up', 'timeline']) {
      expect((await meeting.call(lead, 'PUT', '/phase', { phase })).statusCode).toBe(204)
      expect((await agendaOf(server, meeting.id)).phase).toBe(phase)
      expect((await meeting.call(lead, 'GET', '')).json().phase).toBe(phase)
    }
    expect((await meeting.call(lead, 'PUT', '/phase', { phase: 'lunch' })).statusCode).toBe(400)
  })

  test('minutes, card, spotlight and settings stand in the agenda and on the board', async () => {
    const meeting = await server.createMeeting()
    const lead = await meeting.joinAs('facilitator')
    await meeting.call(lead, 'PUT', '/minutes', { phase: 'causes', minutes: 12 })
    await meeting.call(lead, 'PUT', '/card', { card: { is: 'trap', trap: 'shopping-bag' } })
    await meeting.call(lead, 'PUT', '/spotlight', { entry: 'row-1' })
    await meeting.call(lead, 'PUT', '/settings', { title: 'Better', zone: 'Asia/Tokyo', revealWithoutNames: true })
    const agenda = await agendaOf(server, meeting.id)
    expect(agenda).toMatchObject({ card: { is: 'trap', trap: 'shopping-bag' }, spotlight: 'row-1', revealWithoutNames: true })
    expect(agenda.minutes.causes).toBe(12)
    const details = await server.app.meetings.read({ is: 'board', meeting: meeting.id }, readDetails)
    expect(details).toMatchObject({ title: 'Better', zone: 'Asia/Tokyo' })
    expect((await meeting.call(lead, 'GET', '')).json()).toMatchObject({
      title: 'Better',
      zone: 'Asia/Tokyo',
      revealWithoutNames: true,
    })
    await meeting.call(lead, 'PUT', '/card', { card: null })
    await meeting.call(lead, 'PUT', '/spotlight', { entry: null })
    expect(await agendaOf(server, meeting.id)).toMatchObject({ card: null, spotlight: null })
  })

  test('[I3] commands are for facilitators: 403 for others, 401 for nobody, 404 for no meeting', async () => {
    const meeting = await server.createMeeting()
    const lead = await meeting.joinAs('facilitator')
    const others = [await meeting.joinAs('participant'), await meeting.joinAs('observer')]
    const commands = [
      ['PUT', '/phase', { phase: 'timeline' }],
      ['PUT', '/minutes', { phase: 'timeline', minutes: 1 }],
      ['PUT', '/card', { card: null }],
      ['PUT', '/spotlight', { entry: null }],
      ['PUT', '/settings', { title: 'Mine now' }],
      ['PUT', `/people/${lead.participantId}/role`, { role: 'observer' }],
      ['POST', '/keys/observer', undefined],
      ['POST', '/reveal', undefined],
    ] as const
    const before = await agendaOf(server, meeting.id)
    for (const [method, path, body] of commands) {
      for (const other of others) {
        expect([path, (await meeting.call(other, method, path, body)).json().type]).toEqual([path, '/problems/not-allowed'])
      }
      expect([path, (await meeting.call(null, method, path, body)).json().type]).toEqual([path, '/problems/not-joined'])
      const nowhere = await server.inject({ method, url: `/api/meetings/nowhere${path}`, ...(body && { payload: body }) })
      expect([path, nowhere.json().type]).toEqual([path, '/problems/no-such-meeting'])
    }
    expect(await agendaOf(server, meeting.id)).toEqual(before)
    expect((await meeting.call(lead, 'GET', '')).json()).toMatchObject({ title: 'Outage', role: 'facilitator' })
  })

  test('two commands at once are both carried out', async () => {
    const meeting = await server.createMeeting()
    const lead = await meeting.joinAs('facilitator')
    await Promise.all(['opening', 'timeline', 'causes'].map((phase) => meeting.call(lead, 'PUT', '/phase', { phase })))
    const [{ phase }, record] = [await agendaOf(server, meeting.id), (await meeting.call(lead, 'GET', '')).json()]
    expect(record.phase).toBe(phase)
  })
})

describe('people', () => {
  test('the last facilitator can not step down', async () => {
    const meeting = await server.createMeeting()
    const [lead, ada] = [await meeting.joinAs('facilitator'), await meeting.joinAs('participant')]
    const stepDown = () => meeting.call(lead, 'PUT', `/people/${lead.participantId}/role`, { role: 'participant' })
    expect((await stepDown()).json()).toMatchObject({ type: '/problems/last-facilitator', status: 409 })
    expect((await meeting.call(lead, 'PUT', `/people/${ada.participantId}/role`, { role: 'facilitator' })).statusCode).toBe(204)
    expect((await stepDown()).statusCode).toBe(204)
    expect((await peopleOf(server, meeting.id)).map(({ role }) => role).sort()).toEqual(['facilitator', 'participant'])
  })

  test('two facilitators who demote each other at once leave one', async () => {
    const meeting = await server.createMeeting()
    const [a, b] = [await meeting.joinAs('facilitator', 'A'), await meeting.joinAs('facilitator', 'B')]
    await Promise.all([
      meeting.call(a, 'PUT', `/people/${b.participantId}/role`, { role: 'observer' }),
      meeting.call(b, 'PUT', `/people/${a.participantId}/role`, { role: 'observer' }),
    ])
    expect((await peopleOf(server, meeting.id)).filter(({ role }) => role === 'facilitator')).toHaveLength(1)
  })

  test('everyone may rename themselves and say that they are with it, observers too', async () => {
    const meeting = await server.createMeeting()
    const watcher = await meeting.joinAs('observer', 'W')
    expect((await meeting.call(watcher, 'PUT', '/me', { name: 'Wanda', withIt: true })).statusCode).toBe(204)
    expect(await peopleOf(server, meeting.id)).toMatchObject([{ name: 'Wanda', role: 'observer', withIt: true }])
    expect((await meeting.call(watcher, 'GET', '')).json().name).toBe('Wanda')
  })
})

async function everyByteIn(folder: string): Promise<string> {
  const { readdir, readFile } = await import('node:fs/promises')
  const files = await readdir(folder)
  return (await Promise.all(files.map((file) => readFile(`${folder}/${file}`, 'latin1')))).join('\n')
}
