import {
  addLesson,
  addNote,
  boardSection,
  parseEntryId,
  plainText,
  readAgenda,
  readLessons,
  readNotes,
  readRichText,
} from '@second-story/meeting'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { contentOf } from '@second-story/sync'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { openClient } from '../../testing/openClient.ts'
import {
  type Joined,
  newFolder,
  openTestServer,
  shareTestServer,
  type TestMeeting,
  type TestServer,
} from '../../testing/openTestServer.ts'
import { boardRoots } from './boardContent.ts'
import { openBoardThread } from './boardThread.ts'
import type { Overview, VersionView } from './history.ts'
import { restoreBoard } from './restore.ts'
import { openVersions } from './versions.ts'

const server = shareTestServer()
const createdAt = '2026-01-01T10:00:00.000Z'

/** A meeting of three, and Ada's board. */
async function openMeeting(on: TestServer = server) {
  const meeting = await on.createMeeting()
  const [lead, ada, watcher] = await Promise.all([
    meeting.joinAs('facilitator', 'Lead'),
    meeting.joinAs('participant', 'Ada'),
    meeting.joinAs('observer', 'Watcher'),
  ])
  const { doc } = await openClient(on, ada.documents.board, ada.token)
  const history = async (who: Joined = ada) => (await meeting.call(who, 'GET', '/history')).json<Overview>()
  return {
    meeting,
    lead,
    ada,
    watcher,
    doc,
    history,
    /** Writes a note, and waits until it stands in the history. */
    async notes(id: string, text: string): Promise<number> {
      addNote(doc, { id: parseEntryId(id)!, by: ada.participantId, createdAt }, { text })
      // What the server reads is on disk: all that was written before the note, and the note.
      await vi.waitFor(async () => expect(await live(meeting, on)).toBe(saying(doc)))
      return (await history()).moments.at(-1)!.seq
    },
    restore: (who: Joined | null, body: object) => meeting.call(who, 'POST', '/restore', body),
  }
}

async function boardAt(meeting: TestMeeting, who: Joined, path: string): Promise<{ doc: Y.Doc; bytes: Buffer }> {
  const answer = await meeting.call(who, 'GET', `/history/${path}`)
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-type']).toBe('application/octet-stream')
  const doc = new Y.Doc()
  Y.applyUpdate(doc, answer.rawPayload)
  return { doc, bytes: answer.rawPayload }
}

const saying = (board: Y.Doc) => JSON.stringify(contentOf(board, boardRoots))
const live = (meeting: TestMeeting, on: TestServer = server) => on.app.meetings.read({ is: 'board', meeting: meeting.id }, saying)
const noteIds = (board: Y.Doc) => readNotes(board).map(({ id }) => id)

