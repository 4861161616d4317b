import {
  addTimelineEntry,
  boardCollection,
  compareEntries,
  type EntryId,
  findEntity,
  readTimeline,
  readTimelineEntry,
} from '@second-story/meeting'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { openCollectionStore } from './collectionStore.ts'

function openTimeline() {
  const doc = new Y.Doc()
  const root = boardCollection(doc, 'timeline')
  const store = openCollectionStore(root, readTimelineEntry, compareEntries)
  const add = (id: string, minute: number, text = '') => {
    const time = {
      at: `2018-02-10T13:${String(minute).padStart(2, '0')}:00-05:00`,
      until: null,
      precision: 'minute',
      approximate: false,
    } as const
    addTimelineEntry(doc, { id: id as EntryId, by: null, createdAt: '2018-02-12T10:00:00.000Z' }, { time, text })
  }
  return { doc, root, store, add }
}

test('ids keep the order of time, and the same array while nothing moves', () => {
  const { store, add, root } = openTimeline()
  add('late', 30)
  add('early', 1)
  expect(store.ids()).toEqual(['early', 'late'])
  const before = store.ids()
  findEntity(root, 'late')?.set('mark', 'detected')
  expect(store.ids()).toBe(before)
  findEntity(root, 'early')?.set('at', '2018-02-10T14:00:00-05:00')
  expect(store.ids()).toEqual(['late', 'early'])
})

test('[I4] whatever changes, together or one by one, the order is that of a board read anew', () => {
  const change = fc.record({
    row: fc.integer({ min: 0, max: 5 }),
    to: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom('gone', 'marked', 'no time', 'broken')),
  })
  fc.assert(
    fc.property(fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 12 }), (steps) => {
      const { doc, root, store, add } = openTimeline()
      store.ids()
      for (const step of steps) {
        doc.transact(() => {
          for (const { row, to } of step) {
            const entity = findEntity(root, `row-${row}`)
            if (entity === null) add(`row-${row}`, row)
            else if (to === 'gone') root.delete(`row-${row}`)
            else if (to === 'marked') entity.set('mark', 'detected')
            else if (to === 'no time') entity.set('at', null)
            else if (to === 'broken') entity.set('id', 7)
            else entity.set('at', `2018-02-10T13:0${to}:00-05:00`)
          }
        })
        expect(store.ids()).toEqual(readTimeline(doc).map(({ id }) => id))
      }
    }),
  )
})

test('only the row that changed is told, and typing tells nobody', () => {
  const { store, add, root } = openTimeline()
  add('a', 1, 'first')
  add('b', 2, 'second')
  store.ids()
  const a = vi.fn()
  const b = vi.fn()
  store.onEntity('a', a)
  store.onEntity('b', b)
  findEntity(root, 'a')?.set('kind', 'did')
  expect([a.mock.calls.length, b.mock.calls.length]).toEqual([1, 0])
  expect(store.entity('a')?.kind).toBe('did')

  const text = findEntity(root, 'b')?.get('text')
  if (!(text instanceof Y.XmlFragment)) throw new Error('an entry has a text')
  const before = store.entity('b')
  text.insert(0, [new Y.XmlElement('paragraph')])
  expect(b).not.toHaveBeenCalled()
  expect(store.entity('b')).toBe(before)
})

test('what is deleted or does not fit is not there, and comes back by undo', () => {
  const { store, add, root, doc } = openTimeline()
  add('a', 1)
  root.set('nonsense', 'a string')
  const undo = new Y.UndoManager(root)
  expect(store.ids()).toEqual(['a'])
  doc.transact(() => root.delete('a'))
  expect(store.ids()).toEqual([])
  expect(store.entity('a')).toBeNull()
  undo.undo()
  expect(store.ids()).toEqual(['a'])
})

test('an entity under another id than its own is not shown twice', () => {
  const { store, root } = openTimeline()
  const forged = new Y.Map<unknown>([['id', 'a']])
  root.set('b', forged)
  expect(store.ids()).toEqual([])
})
