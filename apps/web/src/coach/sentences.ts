import type { Range } from './ranges.ts'

/** The sentences of a text, without the white space around them. A line ends one. */
export function sentencesIn(text: string): readonly Range[] {
  const sentences: Range[] = []
  for (const { segment, index } of segmenter.segment(text)) {
    const words = segment.trim()
    const from = index + segment.indexOf(words)
    if (words !== '') sentences.push([from, from + words.length])
  }
  return sentences
}

/** The sentence that holds a place; the whole text if none does. */
export function sentenceAt(text: string, place: number): Range {
  return sentencesIn(text).find(([from, to]) => from <= place && place < to) ?? [0, text.length]
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })
