import { expect, test } from 'vitest'
import { sentencesOf } from './sentences.ts'

function sentences(text: string): string[] {
  return sentencesOf(text).map(({ tokens }) => tokens.map(({ word }) => word).join(' '))
}

test.each([
  ['It broke. We fixed it!', ['it broke', 'we fixed it']],
  ['Some tools, e.g. kubectl, were slow.', ['some tools , e.g kubectl , were slow']],
  ['First line\nsecond line', ['first line', 'second line']],
  ['It ran v1.2.3 at 10:02. Then it stopped.', ['it ran v1.2.3 at 10:02', 'then it stopped']],
  ['They didn’t, and we should’ve.', ['they did not , and we should have']],
  ['He said “Stop.” Then we stopped.', ['he said …', 'then we stopped']],
  ['', []],
  ['… “only a quotation” …', []],
])('%j', (text, expected) => {
  expect(sentences(text)).toEqual(expected)
})

test('each token knows where its word stands, contractions where the whole does', () => {
  const [sentence] = sentencesOf('They didn’t.')
  expect(sentence?.tokens.map(({ word, start, end }) => [word, start, end])).toEqual([
    ['they', 0, 4],
    ['did', 5, 11],
    ['not', 5, 11],
  ])
})
