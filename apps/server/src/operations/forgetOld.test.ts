import { addNote, documentName, parseEntryId, plainText, readNotes, readRichText } from '@second-story/meeting'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { openTestServer } from '../testing/openTestServer.ts'

const saying = (board: Y.Doc) => readNotes(board).map(({ id, text }) => [id, plainText(readRichText(text))])
const dayMs = 24 * 3_600_000

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], shouldAdvanceTime: true }))
afterEach(() => void vi.useRealTimers())

test('a minute after the start, and every day, what is older than its time goes; documents stay as they are', async () => {
  const server = await openTestServer({ HISTORY_DAYS: '2', LOG_LEVEL: 'info' })
  const { id } = await server.createMeeting()
  const { log, edit, read } = server.app.meetings
  const name = documentName({ is: 'board', meeting: id })
  for (const note of ['one', 'two', 'three']) {
    await edit({ is: 'board', meeting: id }, (board) => {
      addNote(board, { id: parseEntryId(note)!, by: null, createdAt: '2026-01-01T10:00:00.000Z' }, { text: note })
    })
    const seq = (await log.readMoments(name)).at(-1)!.seq
    await log.compact(name, seq, await read({ is: 'board', meeting: id }, Y.encodeStateAsUpdate))
  }
  const board = await read({ is: 'board', meeting: id }, saying)
  const before = await log.readMoments(name)
  const forgot = () => server.logged().split('forgot what is older').length - 1

  await vi.advanceTimersByTimeAsync(61_000)
  await vi.waitFor(() => expect(forgot()).toBe(1))
  expect(await log.readMoments(name)).toEqual(before)

  for (let day = 1; day <= 3; day++) {
    await vi.advanceTimersByTimeAsync(dayMs)
    await vi.waitFor(() => expect(forgot()).toBe(day + 1))
  }
  expect((await log.readMoments(name)).length).toBeLessThan(before.length)
  expect(await read({ is: 'board', meeting: id }, saying)).toEqual(board)
  expect(server.logged()).not.toContain('three')
})