describe('looking back', () => {
  test('every moment tells when it was and who wrote, and gives the board as it was, without what was deleted by then', async () => {
    const { meeting, ada, watcher, doc, history, notes } = await openMeeting()
    const one = await notes('one', 'the-first-words')
    const two = await notes('two', 'more')
    doc.getMap('notes').delete('one')
    await vi.waitFor(async () => expect((await history()).moments.at(-1)!.seq).toBeGreaterThan(two))
    const overview = await history(watcher)
    expect(overview.from).toBe(overview.moments[0]?.at)
    expect(overview.moments.map(({ by }) => by)).toEqual([[], [ada.participantId], [ada.participantId], [ada.participantId]])
    expect(noteIds((await boardAt(meeting, watcher, `moments/${one}`)).doc)).toEqual(['one'])
    expect(noteIds((await boardAt(meeting, watcher, `moments/${two}`)).doc)).toEqual(['one', 'two'])
    const last = await boardAt(meeting, watcher, `moments/${overview.moments.at(-1)!.seq}`)
    expect(noteIds(last.doc)).toEqual(['two'])
    expect(last.bytes.includes('the-first-words')).toBe(false)
    expect(saying(last.doc)).toBe(await live(meeting))
  })

  test('a moment that is not kept any more is a 404 that says how far back the history reaches', async () => {
    const { meeting, ada, history, notes } = await openMeeting()
    const { log, read } = server.app.meetings
    await notes('one', 'first')
    for (const id of ['two', 'three']) {
      const seq = await notes(id, id)
      await log.compact(ada.documents.board, seq, await read({ is: 'board', meeting: meeting.id }, Y.encodeStateAsUpdate))
    }
    await notes('four', 'last')
    await log.forget(new Date(Date.now() + 60_000).toISOString())
    const { from, moments } = await history()
    expect(moments[0]!.seq).toBeGreaterThan(1)
    for (const path of ['/history/moments/1', '/history/moments/999999']) {
      const answer = await meeting.call(ada, 'GET', path)
      expect(answer.json()).toMatchObject({ type: '/problems/no-such-moment', status: 404 })
      expect(answer.json().detail).toContain(from!.slice(0, 16).replace('T', ' '))
    }
    expect((await meeting.call(ada, 'GET', '/history/moments/1.5')).statusCode).toBe(400)
    expect((await meeting.call(ada, 'GET', '/history/versions/none')).json()).toMatchObject({ type: '/problems/no-such-version' })
  })

  test('[I3] everybody in the meeting may look, only who may write the board may restore or save, and nobody from outside', async () => {
    const { meeting, lead, ada, watcher, notes } = await openMeeting()
    const stranger = await (await server.createMeeting()).joinAs('facilitator', 'Stranger')
    const moment = await notes('one', 'words')
    const version = (await meeting.call(ada, 'POST', '/versions', { name: 'Mine' })).json<VersionView>()
    const looks = ['/history', `/history/moments/${moment}`, `/history/versions/${version.id}`]
    for (const path of looks) {
      for (const who of [lead, ada, watcher]) expect((await meeting.call(who, 'GET', path)).statusCode).toBe(200)
      for (const who of [stranger, null]) expect((await meeting.call(who, 'GET', path)).statusCode).toBe(401)
    }
    for (const [path, body, done] of [
      ['/versions', { name: 'Another' }, 201],
      ['/restore', { moment }, 200],
    ] as const) {
      for (const who of [lead, ada]) expect((await meeting.call(who, 'POST', path, body)).statusCode).toBe(done)
      expect((await meeting.call(watcher, 'POST', path, body)).json()).toMatchObject({ type: '/problems/not-allowed' })
      for (const who of [stranger, null]) expect((await meeting.call(who, 'POST', path, body)).statusCode).toBe(401)
    }
  })

  test('[I1] no byte of a parked idea, and nothing of the desk, comes out of any history', async () => {
    const { meeting, lead, ada, watcher, notes } = await openMeeting()
    const secret = 'the-only-copy-of-this-thought'
    const [parked, desk] = await Promise.all([
      openClient(server, ada.documents.parked!, ada.token),
      openClient(server, lead.documents.desk!, lead.token),
    ])
    parked.doc.getMap('ideas').set('idea', new Y.Map([['text', secret]]))
    desk.doc.getMap('notes').set('note', secret)
    await vi.waitFor(async () =>
      expect((await server.app.meetings.log.readMoments(ada.documents.parked!)).length).toBeGreaterThan(0),
    )
    await notes('one', 'words')
    await meeting.call(lead, 'PUT', '/phase', { phase: 'opening' })
    await meeting.call(lead, 'POST', '/versions', { name: 'Now' })
    const { moments, versions } = (await meeting.call(watcher, 'GET', '/history')).json<Overview>()
    const answers = await Promise.all(
      [
        '/history',
        ...moments.map(({ seq }) => `/history/moments/${seq}`),
        ...versions.map(({ id }) => `/history/versions/${id}`),
      ].flatMap((path) => [lead, watcher].map((who) => meeting.call(who, 'GET', path))),
    )
    expect(answers.length).toBeGreaterThan(6)
    for (const answer of answers) expect(answer.rawPayload.includes(secret)).toBe(false)
    expect(server.logged()).not.toContain(secret)
  })

  test('[I3] a crowd at one history is told to come back', async () => {
    const { meeting, ada, notes } = await openMeeting()
    const seq = await notes('one', 'words')
    for (const path of ['/history', `/history/moments/${seq}`]) {
      const answers = await Promise.all(Array.from({ length: 60 }, () => meeting.call(ada, 'GET', path)))
      expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200, 429]))
      expect((await meeting.call(ada, 'GET', path)).statusCode).toBe(200)
    }
  })
})

