import { expect, test } from 'vitest'
import { phrase } from './phrase.ts'
import { sentencesOf } from './sentences.ts'

/** What the phrase takes of the text, from its first word on; null where it does not fit. */
function taken(notation: string, text: string): string | null {
  const [sentence] = sentencesOf(text)
  if (sentence === undefined) return null
  const end = phrase(notation).matchAt(sentence, 0)
  return end < 0
    ? null
    : sentence.tokens
        .slice(0, end)
        .map(({ word }) => word)
        .join(' ')
}

test.each([
  ['should|could have <adverb>* <participle>', 'should really quickly have', null],
  ['should|could have <adverb>* <participle>', 'could have really been done', 'could have really been'],
  ['a? change', 'change it', 'change'],
  ['<us|group> <handling&participle>', 'team merged it', 'team merged'],
  ['<us|group> <handling&participle>', 'team identified it', null],
  ['known for !the <determiner>? ..1 years', 'known for many years', 'known for many years'],
  ['known for !the ..2', 'known for the speed', null],
  ['if ..3 had', 'if nobody there had', 'if nobody there had'],
  ['if ..3 had', 'if, as said, had', null],
])('%j on %j', (notation, text, expected) => {
  expect(taken(notation, text)).toBe(expected)
})

test('a class that there is none of is a fault of ours, and loud', () => {
  expect(() => phrase('<nouns>')).toThrow(/class of words <nouns>/)
})
