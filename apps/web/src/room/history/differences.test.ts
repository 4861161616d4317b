import {
  addCause,
  addLesson,
  addNote,
  addQuestion,
  addRecommendation,
  addTimelineEntry,
  boardCollection,
  boardSection,
  collections,
  type EntryId,
  findEntity,
  fragmentOf,
  isBlank,
  setDetail,
  setInIdSet,
} from '@second-story/meeting'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { compareParts, countDifferences, onlyDifferences } from './differences.ts'
import { type Part, readParts } from './parts.ts'

const nameOf = (id: string | null) => id ?? 'Without a name'
const read = (board: Y.Doc) => readParts(board, { nameOf })

function entity(id: string) {
  return { id: id as EntryId, by: null, createdAt: `2026-03-02T14:00:00.000Z` }
}

/** A board with something of each kind. */
function full(): Y.Doc {
  const board = new Y.Doc()
  setDetail(board, 'title', 'The slow checkout')
  say(board, 'Orders hung.')
  row(board, 'row-1', '13:05', 'Ana sees the queue grow')
  row(board, 'row-3', '13:30', 'The cap is raised')
  addQuestion(board, entity('question'), { text: 'Who else saw it?' })
  addNote(board, entity('note'), { text: 'The graph of March', about: 'row-1' as EntryId })
  addCause(board, entity('cause'), { text: 'Retries without a limit' })
  addLesson(board, entity('lesson'), { kind: 'got-lucky', text: 'It was a quiet day' })
  addRecommendation(board, entity('idea'), { text: 'Cap the retries' })
  return board
}

function row(board: Y.Doc, id: string, clock: string, text: string) {
  const time = { at: `2026-03-02T${clock}:00Z`, until: null, precision: 'minute', approximate: false } as const
  addTimelineEntry(board, entity(id), { time, text })
}

function say(board: Y.Doc, words: string) {
  const section = boardSection(board, 'summary')
  section.delete(0, section.length)
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(words)])
  section.insert(0, [paragraph])
}

function copyOf(board: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(board))
  return copy
}

/** `timeline row-1: changed` for everything that differs. */
function told(then: Y.Doc, now: Y.Doc): readonly string[] {
  return onlyDifferences(compareParts(read(then), read(now))).flatMap(({ key, items }) =>
    items.map(({ item, difference }) => `${key} ${item.key}: ${difference}`),
  )
}

test('a board does not differ from itself, and all of it is shown', () => {
  const parts = compareParts(read(full()), read(copyOf(full())))
  expect(countDifferences(parts)).toBe(0)
  expect(parts.map(({ title }) => title)).toEqual([
    'The review',
    'Summary',
    'Timeline',
    'Questions',
    'Notes',
    'Causes',
    'Lessons',
    'Recommendations',
  ])
})

test('what was added, changed or deleted since is told apart, each in its place', () => {
  const then = full()
  const now = copyOf(then)
  row(now, 'row-2', '13:20', 'Ben looks at the cap')
  row(now, 'row-0', '12:00', 'A deploy')
  boardCollection(now, 'timeline').delete('row-3')
  say(now, 'Orders hung for an hour.')
  boardCollection(now, 'notes').delete('note')
  setDetail(now, 'incidentLead', 'Ana')
  const parts = compareParts(read(then), read(now))
  expect(parts.find(({ key }) => key === 'timeline')?.items.map(({ item, difference }) => [item.key, difference])).toEqual([
    ['row-0', 'added'],
    ['row-1', 'same'],
    ['row-2', 'added'],
    ['row-3', 'gone'],
  ])
  expect(told(then, now).filter((line) => !line.startsWith('timeline'))).toEqual([
    'details Who led the response: added',
    'summary summary: changed',
    'notes note: gone',
  ])
  const [summary] = parts.find(({ key }) => key === 'summary')?.items ?? []
  expect(JSON.stringify(summary?.item)).toContain('Orders hung.')
  expect(JSON.stringify(summary?.now)).toContain('Orders hung for an hour.')
})

test('a mark, a vote, an answer, bold words: whatever is shown counts as a change', () => {
  const changes: readonly ((board: Y.Doc) => void)[] = [
    (board) => findEntity(boardCollection(board, 'timeline'), 'row-1')?.set('mark', 'detected'),
    (board) => findEntity(boardCollection(board, 'timeline'), 'row-1')?.set('at', '2026-03-02T13:06:00Z'),
    (board) => setInIdSet(findEntity(boardCollection(board, 'questions'), 'question') ?? new Y.Map(), 'votes', 'ada', true),
    (board) => findEntity(boardCollection(board, 'questions'), 'question')?.set('answer', fragmentOf('Nobody')),
    (board) => findEntity(boardCollection(board, 'recommendations'), 'idea')?.set('state', 'kept'),
    (board) => setInIdSet(findEntity(boardCollection(board, 'causes'), 'cause') ?? new Y.Map(), 'supportedBy', 'row-1', true),
    (board) => {
      const words = (boardSection(board, 'summary').get(0) as Y.XmlElement).get(0) as Y.XmlText
      words.format(0, 6, { bold: true })
    },
  ]
  for (const change of changes) {
    const then = full()
    const now = copyOf(then)
    change(now)
    expect(told(then, now)).not.toEqual([])
  }
})

test('the same words in more pieces are no change', () => {
  const then = full()
  const now = copyOf(then)
  const paragraph = boardSection(now, 'summary').get(0) as Y.XmlElement
  const words = paragraph.get(0) as Y.XmlText
  words.delete(6, 6)
  paragraph.push([new Y.XmlText(' hung'), new Y.XmlText('.')])
  expect(told(then, now)).toEqual([])
})

test('every item of then and of now is shown once, then’s in their order', () => {
  const keys = fc.uniqueArray(fc.constantFrom<string>('a', 'b', 'c', 'd', 'e', 'f', 'g'), { maxLength: 10 })
  const partOf = (list: readonly string[]): readonly Part[] => [
    { key: 'notes', title: 'Notes', items: list.map((key) => ({ key, label: null, facts: [], texts: [] })) },
  ]
  fc.assert(
    fc.property(keys, keys, (then, now) => {
      const shown = compareParts(partOf(then), partOf(now)).flatMap(({ items }) => items)
      expect(shown.map(({ item }) => item.key).sort()).toEqual([...new Set([...then, ...now])].sort())
      expect(shown.filter(({ difference }) => difference !== 'added').map(({ item }) => item.key)).toEqual(then)
      for (const { item, difference } of shown) {
        expect(difference).toBe(!now.includes(item.key) ? 'gone' : !then.includes(item.key) ? 'added' : 'same')
      }
    }),
  )
})

test('an empty board has nothing to show but its zone', () => {
  expect(read(new Y.Doc()).flatMap(({ items }) => items.map(({ key }) => key))).toEqual(['Told in the time of'])
})

test('no word of any collection is left out', () => {
  const shown = JSON.stringify(read(full()))
  for (const collection of collections) expect(boardCollection(full(), collection).size).toBeGreaterThan(0)
  for (const words of [
    'The slow checkout',
    'Orders hung.',
    'Ana sees the queue grow',
    'Who else saw it?',
    'The graph of March',
    'Retries without a limit',
    'It was a quiet day',
    'Cap the retries',
  ]) {
    expect(shown).toContain(words)
  }
  expect(
    read(full())
      .flatMap(({ items }) => items.flatMap(({ texts }) => texts))
      .some(({ text }) => isBlank(text)),
  ).toBe(false)
})
