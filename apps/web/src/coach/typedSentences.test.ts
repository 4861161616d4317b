import { expect, test } from 'vitest'
import { recallTyped, rememberTyped } from './typedSentences.ts'

const mine = 'They should have checked the dashboard.'

test('a sentence that was typed is known again wherever it stands', () => {
  rememberTyped(`Ana wrote this. ${mine}`, [[16, 16 + mine.length]])
  const text = `Something else.\n${mine} And more.`
  expect(recallTyped(text).map(([from, to]) => text.slice(from, to))).toEqual([mine])
})

test('half a sentence, and words that others write as well, are not', () => {
  rememberTyped('You ought to have known it all along.', [[0, 20]])
  rememberTyped('Human error.', [[0, 12]])
  expect(recallTyped('You ought to have known it all along. Human error.')).toEqual([])
})
