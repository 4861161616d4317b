import {
  addCause,
  addLesson,
  addNote,
  addQuestion,
  addRecommendation,
  addTimelineEntry,
  boardSection,
  type EntryId,
  setDetail,
} from '@second-story/meeting'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { boardAsText } from './boardAsText.ts'

function entity(id: string) {
  return { id: id as EntryId, by: null, createdAt: '2026-03-02T14:00:00Z' }
}

test('[I7] every word that was written is in the text', () => {
  const board = new Y.Doc()
  setDetail(board, 'title', 'The slow checkout')
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.push([new Y.XmlText('Orders hung.')])
  boardSection(board, 'summary').push([paragraph])
  addTimelineEntry(board, entity('row'), {
    time: { at: '2026-03-02T13:05:00Z', until: null, precision: 'minute', approximate: true },
    text: 'Ana sees the queue grow',
  })
  addQuestion(board, entity('question'), { text: 'Who else saw it?' })
  addNote(board, entity('note'), { text: 'The graph of March' })
  addCause(board, entity('cause'), { text: 'Retries without a limit' })
  addLesson(board, entity('lesson'), { kind: 'got-lucky', text: 'It was a quiet day' })
  addRecommendation(board, entity('idea'), { text: 'Cap the retries' })

  const text = boardAsText(board)
  expect(text.startsWith('# The slow checkout\n\n')).toBe(true)
  expect(text).toContain('- about 2026-03-02T13:05:00Z: Ana sees the queue grow')
  expect(text).toContain('- got lucky: It was a quiet day')
  for (const words of ['Orders hung.', 'Who else saw it?', 'The graph of March', 'Retries without a limit', 'Cap the retries']) {
    expect(text).toContain(words)
  }
})

test('an empty board has its title and nothing else', () => {
  expect(boardAsText(new Y.Doc())).toBe('# A review without a title\n')
})
