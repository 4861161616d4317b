import type { EntryId, Question } from '@second-story/meeting'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keepOrder, sortQuestions } from './questionOrder.ts'

function question(id: string, minute: number, votes: number, answered = false): Question {
  return {
    id: id as EntryId,
    by: null,
    createdAt: `2026-03-02T14:0${minute}:00Z`,
    text: '',
    about: null,
    answered,
    answer: '',
    votes: Array.from({ length: votes }, (_, index) => `person-${index}`),
  }
}

test('open questions come by curiosity, then by time; answered ones after them', () => {
  const questions = [
    question('a', 1, 0),
    question('b', 2, 2),
    question('c', 3, 2),
    question('d', 0, 5, true),
    question('e', 4, 0),
  ]
  expect(sortQuestions(questions)).toEqual({ open: ['b', 'c', 'a', 'e'], answered: ['d'] })
})

test('[I4] the order does not depend on the order in which they came', () => {
  const questions = [question('a', 1, 1), question('b', 1, 1), question('c', 3, 0, true), question('d', 3, 0, true)]
  fc.assert(
    fc.property(fc.shuffledSubarray(questions, { minLength: questions.length }), (shuffled) => {
      expect(sortQuestions(shuffled)).toEqual(sortQuestions(questions))
    }),
  )
})

test('while somebody is in the list nothing moves under them', () => {
  expect(keepOrder(['a', 'b', 'c'], ['c', 'a', 'd', 'b'])).toEqual(['a', 'b', 'c', 'd'])
  expect(keepOrder(['a', 'b', 'c'], ['c', 'a'])).toEqual(['a', 'c'])
})
