import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addCause, readCauses } from './board/causes.ts'
import { findEntity } from './board/entities.ts'
import { addLesson, lessonKinds } from './board/lessons.ts'
import { addQuestion } from './board/questions.ts'
import { addRecommendation } from './board/recommendations.ts'
import { boardCollection, type Collection, collections } from './board/roots.ts'
import { addTimelineEntry, readTimeline, writeTime } from './board/timeline.ts'
import { addNote } from './board/notes.ts'
import { type EntryId, parseEntryId } from './ids.ts'
import { readReview } from './review.ts'

/** Three people write on one board, often at the very same time; updates wait until they are delivered. */
function openReplicas() {
  const boards = [1, 2, 3].map((clientID) => Object.assign(new Y.Doc(), { clientID }))
  let made = 0
  const newEntity = (createdAt: string) => ({ id: parseEntryId(`e${made++}`) as EntryId, by: null, createdAt })
  const deliver = (from: Y.Doc, to: Y.Doc) => Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)))
  return {
    boards,
    run(step: Step) {
      const board = boards[step.replica] ?? new Y.Doc()
      const root = boardCollection(board, step.collection)
      const ids = [...root.keys()].sort()
      const picked = ids[step.pick % Math.max(ids.length, 1)] ?? ''
      const time = step.at === null ? null : ({ at: step.at, until: null, precision: 'minute', approximate: false } as const)
      switch (step.does) {
        case 'add':
          return add(board, step.collection, newEntity(step.createdAt), time, step.order)
        case 'change': {
          const map = findEntity(root, picked)
          if (map === null) return
          writeTime(map, time)
          if (step.order !== null) map.set('order', step.order)
          map.set('mergedInto', ids[(step.pick + 1) % ids.length])
          return
        }
        case 'remove':
          return root.delete(picked)
        case 'deliver':
          return deliver(board, boards[(step.replica + 1 + (step.pick % 2)) % 3] ?? board)
      }
    },
    deliverAll() {
      for (const from of boards) for (const to of boards) deliver(from, to)
      for (const from of boards) for (const to of boards) deliver(from, to)
    },
  }
}

function add(
  board: Y.Doc,
  collection: Collection,
  entity: { id: EntryId; by: null; createdAt: string },
  time: Parameters<typeof addTimelineEntry>[2]['time'],
  order: string | null,
): void {
  const text = `words of ${entity.id}`
  switch (collection) {
    case 'timeline':
      return addTimelineEntry(board, entity, { time, text, ...(order !== null && { order }) })
    case 'questions':
      return addQuestion(board, entity, { text })
    case 'notes':
      return addNote(board, entity, { text })
    case 'causes':
      return addCause(board, entity, { text })
    case 'lessons':
      return addLesson(board, entity, { text, kind: lessonKinds[0] })
    case 'recommendations':
      return void addRecommendation(board, entity, { text })
  }
}

interface Step {
  readonly replica: number
  readonly collection: Collection
  readonly does: 'add' | 'change' | 'remove' | 'deliver'
  readonly pick: number
  readonly at: string | null
  readonly order: string | null
  readonly createdAt: string
}

// Few values, so that times, orders and moments of creation meet.
const step: fc.Arbitrary<Step> = fc.record({
  replica: fc.nat({ max: 2 }),
  collection: fc.oneof(
    { weight: 3, arbitrary: fc.constant('timeline' as const) },
    { weight: 2, arbitrary: fc.constantFrom(...collections) },
  ),
  does: fc.constantFrom('add', 'add', 'add', 'change', 'change', 'remove', 'deliver'),
  pick: fc.nat({ max: 20 }),
  at: fc.constantFrom(null, '2018-02-10T13:01:00-05:00', '2018-02-10T18:01:00.000Z', '2018-02-10T13:02:00-05:00', 'soon'),
  order: fc.constantFrom(null, 'a0', 'a1', 'a0V'),
  createdAt: fc.constantFrom('2018-02-12T09:00:00.000Z', '2018-02-12T09:00:01.000Z', 'never'),
})

test('[I4] replicas that have seen the same updates read the same review, in the same order', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const replicas = openReplicas()
      for (const each of steps) replicas.run(each)
      replicas.deliverAll()
      const [first, ...others] = replicas.boards.map((board) => JSON.stringify(readReview(board, new Y.Doc())))
      for (const other of others) expect(other).toBe(first)
    }),
    { numRuns: 150 },
  )
})

test('rows stand by instant, then order, then creation, then id; those without a time last', () => {
  const board = new Y.Doc()
  const row = (id: string, at: string | null, order?: string, second = '0') =>
    addTimelineEntry(
      board,
      { id: parseEntryId(id) as EntryId, by: null, createdAt: `2018-02-12T09:00:0${second}.000Z` },
      {
        time: at === null ? null : { at, until: null, precision: 'minute', approximate: false },
        ...(order !== undefined && { order }),
      },
    )
  row('no-time', null)
  row('tie-b', '2018-02-10T18:05:00Z', undefined, '2')
  row('tie-a', '2018-02-10T18:05:00Z', undefined, '2')
  row('created-first', '2018-02-10T18:05:00Z', undefined, '1')
  row('ordered-second', '2018-02-10T18:05:00Z', 'a1')
  row('ordered-first', '2018-02-10T13:05:00-05:00', 'a0', '9')
  row('earliest', '2018-02-10T19:04:00+02:00')
  expect(readTimeline(board).map((it) => it.id)).toEqual([
    'earliest',
    'ordered-first',
    'ordered-second',
    'created-first',
    'tie-a',
    'tie-b',
    'no-time',
  ])
})

test('a cause contributes to the outcome until somebody says to what else', () => {
  const board = new Y.Doc()
  addCause(board, { id: parseEntryId('c') as EntryId, by: null, createdAt: '2018-02-12T09:00:00.000Z' }, { text: 'x' })
  expect(readCauses(board)[0]?.contributesTo).toEqual(['outcome'])
})
