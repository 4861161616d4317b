import { findings } from '@second-story/coach'
import type { Sentence } from './corpus.ts'

export interface Speed {
  readonly firstMs: number
  readonly tenThousandWordsMs: number
  readonly sentenceMs: number
  readonly slowestSentenceMs: number
}

/** The time of a long text, cold and warm, and of single sentences, warm as in a worker that listens to somebody typing. */
export function measureSpeed(gold: readonly Sentence[]): Speed {
  const text = tenThousandWords(gold)
  const timeOf = (work: () => void) => {
    const began = performance.now()
    work()
    return performance.now() - began
  }
  const long = () => findings(text, { field: 'cause' })
  const firstMs = timeOf(long)
  const later = [1, 2, 3, 4, 5].map(() => timeOf(long)).sort((a, b) => a - b)
  const single = gold.map((sentence) => timeOf(() => findings(sentence.text, sentence))).sort((a, b) => a - b)
  return {
    firstMs,
    tenThousandWordsMs: later[2] ?? 0,
    sentenceMs: single[Math.floor(single.length / 2)] ?? 0,
    slowestSentenceMs: single.at(-1) ?? 0,
  }
}

function tenThousandWords(gold: readonly Sentence[]): string {
  const words: string[] = []
  for (let at = 0; words.length < 10_000; at = (at + 1) % gold.length) words.push(...`${gold[at]?.text ?? ''}\n`.split(' '))
  return words.slice(0, 10_000).join(' ')
}