test('of a damaged board the sound moments can be looked at, and nothing is restored into it', async () => {
  const dataDir = await newFolder()
  const sound = await openTestServer({}, { dataDir })
  const { meeting, ada, notes } = await openMeeting(sound)
  const one = await notes('one', 'words')
  const two = await notes('two', 'more words')
  await sound.close()
  const db = new DatabaseSync(join(dataDir, 'second-story.sqlite'))
  db.prepare("UPDATE log SET bytes = x'00' WHERE seq = ? AND document = (SELECT id FROM document WHERE name = ?)").run(
    two,
    ada.documents.board,
  )
  db.close()

  const damaged = await openTestServer({}, { dataDir })
  const headers = { authorization: `Bearer ${ada.token}` }
  const call = (method: 'GET' | 'POST', path: string, payload?: object) =>
    damaged.inject({ method, url: `/api/meetings/${meeting.id}${path}`, headers, ...(payload && { payload }) })
  expect((await call('GET', `/history/moments/${one}`)).statusCode).toBe(200)
  expect((await call('GET', `/history/moments/${two}`)).json()).toMatchObject({ type: '/problems/damaged-history' })
  expect((await call('POST', '/restore', { moment: 1 })).json()).toMatchObject({ type: '/problems/damaged', status: 503 })
})

describe('versions', () => {
  test('one is saved when a phase ends, with who wrote since the one before, and none if nobody did', async () => {
    const { meeting, lead, ada, history, notes } = await openMeeting()
    const enter = (phase: string) => meeting.call(lead, 'PUT', '/phase', { phase })
    const versionsAre = (names: string[]) =>
      vi.waitFor(async () => expect((await history()).versions.map(({ name }) => name)).toEqual(names))
    await enter('overview')
    await versionsAre(['Draft'])
    const seq = await notes('one', 'words')
    await enter('timeline')
    await versionsAre(['Draft', 'From the outside'])
    await enter('causes')
    await enter('causes')
    await enter('lessons')
    await server.app.meetings.turns.idle()
    const { versions } = await history()
    expect(versions).toMatchObject([
      { name: 'Draft', kind: 'phase', phase: 'draft', by: null, authors: [] },
      { name: 'From the outside', kind: 'phase', phase: 'overview', by: null, authors: [ada.participantId], seq },
    ])
    expect(noteIds((await boardAt(meeting, ada, `versions/${versions[1]!.id}`)).doc)).toEqual(['one'])
    expect(noteIds((await boardAt(meeting, ada, `versions/${versions[0]!.id}`)).doc)).toEqual([])
  })

  test('there are forty with a name at most; of the others the oldest make room', async () => {
    const { meeting, ada, history } = await openMeeting()
    const versions = openVersions(server.app.meetings)
    for (let count = 0; count < 62; count++) await versions.save(meeting.id, { kind: 'phase', name: 'draft', by: null })
    const first = (await history()).versions[0]!
    for (let count = 0; count < 40; count++) await versions.save(meeting.id, { kind: 'named', name: `${count}`, by: null })
    const refused = await meeting.call(ada, 'POST', '/versions', { name: 'One more' })
    expect(refused.json()).toMatchObject({ type: '/problems/too-many-versions', status: 409 })
    await versions.save(meeting.id, { kind: 'before-restore', name: 'Before a restore', by: null })
    const kept = (await history()).versions
    expect(kept.length).toBe(100)
    expect(kept.map(({ id }) => id)).not.toContain(first.id)
  })
})

