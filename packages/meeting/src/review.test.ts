import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { findEntity } from './board/entities.ts'
import { addQuestion } from './board/questions.ts'
import { addRecommendation } from './board/recommendations.ts'
import { boardCollection, boardSection } from './board/roots.ts'
import { addTimelineEntry } from './board/timeline.ts'
import { setDetail } from './board/details.ts'
import { type EntryId, parseEntryId } from './ids.ts'
import { readReview } from './review.ts'
import { plainText } from './richText.ts'

function entity(id: string, second = 0) {
  return { id: parseEntryId(id) as EntryId, by: null, createdAt: `2018-02-12T09:00:0${second}.000Z` }
}

test('a review nobody has written yet is empty, not missing', () => {
  const review = readReview(new Y.Doc(), new Y.Doc())
  expect(review).toMatchObject({ timeline: [], causes: [], recommendations: [], people: [] })
  expect(review.details).toMatchObject({ title: '', status: 'draft', zone: 'UTC', noRecommendations: false })
  expect(Object.values(review.sections).every((section) => section.length === 0)).toBe(true)
})

test('a review is plain values, and later edits do not reach into it', () => {
  const [board, agenda] = [new Y.Doc(), new Y.Doc()]
  setDetail(board, 'title', 'Visual Guide outage')
  addTimelineEntry(board, entity('row'), {
    time: { at: '2018-02-10T13:01:00-05:00', until: null, precision: 'minute', approximate: false },
    text: 'last instance becomes unavailable',
    mark: 'impact-start',
  })
  const row = findEntity(boardCollection(board, 'timeline'), 'row')
  const account = new Y.Map<unknown>(Object.entries({ id: 'told', by: 'gabe', text: 'it was two' }))
  ;(row!.get('accounts') as Y.Map<unknown>).set('told', account)
  addQuestion(board, entity('q'), { text: 'Who saw it first?', about: parseEntryId('row') })
  const paragraph = new Y.XmlElement('paragraph')
  boardSection(board, 'summary').insert(0, [paragraph])
  paragraph.insert(0, [new Y.XmlText('All instances stopped')])
  agenda.getMap('people').set('gabe', { name: 'Gabe', role: 'participant' })

  const review = readReview(board, agenda)
  const before = JSON.stringify(review)
  expect(review.details.title).toBe('Visual Guide outage')
  expect(review.timeline.map((it) => [plainText(it.text), it.mark])).toEqual([
    ['last instance becomes unavailable', 'impact-start'],
  ])
  expect(review.timeline[0]?.accounts.map((it) => [it.by, plainText(it.text)])).toEqual([['gabe', 'it was two']])
  expect(review.questions.map((it) => [plainText(it.text), it.about])).toEqual([['Who saw it first?', 'row']])
  expect(plainText(review.sections.summary)).toBe('All instances stopped')
  expect(review.people).toEqual([{ id: 'gabe', name: 'Gabe', role: 'participant', withIt: false }])

  board.transact(() => boardCollection(board, 'timeline').clear())
  expect(JSON.stringify(review)).toBe(before)
})

test('[I6] merged recommendations stand under the one they went into, none is lost', () => {
  const board = new Y.Doc()
  for (const [second, id] of ['a', 'b', 'c', 'd', 'e'].entries()) addRecommendation(board, entity(id, second), { text: id })
  const merge = (id: string, into: string) => findEntity(boardCollection(board, 'recommendations'), id)?.set('mergedInto', into)
  merge('a', 'b')
  merge('b', 'c')
  merge('d', 'e')
  merge('e', 'd')
  expect(readReview(board, new Y.Doc()).recommendations.map((it) => [it.id, it.merged.map((merged) => merged.id)])).toEqual([
    ['c', ['a', 'b']],
    ['d', ['e']],
  ])
})

test('[I3] evidence leads only where a link may safely lead', () => {
  const board = new Y.Doc()
  addTimelineEntry(board, entity('row'), { time: null, text: 'the graph' })
  const evidence = findEntity(boardCollection(board, 'timeline'), 'row')?.get('evidence') as Y.Map<unknown>
  evidence.set('a', { url: 'javascript:alert(1)', title: 'Graph' })
  evidence.set('b', { url: 'https://graphs.example/7', title: 'Graph', visibleTo: 7 })
  expect(readReview(board, new Y.Doc()).timeline[0]?.evidence).toEqual([
    { id: 'b', url: 'https://graphs.example/7', title: 'Graph', visibleAt: null, visibleTo: null },
  ])
})
