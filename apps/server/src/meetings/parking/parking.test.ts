import {
  addParkedIdea,
  boardCollection,
  parkedIdeas,
  parseEntryId,
  plainText,
  readAgenda,
  readParkedCount,
  readRecommendations,
  readRichText,
} from '@second-story/meeting'
import { describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { openClient, openRawSocket } from '../../testing/openClient.ts'
import {
  type Joined,
  newFolder,
  openTestServer,
  shareTestServer,
  type TestMeeting,
  type TestServer,
} from '../../testing/openTestServer.ts'

const server = shareTestServer()
const secret = 'the-only-copy-of-this-thought'
const parkedAt = '2026-01-01T10:00:00.000Z'

/** Sync step 1 with an empty state vector. */
const askForEverything = Buffer.from([0, 0, 1, 0])

/** Somebody in front of their parked ideas. */
async function openParked(who: Joined, on: TestServer = server) {
  const { doc } = await openClient(on, who.documents.parked!, who.token)
  return {
    doc,
    park: (id: string, text: string) => addParkedIdea(doc, { id: parseEntryId(id)!, createdAt: parkedAt, text }),
    withdraw: (id: string) => (parkedIdeas(doc).get(id) as Y.Map<unknown>).set('withdrawn', true),
  }
}

const countOf = (meeting: TestMeeting, on: TestServer = server) =>
  on.app.meetings.read({ is: 'agenda', meeting: meeting.id }, readParkedCount)

const opened = (meeting: TestMeeting, on: TestServer = server) =>
  on.app.meetings.read({ is: 'board', meeting: meeting.id }, (board) =>
    readRecommendations(board).map(({ id, by, createdAt, text }) => ({ id, by, createdAt, text: plainText(readRichText(text)) })),
  )

const reveal = async (meeting: TestMeeting, lead: Joined): Promise<number> =>
  (await meeting.call(lead, 'POST', '/reveal')).json().revealed

describe('before the reveal', () => {
  test('[I1] no byte of a parked idea reaches anyone but its author', async () => {
    const meeting = await server.createMeeting()
    const [lead, ada, bob, watcher] = await Promise.all([
      meeting.joinAs('facilitator', 'Lead'),
      meeting.joinAs('participant', 'Ada'),
      meeting.joinAs('participant', 'Bob'),
      meeting.joinAs('observer', 'Watcher'),
    ])
    const others = [lead, bob, watcher]
    // Every document, the author's included: whatever comes back is kept and searched.
    const names = [...new Set(others.flatMap((who) => Object.values(who.documents))), ada.documents.parked!]
    const sockets = await Promise.all(
      others.flatMap((who) => names.map((name) => openRawSocket(server, `/sync/${name}?token=${who.token}`))),
    )
    const author = await openParked(ada)
    author.park('idea-1', secret)
    await vi.waitFor(async () => expect(await countOf(meeting)).toEqual({ ideas: 1, people: 1 }))

    const answers = await Promise.all([
      ...others.flatMap((who) => [
        meeting.call(who, 'GET', '/export/markdown'),
        meeting.call(who, 'GET', '/export/nonsense'),
        meeting.call(who, 'GET', ''),
      ]),
      meeting.call(bob, 'POST', '/reveal'),
      server.inject({ url: '/metrics' }),
      server.inject({ url: '/api/openapi.json' }),
    ])
    const late = await Promise.all(others.map((who) => openRawSocket(server, `/sync/${who.documents.board}?token=${who.token}`)))
    for (const { socket } of [...sockets, ...late]) socket.send(askForEverything)
    await vi.waitFor(() => late.forEach(({ received }) => expect(received().length).toBeGreaterThan(100)))
    const everything = () => [
      ...[...sockets, ...late].map(({ received }) => received().toString('latin1')),
      ...answers.map(({ body, headers }) => body + JSON.stringify(headers)),
      server.logged(),
    ]
    for (const bytes of everything()) expect(bytes).not.toContain(secret)
    // The same search finds it where it may be: it would have found it elsewhere.
    const own = await openRawSocket(server, `/sync/${ada.documents.parked}?token=${ada.token}`)
    own.socket.send(askForEverything)
    await vi.waitFor(() => expect(own.received().toString('latin1')).toContain(secret))

    expect(await reveal(meeting, lead)).toBe(1)
    const board = await openRawSocket(server, `/sync/${bob.documents.board}?token=${bob.token}`)
    board.socket.send(askForEverything)
    await vi.waitFor(() => expect(board.received().toString('latin1').split(secret)).toHaveLength(2))
    expect((await meeting.call(watcher, 'GET', '/export/markdown')).body.split(secret)).toHaveLength(2)
    expect(server.logged()).not.toContain(secret)
  })

  test('others learn how many ideas there are, and of how many people', async () => {
    const meeting = await server.createMeeting()
    const [ada, bob] = [await meeting.joinAs('participant'), await meeting.joinAs('participant')]
    const [a, b] = [await openParked(ada), await openParked(bob)]
    a.park('a1', 'one')
    a.park('a2', 'two')
    b.park('b1', 'three')
    b.park('b2', '   ') // not written yet
    await vi.waitFor(async () => expect(await countOf(meeting)).toEqual({ ideas: 3, people: 2 }))
    b.withdraw('b1')
    await vi.waitFor(async () => expect(await countOf(meeting)).toEqual({ ideas: 2, people: 1 }))
  })

  test('typing on does not write the agenda again as long as the counts stay', async () => {
    const meeting = await server.createMeeting()
    const ada = await meeting.joinAs('participant')
    const a = await openParked(ada)
    a.park('a1', 'o')
    await vi.waitFor(async () => expect(await countOf(meeting)).toEqual({ ideas: 1, people: 1 }))
    const agenda = await openClient(server, ada.documents.agenda, ada.token)
    let writes = 0
    agenda.doc.on('update', () => writes++)
    const text = (parkedIdeas(a.doc).get('a1') as Y.Map<unknown>).get('text') as Y.Text
    for (const letter of 'ne thought') text.insert(text.length, letter)
    a.park('a2', 'two')
    await vi.waitFor(() => expect(agenda.doc.getMap('parked').get('ideas')).toBe(2))
    expect(writes).toBe(1)
  })
})

describe('the reveal', () => {
  test('opens all that was not withdrawn, with its author and under its own id; again changes nothing', async () => {
    const meeting = await server.createMeeting()
    const [lead, ada, bob] = [
      await meeting.joinAs('facilitator'),
      await meeting.joinAs('participant'),
      await meeting.joinAs('participant'),
    ]
    const watching = await openClient(server, bob.documents.board, bob.token)
    const [a, b] = [await openParked(ada), await openParked(bob)]
    a.park('a1', 'pin the versions')
    a.park('a2', 'changed my mind')
    a.withdraw('a2')
    b.park('b1', 'try the alarms\nevery month')
    await vi.waitFor(async () => expect(await countOf(meeting)).toEqual({ ideas: 2, people: 2 }))

    expect(await reveal(meeting, lead)).toBe(2)
    const expected = [
      { id: 'a1', by: ada.participantId, createdAt: parkedAt, text: 'pin the versions' },
      { id: 'b1', by: bob.participantId, createdAt: parkedAt, text: 'try the alarms\nevery month' },
    ]
    expect(await opened(meeting)).toEqual(expected)
    await vi.waitFor(() => expect(readRecommendations(watching.doc)).toHaveLength(2))
    const { revealedAt } = await server.app.meetings.read({ is: 'agenda', meeting: meeting.id }, readAgenda)
    expect(revealedAt).not.toBeNull()

    expect(await reveal(meeting, lead)).toBe(2)
    expect(await opened(meeting)).toEqual(expected)
    expect((await meeting.call(lead, 'GET', '')).json().revealedAt).toBe(revealedAt)
  })

  test('without names nothing tells whose an idea is: no author, one time for all, no order', async () => {
    const meeting = await server.createMeeting({ revealWithoutNames: true })
    const lead = await meeting.joinAs('facilitator')
    const people = await Promise.all(['Ada', 'Bob', 'Cid'].map((name) => meeting.joinAs('participant', name)))
    for (const [index, who] of people.entries()) {
      const { park } = await openParked(who)
      park(`z${index}`, `first of ${index}`)
      park(`a${index}`, `second of ${index}`)
    }
    await vi.waitFor(async () => expect(await countOf(meeting)).toEqual({ ideas: 6, people: 3 }))
    await reveal(meeting, lead)
    const ideas = await opened(meeting)
    expect(ideas.map(({ id, by }) => [id, by])).toEqual(['a0', 'a1', 'a2', 'z0', 'z1', 'z2'].map((id) => [id, null]))
    expect(new Set(ideas.map(({ createdAt }) => createdAt)).size).toBe(1)
    const { doc } = await openClient(server, lead.documents.board, lead.token)
    const bytes = Buffer.from(Y.encodeStateAsUpdate(doc)).toString('latin1')
    for (const { participantId } of people) expect(bytes).not.toContain(participantId)
    // The order in the document itself is that of the random ids.
    expect(bytes.indexOf('second of 2')).toBeLessThan(bytes.indexOf('first of 0'))
  })

  test('whether names are shown can not be changed after it', async () => {
    const meeting = await server.createMeeting()
    const lead = await meeting.joinAs('facilitator')
    await reveal(meeting, lead)
    const answer = await meeting.call(lead, 'PUT', '/settings', { revealWithoutNames: true })
    expect(answer.json()).toMatchObject({ type: '/problems/already-revealed', status: 409 })
    expect((await meeting.call(lead, 'PUT', '/settings', { revealWithoutNames: false })).statusCode).toBe(204)
  })

  test('an idea that arrives later follows at once; one deleted on the board does not come back', async () => {
    const meeting = await server.createMeeting()
    const [lead, ada] = [await meeting.joinAs('facilitator'), await meeting.joinAs('participant')]
    const a = await openParked(ada)
    a.park('a1', 'early')
    await vi.waitFor(async () => expect(await countOf(meeting)).toEqual({ ideas: 1, people: 1 }))
    await reveal(meeting, lead)
    const { doc } = await openClient(server, lead.documents.board, lead.token)
    boardCollection(doc, 'recommendations').delete('a1')
    await vi.waitFor(async () => expect(await opened(meeting)).toEqual([]))
    a.park('a2', 'late')
    await vi.waitFor(async () => expect((await opened(meeting)).map(({ id }) => id)).toEqual(['a2']))
    await reveal(meeting, lead)
    expect((await opened(meeting)).map(({ id }) => id)).toEqual(['a2'])
  })

  test('ideas of two people under one id are both opened, and neither takes the place of a recommendation', async () => {
    const meeting = await server.createMeeting()
    const [lead, ada, bob] = [
      await meeting.joinAs('facilitator'),
      await meeting.joinAs('participant'),
      await meeting.joinAs('participant'),
    ]
    const { doc } = await openClient(server, lead.documents.board, lead.token)
    boardCollection(doc, 'recommendations').set(
      'taken',
      new Y.Map([
        ['text', 'there before'],
        ['id', 'taken'],
      ] as [string, string][]),
    )
    const [a, b] = [await openParked(ada), await openParked(bob)]
    for (const [who, name] of [
      [a, 'ada'],
      [b, 'bob'],
    ] as const) {
      who.park('same', `same of ${name}`)
      who.park('taken', `taken of ${name}`)
    }
    await vi.waitFor(async () => expect(await countOf(meeting)).toEqual({ ideas: 4, people: 2 }))
    const texts = async () => (await opened(meeting)).map(({ text }) => text).sort()
    const all = ['same of ada', 'same of bob', 'taken of ada', 'taken of bob', 'there before']
    await reveal(meeting, lead)
    expect(await texts()).toEqual(all)
    await reveal(meeting, lead)
    expect(await texts()).toEqual(all)
  })

  test('what somebody parked stays theirs, and is opened, when they have become an observer', async () => {
    const meeting = await server.createMeeting()
    const [lead, ada] = [await meeting.joinAs('facilitator'), await meeting.joinAs('participant')]
    const a = await openParked(ada)
    a.park('a1', 'mine')
    await vi.waitFor(async () => expect(await countOf(meeting)).toEqual({ ideas: 1, people: 1 }))
    await meeting.call(lead, 'PUT', `/people/${ada.participantId}/role`, { role: 'observer' })
    await reveal(meeting, lead)
    expect(await opened(meeting)).toMatchObject([{ id: 'a1', by: ada.participantId }])
  })

  test('two reveals at the same moment open everything once', async () => {
    const meeting = await server.createMeeting()
    const [lead, ada] = [await meeting.joinAs('facilitator'), await meeting.joinAs('participant')]
    const a = await openParked(ada)
    for (let i = 0; i < 5; i++) a.park(`a${i}`, `idea ${i}`)
    await vi.waitFor(async () => expect((await countOf(meeting)).ideas).toBe(5))
    expect(await Promise.all([reveal(meeting, lead), reveal(meeting, lead)])).toEqual([5, 5])
    expect(await opened(meeting)).toHaveLength(5)
  })
})

describe('a reveal that was cut short', () => {
  /** Runs a reveal up to the call of the records at which the process "dies", and starts the server anew on the same folder. */
  async function revealDyingAt(call: 'updateMeeting' | 'addRevealedIdeas', nth: number, after: boolean) {
    const dataDir = await newFolder()
    const first = await openTestServer({}, { dataDir })
    const meeting = await first.createMeeting({ revealWithoutNames: true })
    const [lead, ada] = [await meeting.joinAs('facilitator'), await meeting.joinAs('participant')]
    const a = await openParked(ada, first)
    a.park('a1', 'one')
    a.park('a2', 'two')
    await vi.waitFor(async () => expect(await countOf(meeting, first)).toEqual({ ideas: 2, people: 1 }))

    const { records } = first.app.meetings
    const real = records[call].bind(records) as (...args: unknown[]) => Promise<void>
    let calls = 0
    const dies = async (...args: unknown[]) => {
      if (++calls < nth) return real(...args)
      if (after) await real(...args)
      throw new Error('dies here')
    }
    Object.assign(records, { [call]: dies })
    expect((await meeting.call(lead, 'POST', '/reveal')).statusCode).toBe(500)
    await first.close()
    return { meeting, ada, second: await openTestServer({}, { dataDir }) }
  }

  test.each([
    ['once it was decided', 'updateMeeting', 1, true],
    ['before the places were written', 'addRevealedIdeas', 1, false],
    ['once the places were written', 'addRevealedIdeas', 1, true],
    ['once the board was written', 'addRevealedIdeas', 2, false],
    ['once all was written but the agenda', 'addRevealedIdeas', 2, true],
  ] as const)('%s: it is completed when somebody comes back, nothing twice', async (_when, call, nth, after) => {
    const { meeting, ada, second } = await revealDyingAt(call, nth, after)
    await openClient(second, ada.documents.board, ada.token)
    await vi.waitFor(async () => {
      expect((await opened(meeting, second)).map(({ id, text }) => [id, text])).toEqual([
        ['a1', 'one'],
        ['a2', 'two'],
      ])
      const { revealedAt } = await second.app.meetings.read({ is: 'agenda', meeting: meeting.id }, readAgenda)
      expect(revealedAt).not.toBeNull()
    })
  })

  test('before it was decided: nothing is open', async () => {
    const { meeting, ada, second } = await revealDyingAt('updateMeeting', 1, false)
    await openClient(second, ada.documents.board, ada.token)
    expect(await opened(meeting, second)).toEqual([])
  })
})

test('a count that an earlier process did not get to write is put right when somebody comes back', async () => {
  const dataDir = await newFolder()
  const first = await openTestServer({}, { dataDir })
  const meeting = await first.createMeeting()
  const ada = await meeting.joinAs('participant')
  const a = await openParked(ada, first)
  a.park('a1', 'one')
  await vi.waitFor(async () => expect(await countOf(meeting, first)).toEqual({ ideas: 1, people: 1 }))
  await first.app.meetings.edit({ is: 'agenda', meeting: meeting.id }, (agenda) => agenda.getMap('parked').set('ideas', 0))
  await first.close()
  const second = await openTestServer({}, { dataDir })
  await openClient(second, ada.documents.board, ada.token)
  await vi.waitFor(async () => expect(await countOf(meeting, second)).toEqual({ ideas: 1, people: 1 }))
})
