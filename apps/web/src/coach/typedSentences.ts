import { covers, type Range } from './ranges.ts'
import { sentencesIn } from './sentences.ts'

/**
 * The sentences that this person typed since the page was loaded: an editor that is opened again, or an undo, brings them back as their own,
 * and not as somebody’s. In memory alone.
 */
const typed = new Set<string>()
const maxTyped = 2_000
/** Shorter ones others write as well, word for word. */
const minWords = 3

/** Keeps the sentences of a text that stand in `ranges` as wholes. */
export function rememberTyped(text: string, ranges: readonly Range[]): void {
  for (const [from, to] of sentencesIn(text)) {
    const sentence = text.slice(from, to)
    if (covers(ranges, from, to) && sentence.split(/\s+/).length >= minWords) typed.add(sentence)
  }
  for (const oldest of typed) {
    if (typed.size <= maxTyped) break
    typed.delete(oldest)
  }
}

/** Where such sentences stand in a text. */
export function recallTyped(text: string): readonly Range[] {
  return typed.size === 0 ? [] : sentencesIn(text).filter(([from, to]) => typed.has(text.slice(from, to)))
}
