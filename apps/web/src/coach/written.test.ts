import { findings } from '@second-story/coach'
import { describe, expect, test } from 'vitest'
import { afterWriting, apart, type Noticed, previewOf, unwritten } from './written.ts'

const text = 'Ana carelessly restarted it.'
const noticed: Noticed = {
  trap: 'judgement',
  why: '',
  ask: '',
  from: 4,
  to: 14,
  words: 'carelessly',
  sentence: text,
  rewording: { from: 4, to: 24, text: 'restarted', reads: '' },
}

describe('what was noticed', () => {
  const written = { typed: [[0, text.length] as const], noticed: [noticed] }

  test('goes along with its words, and so does its rewording', () => {
    const [moved] = afterWriting(written, { from: 0, to: 3, length: 8 }, true).noticed
    expect(moved).toMatchObject({ from: 9, to: 19, rewording: { from: 9, to: 29 } })
  })

  test('is gone when its words are others', () => {
    expect(afterWriting(written, { from: 6, to: 7, length: 0 }, true).noticed).toEqual([])
  })

  test('offers no rewording of words that were changed since', () => {
    const [left] = afterWriting(written, { from: 18, to: 19, length: 1 }, true).noticed
    expect(left).toMatchObject({ from: 4, rewording: null })
  })

  test('is nothing in a text of others', () => {
    expect(afterWriting(unwritten, { from: 0, to: 0, length: 20 }, false)).toEqual(unwritten)
  })
})

test('of two findings about the same words one is shown, the one that offers a rewording', () => {
  const both = findings(text, { field: 'timeline' })
  expect(both.map(({ trap }) => trap).sort()).toEqual(['human_error', 'judgement'])
  expect(apart(both).map(({ trap }) => trap)).toEqual(['human_error'])
})

test('a rewording is shown among its words, cut between words', () => {
  const sentence = 'After the deploy on Monday morning, obviously the disk of the primary was full, as it had been for days.'
  const start = sentence.indexOf('obviously')
  expect(previewOf(sentence, start, start + 'obviously the'.length, 'the')).toBe(
    '… on Monday morning, the disk of the primary was full, as it had …',
  )
  expect(previewOf('Obviously it was.', 0, 12, 'It')).toBe('It was.')
})
