import { addNote, addParkedIdea, addTimelineEntry, boardCollection, boardSection, type EntryId } from '@second-story/meeting'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { allWords, unsavedWords } from './unsavedWords.ts'

const board = 'a3kf92mx7qzp/board'

function entity(id: string) {
  return { id: id as EntryId, by: null, createdAt: '2026-03-02T14:00:00Z' }
}

function paragraph(text: string) {
  const element = new Y.XmlElement('paragraph')
  element.push([new Y.XmlText(text)])
  return element
}

/** A board that the server has, opened by somebody who then writes: what is from the clock on is theirs and unsaved. */
function openBoard() {
  const server = new Y.Doc()
  addNote(server, entity('saved-note'), { text: 'A note that is saved' })
  boardSection(server, 'summary').push([paragraph('Saved before.'), paragraph('Orders hung')])
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(server))
  const words = (from = 0) => unsavedWords([{ name: board, doc, from: new Map([[doc.clientID, from]]) }])
  return { doc, words }
}

test('[I7] the words that the server lacks are there, each entry and paragraph as a whole, and no others', () => {
  const { doc, words } = openBoard()
  addTimelineEntry(doc, entity('row'), {
    time: { at: '2026-03-02T13:05:00Z', until: null, precision: 'minute', approximate: false },
    text: 'Ana sees the queue grow',
  })
  const second = boardSection(doc, 'summary').get(1)
  if (!(second instanceof Y.XmlElement)) throw new Error('the second paragraph is one')
  const text = second.get(0)
  if (!(text instanceof Y.XmlText)) throw new Error('with a text')
  text.insert(11, ' for an hour')

  expect(words()).toContain('Ana sees the queue grow')
  expect(words()).toContain('Orders hung for an hour')
  expect(words()).not.toContain('A note that is saved')
  expect(words()).not.toContain('Saved before.')
})

test('what is saved meanwhile is no longer among them', () => {
  const { doc, words } = openBoard()
  addNote(doc, entity('first'), { text: 'acknowledged' })
  const saved = Y.getState(doc.store, doc.clientID)
  addNote(doc, entity('second'), { text: 'still on its way' })
  expect(words(saved)).toContain('still on its way')
  expect(words(saved)).not.toContain('acknowledged')
})

test('changes without words give none: what was deleted again, or only removed', () => {
  const { doc, words } = openBoard()
  addNote(doc, entity('mistake'), { text: 'never mind' })
  boardCollection(doc, 'notes').delete('mistake')
  boardCollection(doc, 'notes').delete('saved-note')
  expect(words()).toBe('')
})

test('parked ideas and private notes say that they are private', () => {
  const parked = new Y.Doc()
  addParkedIdea(parked, { id: 'idea' as EntryId, createdAt: '2026-03-02T14:00:00Z', text: 'Cap the retries' })
  const desk = new Y.Doc()
  desk.getText('notes').insert(0, 'Ask Ben first')
  const text = unsavedWords([
    { name: 'a3kf92mx7qzp/parked/b3kf92mx7qzp', doc: parked, from: new Map([[parked.clientID, 0]]) },
    { name: 'a3kf92mx7qzp/desk', doc: desk, from: new Map([[desk.clientID, 0]]) },
  ])
  expect(text).toBe('## My parked ideas (private)\n\n- Cap the retries\n\n## My private notes\n\nAsk Ben first')
})

test('a copy that was only loaded, and never shown, has its words too', () => {
  const { doc } = openBoard()
  addNote(doc, entity('mine'), { text: 'of the last visit' })
  const loaded = new Y.Doc()
  Y.applyUpdate(loaded, Y.encodeStateAsUpdate(doc))
  const text = unsavedWords([{ name: board, doc: loaded, from: new Map([[doc.clientID, 0]]) }])
  expect(text).toContain('of the last visit')
  expect(text).not.toContain('A note that is saved')
})

test('everything is what it says, the saved words too', () => {
  const { doc } = openBoard()
  addNote(doc, entity('mine'), { text: 'mine' })
  const text = allWords([{ name: board, doc }])
  for (const words of ['A note that is saved', 'Saved before.', 'Orders hung', 'mine']) expect(text).toContain(words)
})
