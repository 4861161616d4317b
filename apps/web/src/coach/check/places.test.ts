import {
  addCause,
  addLesson,
  addNote,
  addQuestion,
  addRecommendation,
  addTimelineEntry,
  boardSection,
  type EntryId,
  type ParticipantId,
  readRichText,
  setDetail,
} from '@second-story/meeting'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { openBoardStores } from '../../connection/boardStores.ts'
import { textsOf, voiceOf } from './places.ts'

const author = 'ada-lovelace' as ParticipantId
const entity = (id: string) => ({ id: id as EntryId, by: author, createdAt: '2018-02-12T09:00:00.000Z' })

function openBoard() {
  const board = new Y.Doc()
  setDetail(board, 'zone', 'Europe/Paris')
  return { board, texts: () => textsOf(board, openBoardStores(board)) }
}

test('[I5] every text of the board is read with its field and place, and nothing about who wrote it', () => {
  const { board, texts } = openBoard()
  boardSection(board, 'summary').insert(0, [new Y.XmlText('The summary.')])
  addTimelineEntry(board, entity('row'), {
    text: 'A row.',
    time: { at: '2018-02-10T13:05:00Z', until: null, precision: 'minute', approximate: false },
  })
  addCause(board, entity('cause'), { text: 'A cause.' })
  addLesson(board, entity('lesson'), { text: 'A lesson.', kind: 'went-well' })
  addRecommendation(board, entity('idea'), { text: 'A recommendation.' })
  addQuestion(board, entity('question'), { text: 'A question?' })
  addNote(board, entity('note'), { text: 'A note.' })
  expect(texts().map(({ where, field, text }) => [where, field, text])).toEqual([
    ['Summary', 'summary', 'The summary.'],
    ['Timeline, 14:05', 'timeline', 'A row.'],
    ['Causes', 'cause', 'A cause.'],
    ['Lessons', 'lesson', 'A lesson.'],
    ['Recommendations', 'recommendation', 'A recommendation.'],
    ['A question', 'other', 'A question?'],
    ['A note', 'other', 'A note.'],
  ])
  expect(JSON.stringify(texts())).not.toContain(author)
})

test('what is blank is no text to look at', () => {
  const { board, texts } = openBoard()
  addNote(board, entity('note'), { text: ' … ' })
  expect(texts()).toEqual([])
})

test('quotations and code are not the writer’s own voice; paragraphs and items are lines', () => {
  const mixed = new Y.Doc().getXmlFragment('mixed')
  const element = (name: string, children: (Y.XmlElement | Y.XmlText)[]) => {
    const made = new Y.XmlElement(name)
    made.insert(0, children)
    return made
  }
  const words = new Y.XmlText()
  words.applyDelta([{ insert: 'It says ' }, { insert: 'operator error', attributes: { code: {} } }, { insert: '.' }])
  mixed.insert(0, [
    element('paragraph', [words]),
    element('blockquote', [element('paragraph', [new Y.XmlText('They should have known.')])]),
    element('bulletList', [
      element('listItem', [element('paragraph', [new Y.XmlText('One.')])]),
      element('listItem', [element('paragraph', [new Y.XmlText('Two.')])]),
    ]),
    element('codeBlock', [new Y.XmlText('human error')]),
  ])
  expect(voiceOf(readRichText(mixed))).toBe('It says `operator error`.\n\nOne.\nTwo.\n')
})
