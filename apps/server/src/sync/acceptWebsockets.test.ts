import { addNote, parseEntryId, readDetails, readNotes, readPeople, setDetail } from '@second-story/meeting'
import { describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { openClient, openRawSocket, UpgradeRefused } from '../testing/openClient.ts'
import { type Joined, openTestServer, shareTestServer, type TestServer } from '../testing/openTestServer.ts'

const server = shareTestServer()

const refusalsLogged = () => server.logged().split('refused a write').length

const closeCodeOf = async (on: TestServer, path: string, headers: Record<string, string> = {}) => {
  const { closed, received } = await openRawSocket(on, path, headers)
  const code = await closed
  expect(received()).toHaveLength(0)
  return code
}

const upgradeRefusal = async (on: TestServer, path: string, headers: Record<string, string> = {}): Promise<UpgradeRefused> => {
  const refusal = await openRawSocket(on, path, headers).catch((error: unknown) => error)
  if (refusal instanceof UpgradeRefused) return refusal
  throw new Error('The upgrade was not refused.')
}

describe('who may open what', () => {
  test('[I3] whoever may not is closed at once, without a byte, with the code that says why', async () => {
    const meeting = await server.createMeeting()
    const other = await server.createMeeting()
    const [lead, ada, bob, watcher] = await Promise.all([
      meeting.joinAs('facilitator'),
      meeting.joinAs('participant'),
      meeting.joinAs('participant'),
      meeting.joinAs('observer'),
    ])
    const elsewhere = await other.joinAs('facilitator')
    const as = (token: string, name: string) => closeCodeOf(server, `/sync/${name}?token=${token}`)

    expect(await closeCodeOf(server, `/sync/${ada.documents.board}`)).toBe(4401)
    expect(await as('made-up', ada.documents.board)).toBe(4401)
    expect(await as(elsewhere.token, ada.documents.board)).toBe(4401)
    expect(await as(ada.token, lead.documents.desk!)).toBe(4403)
    expect(await as(watcher.token, lead.documents.desk!)).toBe(4403)
    expect(await as(watcher.token, `${meeting.id}/parked/${watcher.participantId}`)).toBe(4403)
    for (const curious of [lead, bob, watcher]) expect(await as(curious.token, ada.documents.parked!)).toBe(4404)
    expect(await as(lead.token, `${meeting.id}/parked/nobody`)).toBe(4404)
    for (const name of [`${meeting.id}/attic`, `${meeting.id}`, 'nowhere/board', '%E0%A4%A/board', `${meeting.id}/board/x`]) {
      expect([name, await as(lead.token, name)]).toEqual([name, 4404])
    }
  })

  test('the token in the address, as Bearer, or the cookie: each opens a document', async () => {
    const meeting = await server.createMeeting()
    const ada = await meeting.joinAs('participant')
    const ways: [string, Record<string, string>][] = [
      [`?token=${ada.token}`, {}],
      ['', { authorization: `Bearer ${ada.token}` }],
      ['', { cookie: ada.cookie, origin: server.address }],
    ]
    for (const [query, headers] of ways) {
      const { socket, received } = await openRawSocket(server, `/sync/${ada.documents.board}${query}`, headers)
      await vi.waitFor(() => expect(received().length).toBeGreaterThan(0))
      socket.close()
    }
  })

  test('an expired session opens nothing any more', async () => {
    const server = await openTestServer({ SESSION_DAYS: '1' }, { now: () => new Date(Date.now() - 25 * 3_600_000) })
    const meeting = await server.createMeeting()
    const ada = await meeting.joinAs('participant')
    expect(await closeCodeOf(server, `/sync/${ada.documents.board}?token=${ada.token}`)).toBe(4401)
  })
})

describe('writing', () => {
  test('what one writes the other sees, with stock clients', async () => {
    const meeting = await server.createMeeting()
    const [lead, ada] = [await meeting.joinAs('facilitator'), await meeting.joinAs('participant')]
    const a = await openClient(server, ada.documents.board, ada.token)
    const b = await openClient(server, lead.documents.board, lead.token)
    addNote(a.doc, { id: parseEntryId('n1')!, by: ada.participantId, createdAt: new Date().toISOString() }, { text: 'hello' })
    await vi.waitFor(() => expect(readNotes(b.doc)).toHaveLength(1))
  })

  test('[I3] an observer on the board, and anybody on the agenda, change nothing for others', async () => {
    const meeting = await server.createMeeting()
    const [lead, watcher] = [await meeting.joinAs('facilitator'), await meeting.joinAs('observer')]
    const attempts: [string, Joined, (doc: Y.Doc) => void][] = [
      [watcher.documents.board, watcher, (board) => setDetail(board, 'title', 'Mine')],
      [watcher.documents.agenda, watcher, (agenda) => agenda.getMap('agenda').set('phase', 'timeline')],
      [lead.documents.agenda, lead, (agenda) => agenda.getMap('people').delete(watcher.participantId)],
    ]
    for (const [name, who, write] of attempts) {
      const before = Y.encodeStateAsUpdate((await openClient(server, name, lead.token)).doc)
      const refusals = refusalsLogged()
      const client = await openClient(server, name, who.token)
      write(client.doc)
      await vi.waitFor(() => expect(refusalsLogged()).toBeGreaterThan(refusals))
      client.close()
      const after = await openClient(server, name, lead.token)
      expect(Y.encodeStateAsUpdate(after.doc)).toEqual(before)
    }
  })

  test('a title that people write on the board reaches the lists', async () => {
    const meeting = await server.createMeeting()
    const ada = await meeting.joinAs('participant')
    const { doc } = await openClient(server, ada.documents.board, ada.token)
    setDetail(doc, 'title', 'What really happened')
    await vi.waitFor(async () => expect((await meeting.call(ada, 'GET', '')).json().title).toBe('What really happened'), {
      timeout: 5000,
    })
    setDetail(doc, 'title', '') // on its way to another one
    setDetail(doc, 'zone', 'Asia/Tokyo')
    await vi.waitFor(async () => expect((await meeting.call(ada, 'GET', '')).json().zone).toBe('Asia/Tokyo'), { timeout: 5000 })
    expect((await meeting.call(ada, 'GET', '')).json().title).toBe('What really happened')
  })
})

describe('a change of role', () => {
  test('[I3] counts on connections that are open already: they come back with the new right', async () => {
    const meeting = await server.createMeeting()
    const [lead, ada] = [await meeting.joinAs('facilitator'), await meeting.joinAs('participant')]
    const watching = await openClient(server, lead.documents.board, lead.token)
    const { closed } = await openRawSocket(server, `/sync/${ada.documents.board}?token=${ada.token}`)
    const parked = await openRawSocket(server, `/sync/${ada.documents.parked}?token=${ada.token}`)
    await meeting.call(lead, 'PUT', `/people/${ada.participantId}/role`, { role: 'observer' })
    expect(await closed).toBe(1012)
    expect(await parked.closed).toBe(1012)
    expect(await closeCodeOf(server, `/sync/${ada.documents.parked}?token=${ada.token}`)).toBe(4403)

    const again = await openClient(server, ada.documents.board, ada.token)
    setDetail(again.doc, 'title', 'Still mine')
    await meeting.call(lead, 'PUT', '/settings', { zone: 'Europe/Paris' })
    await vi.waitFor(() => expect(readDetails(watching.doc).zone).toBe('Europe/Paris'))
    expect(readDetails(watching.doc).title).toBe('Outage')
  })

  test('everyone sees it in the agenda at once', async () => {
    const meeting = await server.createMeeting()
    const [lead, ada] = [await meeting.joinAs('facilitator'), await meeting.joinAs('participant', 'Ada')]
    const { doc } = await openClient(server, lead.documents.agenda, lead.token)
    await meeting.call(lead, 'PUT', `/people/${ada.participantId}/role`, { role: 'facilitator' })
    await vi.waitFor(() => expect(readPeople(doc).find(({ name }) => name === 'Ada')?.role).toBe('facilitator'))
  })
})

describe('at the upgrade', () => {
  test('a foreign origin is refused with 403, whatever it brings', async () => {
    const meeting = await server.createMeeting()
    const ada = await meeting.joinAs('participant')
    for (const headers of [{ cookie: ada.cookie }, { authorization: `Bearer ${ada.token}` }]) {
      const path = `/sync/${ada.documents.board}`
      expect((await upgradeRefusal(server, path, { ...headers, origin: 'https://evil.example' })).status).toBe(403)
      expect((await upgradeRefusal(server, path, { ...headers, origin: 'null' })).status).toBe(403)
    }
  })

  test('an address that is no document is refused with 404', async () => {
    expect((await upgradeRefusal(server, '/api/meetings')).status).toBe(404)
  })

  test('a flood is refused with 429 and the seconds to wait', async () => {
    const flooded = await openTestServer({ UPGRADE_BURST: '3', UPGRADES_PER_SECOND: '1' })
    for (let i = 0; i < 3; i++) expect(await closeCodeOf(flooded, '/sync/x/board')).toBe(4404)
    const { status, headers } = await upgradeRefusal(flooded, '/sync/x/board')
    expect(status).toBe(429)
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
  })

  test('so are more connections than one address may have; closed ones do not count', async () => {
    const small = await openTestServer({ CONNECTIONS_PER_ADDRESS: '1' })
    const meeting = await small.createMeeting()
    const ada = await meeting.joinAs('participant')
    const path = `/sync/${ada.documents.board}?token=${ada.token}`
    const { socket, closed } = await openRawSocket(small, path)
    expect((await upgradeRefusal(small, path)).status).toBe(429)
    socket.close()
    await closed
    await vi.waitFor(() => openRawSocket(small, path))
  })

  test('more connections than a participant may have are told to come back later', async () => {
    const small = await openTestServer({ CONNECTIONS_PER_PARTICIPANT: '1' })
    const meeting = await small.createMeeting()
    const ada = await meeting.joinAs('participant')
    const path = `/sync/${ada.documents.board}?token=${ada.token}`
    const first = await openRawSocket(small, path)
    await vi.waitFor(() => expect(first.received().length).toBeGreaterThan(0))
    expect(await closeCodeOf(small, path)).toBe(1013)
  })
})