describe('restoring', () => {
  test('[I2] everybody sees the board as it was, the room is told, and restoring `before` takes it back; all of it survives a restart', async () => {
    const dataDir = await newFolder()
    const first = await openTestServer({}, { dataDir })
    const { meeting, lead, ada, doc, history, notes, restore } = await openMeeting(first)
    const bob = await openClient(first, lead.documents.board, lead.token)
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText('Mail stood still.')])
    boardSection(doc, 'summary').insert(0, [paragraph])
    const then = await notes('one', 'words')
    const saidThen = saying(doc)
    doc.getMap('notes').delete('one')
    boardSection(doc, 'summary').delete(0, 1)
    doc.getMap('details').set('title', 'Another')
    await notes('two', 'other words')
    const saidLater = saying(doc)

    const done = (await restore(lead, { moment: then })).json<{ restored: boolean; before: string }>()
    expect(done.restored).toBe(true)
    expect(await live(meeting, first)).toBe(saidThen)
    await vi.waitFor(() => expect([saying(doc), saying(bob.doc)]).toEqual([saidThen, saidThen]))
    const { moments, versions } = await history()
    expect(versions.at(-1)).toMatchObject({ id: done.before, kind: 'before-restore', by: lead.participantId })
    const told = await first.app.meetings.read({ is: 'agenda', meeting: meeting.id }, readAgenda)
    const of = moments.find(({ seq }) => seq === then)!.at
    expect(told.restored).toMatchObject({ by: lead.participantId, before: done.before, of })

    await first.close()
    const second = await openTestServer({}, { dataDir })
    expect(await live(meeting, second)).toBe(saidThen)
    const back = await second.inject({
      method: 'POST',
      url: `/api/meetings/${meeting.id}/restore`,
      headers: { authorization: `Bearer ${ada.token}` },
      payload: { version: done.before },
    })
    expect(back.json()).toMatchObject({ restored: true })
    expect(await live(meeting, second)).toBe(saidLater)
  })

  test('where nothing differs nothing is written, and `before` is still a version', async () => {
    const { ada, history, notes, restore } = await openMeeting()
    const seq = await notes('one', 'words')
    const done = (await restore(ada, { moment: seq })).json<{ restored: boolean; before: string }>()
    const after = await history()
    expect(done).toEqual({ restored: false, before: after.versions.at(-1)?.id })
    expect(after.moments.at(-1)?.seq).toBe(seq)
    expect((await restore(ada, { moment: seq })).json()).toEqual(done)
  })

  test('words written offline meanwhile, and an undo of one’s own, go on as if nothing had been', async () => {
    const { lead, ada, notes, restore, meeting } = await openMeeting()
    const bob = await openClient(server, lead.documents.board, lead.token)
    const then = await notes('one', 'Nobody looked.')
    await vi.waitFor(() => expect(noteIds(bob.doc)).toEqual(['one']))
    const note = bob.doc.getMap('notes').get('one') as Y.Map<unknown>
    const text = ((note.get('text') as Y.XmlFragment).get(0) as Y.XmlElement).get(0) as Y.XmlText
    const undo = new Y.UndoManager(bob.doc.getMap('notes'), { trackedOrigins: new Set(['bob']) })
    const latest = await notes('two', 'Later.')
    await vi.waitFor(() => expect(noteIds(bob.doc)).toEqual(['one', 'two']))
    bob.provider.disconnect()
    bob.doc.transact(() => text.insert(text.length, ' It was late.'), 'bob')
    expect((await restore(ada, { moment: then })).json()).toMatchObject({ restored: true })
    bob.provider.connect()
    const textNow = () =>
      server.app.meetings.read({ is: 'board', meeting: meeting.id }, (board) =>
        readNotes(board).map((note) => plainText(readRichText(note.text))),
      )
    await vi.waitFor(async () => expect(await textNow()).toEqual(['Nobody looked. It was late.']))
    undo.undo()
    await vi.waitFor(async () => expect(await textNow()).toEqual(['Nobody looked.']))
    expect(latest).toBeGreaterThan(then)
  })

  test('what people write while a restore is being worked out stays, and is in the version to go back to', async () => {
    const { meeting, ada, history, notes } = await openMeeting()
    const { meetings } = server.app
    const boards = openBoardThread()
    onTestFinished(() => boards.close())
    const then = await notes('one', 'words')
    await notes('two', 'more words')
    const participant = (await meetings.records.readParticipants(meeting.id)).find(({ id }) => id === ada.participantId)!
    const past = (await boardAt(meeting, ada, `moments/${then}`)).bytes
    const lesson = { id: parseEntryId('late')!, by: null, createdAt }
    let justBefore: string | undefined
    const writingJustBefore: typeof meetings = {
      ...meetings,
      async edit(document, change) {
        if (document.is === 'board') {
          justBefore = await meetings.edit(document, (board) => {
            addLesson(board, lesson, { text: 'At the last moment.', kind: 'got-lucky' })
            return saying(board)
          })
        }
        return meetings.edit(document, change)
      },
    }
    const done = await restoreBoard(
      { meetings: writingJustBefore, versions: openVersions(meetings), boards, maxDocumentBytes: 1e6 },
      { meeting: meeting.id, participant, past: { state: past, at: createdAt } },
    )
    const { versions } = await history()
    expect(versions.map(({ id }) => id)).toEqual([done.before])
    expect(saying((await boardAt(meeting, ada, `versions/${done.before}`)).doc)).toBe(justBefore)
    await meetings.read({ is: 'board', meeting: meeting.id }, (board) => {
      expect(noteIds(board)).toEqual(['one'])
      expect(readLessons(board).map(({ id }) => id)).toEqual(['late'])
    })
  })

  test('[I3] restoring to and fro does not grow a board beyond its bound', async () => {
    const small = await openTestServer({ MAX_DOCUMENT_MIB: '1' })
    const { meeting, ada, history, doc, notes, restore } = await openMeeting(small)
    const details = doc.getMap('details')
    doc.transact(() => {
      for (let key = 0; key < 12_000; key++) details.set(`some-key-${key}`, 'some value'.repeat(4))
    })
    const full = await notes('one', 'words')
    const empty = (await history()).moments[0]!.seq
    let answer = await restore(ada, { moment: empty })
    for (let round = 0; round < 15 && answer.statusCode === 200; round++) {
      answer = await restore(ada, { moment: round % 2 === 0 ? full : empty })
    }
    expect(answer.json()).toMatchObject({ type: '/problems/too-large', status: 413 })
    const bytes = await small.app.meetings.read(
      { is: 'board', meeting: meeting.id },
      (board) => Y.encodeStateAsUpdate(board).length,
    )
    expect(bytes).toBeLessThan(1024 * 1024)
  })

  test('what cannot be written again is refused, and nothing is changed by it', async () => {
    const { meeting, doc, ada, notes, restore } = await openMeeting()
    // A value that Yjs reads and does not take: told by its constructor, which is a field of this one.
    const hostile = new Y.Doc()
    hostile.getMap('details').set('extra', { konstructor: 'x' })
    const update = Buffer.from(Y.encodeStateAsUpdate(hostile))
    update.write('constructor', update.indexOf('konstructor'))
    Y.applyUpdate(doc, update)
    const then = await notes('one', 'words')
    doc.getMap('details').delete('extra')
    await notes('two', 'words')
    const said = await live(meeting)
    const answer = await restore(ada, { moment: then })
    expect(answer.json()).toMatchObject({ type: '/problems/cannot-restore', status: 409 })
    expect(await live(meeting)).toBe(said)
  })

  test('a body that names neither or both is not understood', async () => {
    const { ada, restore } = await openMeeting()
    for (const body of [{}, { moment: 1, version: 'x' }, { moment: 0 }, { moment: '1' }]) {
      expect((await restore(ada, body)).statusCode).toBe(400)
    }
  })
})
