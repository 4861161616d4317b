import { expect, test } from 'vitest'
import { carryOver } from './drafts.ts'

test('words that were begun as a note become a question', () => {
  expect(carryOver({ question: '', note: 'Who saw it first?', idea: '' }, 'note', 'question')).toEqual({
    question: 'Who saw it first?',
    note: '',
    idea: '',
  })
})

test('what was begun elsewhere is not overwritten', () => {
  const drafts = { question: 'When?', note: '', idea: 'An alert for it' }
  expect(carryOver(drafts, 'idea', 'question')).toEqual(drafts)
  expect(carryOver(drafts, 'idea', 'idea')).toEqual(drafts)
})
