import { type EntryId, type EntryTime, type ParticipantId, plainText, readRichText } from '@second-story/meeting'
import { beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createStore } from 'zustand/vanilla'
import { openBoardStores } from '../../connection/boardStores.ts'
import { addAccount, addRow, moveRow, type RowsOfMeeting, setEvidence, setField, setTime } from './rowChanges.ts'

let meeting: RowsOfMeeting

beforeEach(() => {
  const board = new Y.Doc()
  let made = 0
  meeting = {
    timeline: openBoardStores(board).timeline,
    self: createStore(() => ({ id: 'ana' as ParticipantId, role: 'participant' as const, parked: null, desk: null })),
    change: (change) => board.transact(() => change(board)),
    newEntity: () => ({
      id: `row-${made}` as EntryId,
      by: 'ana' as ParticipantId,
      createdAt: `2018-02-12T10:00:0${made++}.000Z`,
    }),
  }
})

describe('a new row', () => {
  it('stands behind the row that it was added after, where their time is the same', () => {
    const first = add('13:05', 'first')
    add('13:05', 'last')
    addRow(meeting, { time: clock('13:05'), text: 'between', after: first })
    expect(shown()).toEqual(['first', 'between', 'last'])
  })

  it('goes where its time belongs, whatever it was added after', () => {
    const late = add('14:00', 'late')
    addRow(meeting, { time: clock('13:00'), text: 'early', after: late })
    addRow(meeting, { time: null, text: 'some time', after: late })
    expect(shown()).toEqual(['early', 'late', 'some time'])
  })
})

describe('moving a row', () => {
  it('changes its place among rows of the same time, and among those without one', () => {
    for (const time of ['13:05', null]) for (const name of ['a', 'b', 'c']) add(time, `${time ?? 'none'} ${name}`)
    expect(moveRow(meeting, 'row-2', -1)).toBe(true)
    expect(moveRow(meeting, 'row-3', 1)).toBe(true)
    expect(shown()).toEqual(['13:05 a', '13:05 c', '13:05 b', 'none b', 'none a', 'none c'])
  })

  it('leaves it within its time', () => {
    const row = add('13:05', 'a')
    add('13:06', 'b')
    expect(moveRow(meeting, row, 1)).toBe(false)
    expect(shown()).toEqual(['a', 'b'])
  })

  it('is forgotten where the row gets another time', () => {
    for (const name of ['a', 'b', 'c']) add('13:05', name)
    moveRow(meeting, 'row-2', -1)
    setTime(meeting, 'row-2', clock('13:06'))
    expect(meeting.timeline.entity('row-2')?.order).toBeNull()
  })
})

it('takes away what is set to nothing', () => {
  const row = add('13:05', 'a')
  setField(meeting, row, 'mark', 'detected')
  setField(meeting, row, 'starred', true)
  expect(meeting.timeline.entity(row)).toMatchObject({ mark: 'detected', starred: true })
  setField(meeting, row, 'mark', null)
  setField(meeting, row, 'starred', false)
  expect(meeting.timeline.entity(row)).toMatchObject({ mark: null, starred: false })
})

it('keeps an account under the name of who gives it, and evidence with who could see it', () => {
  const row = add('13:05', 'a')
  const account = addAccount(meeting, row)
  setEvidence(meeting, row, null, { url: 'https://graphs.example/1', title: 'Queue', visibleAt: null, visibleTo: 'on call' })
  const entry = meeting.timeline.entity(row)
  expect(entry?.accounts).toMatchObject([{ id: account, by: 'ana' }])
  expect(entry?.evidence).toMatchObject([{ title: 'Queue', visibleAt: null, visibleTo: 'on call' }])
})

it('leaves a row alone that is gone by now', () => {
  setField(meeting, 'gone', 'mark', 'detected')
  expect(moveRow(meeting, 'gone', 1)).toBe(false)
  expect(meeting.timeline.ids()).toEqual([])
})

function add(time: string | null, text: string): string {
  return addRow(meeting, { time: time === null ? null : clock(time), text, after: null })
}

function clock(time: string): EntryTime {
  return { at: `2018-02-10T${time}:00Z`, until: null, precision: 'minute', approximate: false }
}

function shown(): string[] {
  return meeting.timeline.all().map(({ text }) => plainText(readRichText(text)))
}
