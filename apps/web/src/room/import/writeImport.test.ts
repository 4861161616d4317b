import { type EntryId, type ParticipantId, plainText, readRichText, readTimeline } from '@second-story/meeting'
import { nanoid } from 'nanoid'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { mine } from '../../connection/liveMeeting.ts'
import { openUndo } from '../../connection/undo.ts'
import type { NewRow } from './candidates.ts'
import { writeImport } from './writeImport.ts'

function openBoard() {
  const board = new Y.Doc()
  const updates: Uint8Array[] = []
  board.on('update', (update: Uint8Array) => updates.push(update))
  const undo = openUndo(board, mine)
  const newEntity = () => ({ id: nanoid<EntryId>(12), by: nanoid<ParticipantId>(12), createdAt: '2018-02-12T09:00:00.000Z' })
  return { board, updates, undo, newEntity }
}

function rowAt(minute: number, text = `row ${minute}`): NewRow {
  const at = new Date(Date.UTC(2018, 1, 10, 13, minute)).toISOString()
  return {
    time: { at, until: null, precision: 'minute', approximate: false },
    text,
    mark: minute === 0 ? 'impact-start' : null,
    isStarred: minute === 1,
    isBySystem: minute === 2,
    links:
      minute === 3
        ? [
            { url: 'https://graphs.example/3', title: 'a graph' },
            { url: 'javascript:alert(1)', title: 'no' },
          ]
        : [],
  }
}

const rowsOf = (board: Y.Doc) => readTimeline(board).map(({ text }) => plainText(readRichText(text)))
const supportingOf = (board: Y.Doc) => plainText(readRichText(board.getXmlFragment('supporting')))

test('a usual import is one transaction, with marks, stars and safe links', async () => {
  const meeting = openBoard()
  await writeImport(meeting, { rows: [0, 1, 2, 3].map((minute) => rowAt(minute)), supporting: 'the rest', title: 'Chat' })
  expect(meeting.updates).toHaveLength(1)
  const entries = readTimeline(meeting.board)
  expect(entries.map(({ mark, starred, kind }) => [mark, starred, kind])).toEqual([
    ['impact-start', false, null],
    [null, true, null],
    [null, false, 'system'],
    [null, false, null],
  ])
  expect(entries[3]?.evidence).toMatchObject([{ url: 'https://graphs.example/3', title: 'a graph' }])
  expect(supportingOf(meeting.board)).toBe('Chat\nthe rest')
})

test('a large import goes in parts that the server takes, and one step of undo takes all of it back', async () => {
  const meeting = openBoard()
  // As if every part took longer than what usually makes one step.
  meeting.undo.manager.captureTimeout = 0
  await writeImport(meeting, { rows: [rowAt(0, 'from before')], supporting: '', title: '' })
  const rows = Array.from({ length: 1000 }, (_, minute) => rowAt(minute, `row ${minute} ${'words '.repeat(40)}`))
  const supporting = 'a line that was not kept\n'.repeat(20_000)
  await writeImport(meeting, { rows, supporting, title: 'Chat' })
  expect(meeting.undo.manager.captureTimeout).toBe(0)
  expect(rowsOf(meeting.board)).toHaveLength(1001)
  expect(supportingOf(meeting.board)).toHaveLength(supporting.length + 'Chat\n'.length)
  expect(Math.max(...meeting.updates.map(({ length }) => length))).toBeLessThan(200_000)

  expect(meeting.undo.undo()).toBe(true)
  expect(rowsOf(meeting.board)).toEqual(['from before'])
  expect(supportingOf(meeting.board)).toBe('')
  expect(meeting.undo.redo()).toBe(true)
  expect(rowsOf(meeting.board)).toHaveLength(1001)
  meeting.undo.undo()
  meeting.undo.undo()
  expect(rowsOf(meeting.board)).toEqual([])
})

test('what somebody writes afterwards is a step of its own', async () => {
  const meeting = openBoard()
  await writeImport(meeting, { rows: [rowAt(0), rowAt(1)], supporting: '', title: '' })
  meeting.board.transact(() => meeting.board.getMap('details').set('title', 'New'), mine)
  meeting.undo.undo()
  expect(rowsOf(meeting.board)).toHaveLength(2)
})
