import { addNote, type EntryId, readNotes } from '@second-story/meeting'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import type { Past } from './historyApi.ts'
import { keyOf } from './look.ts'
import { openPastBoards, type PastBoards } from './pastBoards.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function moment(seq: number): Past {
  return { is: 'moment', seq }
}

/** A board with a note that names its moment. */
function boardOf(past: Past): Uint8Array {
  const board = new Y.Doc()
  addNote(board, { id: 'note' as EntryId, by: null, createdAt: '2026-03-02T14:00:00.000Z' }, { text: keyOf(past) })
  return Y.encodeStateAsUpdate(board)
}

/** A slider's other end: what was asked for, to be answered in any order. */
function openSlow() {
  const asked: { past: Past; signal: AbortSignal; answer: (update: Uint8Array) => void; fail: (cause: unknown) => void }[] = []
  const boards = openPastBoards(
    (past, signal) => new Promise((answer, fail) => asked.push({ past, signal, answer: (update) => answer(update), fail })),
  )
  return { boards, asked }
}

function shownIn({ state }: PastBoards): string | null {
  const { shown } = state.getState()
  if (shown === null) return null
  expect(readNotes(shown.doc)).toHaveLength(1)
  return keyOf(shown.of)
}

const settle = (ms: number) => vi.advanceTimersByTimeAsync(ms)

test('while the slider moves nothing is asked for; where it rests, once', async () => {
  const { boards, asked } = openSlow()
  for (const seq of [1, 2, 3, 4]) {
    boards.want(moment(seq))
    await settle(60)
  }
  await settle(120)
  boards.want(moment(4))
  expect(asked.map(({ past }) => past)).toEqual([moment(4)])
})

test('what was shown stays until the next is there, and an answer that comes too late is not shown', async () => {
  const { boards, asked } = openSlow()
  boards.want(moment(1))
  await settle(120)
  asked[0]?.answer(boardOf(moment(1)))
  await settle(0)
  expect(shownIn(boards)).toBe('moment 1')

  boards.want(moment(2))
  await settle(120)
  boards.want(moment(3))
  await settle(120)
  expect(boards.state.getState().is).toBe('loading')
  expect(shownIn(boards)).toBe('moment 1')
  expect(asked[1]?.signal.aborted).toBe(true)
  asked[2]?.answer(boardOf(moment(3)))
  asked[1]?.answer(boardOf(moment(2)))
  await settle(0)
  expect(shownIn(boards)).toBe('moment 3')
  expect(boards.state.getState().is).toBe('idle')
})

test('a moment that was here is shown at once and not asked for again, as long as it is one of the last twelve', async () => {
  const { boards, asked } = openSlow()
  for (let seq = 1; seq <= 13; seq++) {
    boards.want(moment(seq))
    await settle(120)
    asked.at(-1)?.answer(boardOf(moment(seq)))
    await settle(0)
  }
  boards.want(moment(2))
  expect(shownIn(boards)).toBe('moment 2')
  expect(asked).toHaveLength(13)
  boards.want(moment(1))
  await settle(120)
  expect(asked).toHaveLength(14)
})

test('back at now nothing is waited for, and nothing earlier is shown', async () => {
  const { boards, asked } = openSlow()
  boards.want(moment(1))
  await settle(120)
  boards.want({ is: 'now' })
  asked[0]?.answer(boardOf(moment(1)))
  await settle(0)
  expect(boards.state.getState()).toEqual({ shown: null, is: 'idle', failure: null })
  expect(asked[0]?.signal.aborted).toBe(true)
})

test('a failure is told and can be tried again; what was shown stays', async () => {
  const { boards, asked } = openSlow()
  boards.want(moment(1))
  await settle(120)
  asked[0]?.answer(boardOf(moment(1)))
  await settle(0)
  boards.want(moment(2))
  await settle(120)
  asked[1]?.fail(new Error('no longer kept'))
  await settle(0)
  expect(boards.state.getState()).toMatchObject({ is: 'failed', failure: { message: 'no longer kept' } })
  expect(shownIn(boards)).toBe('moment 1')
  boards.retry()
  await settle(0)
  asked[2]?.answer(boardOf(moment(2)))
  await settle(0)
  expect(shownIn(boards)).toBe('moment 2')
})

test('an answer that is no board is a failure', async () => {
  const { boards, asked } = openSlow()
  boards.want(moment(1))
  await settle(120)
  asked[0]?.answer(new Uint8Array([255, 255, 255]))
  await settle(0)
  expect(boards.state.getState().is).toBe('failed')
})

test('a server that never answers is given up on, for now; closed, it waits for nothing', async () => {
  const { boards, asked } = openSlow()
  boards.want(moment(1))
  await settle(20_120)
  expect(boards.state.getState().is).toBe('failed')
  asked[0]?.answer(boardOf(moment(1)))
  await settle(0)
  expect(shownIn(boards)).toBe('moment 1')
  boards.want(moment(2))
  boards.close()
  await settle(60_000)
  expect(asked).toHaveLength(1)
  expect(vi.getTimerCount()).toBe(0)
})
