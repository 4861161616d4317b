import { sentencesOf } from '../language/sentences.ts'
import type { TrapLabel } from './finding.ts'
import { type RuleBook, ruleBook } from './rule.ts'
import { findTrapRules } from './trapRules.ts'

/** Rules for an organisation’s own phrases, word for word. */
export const ownRules = prepareOnce((extraWords: readonly { readonly phrase: string; readonly trap: TrapLabel }[]): RuleBook =>
  ruleBook(
    extraWords.flatMap(({ phrase, trap }) => {
      const words = sentencesOf(phrase).flatMap(({ tokens }) => tokens.map(({ word }) => word))
      const plain = words.filter((word) => /[\p{L}\p{N}]/u.test(word) && !/[|<>!*?]/.test(word))
      if (plain.length === 0) return []
      const rules = [
        {
          phrases: [plain.join(' ')],
          ask: 'This phrase is on your organisation’s own list. What happened, as somebody saw it then?',
        },
      ]
      return [{ ...findTrapRules(trap), rules }]
    }),
  ),
)

/** Where the allowed phrases stand, whole words only. */
export function allowedIn(text: string, phrases: readonly string[]): readonly (readonly [number, number])[] {
  return patternsFor(phrases).flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => [match.index, match.index + match[0].length] as const),
  )
}

const patternsFor = prepareOnce((phrases: readonly string[]) =>
  phrases.flatMap((phrase) => {
    const words = phrase
      .trim()
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`))
    if (words.length === 0) return []
    return [new RegExp(String.raw`(?<![\p{L}\p{N}])${words.join(String.raw`\s{1,4}`)}(?![\p{L}\p{N}])`, 'giu')]
  }),
)

/** Two hundred phrases cost more to prepare than a sentence to read. */
function prepareOnce<Phrases extends object, Prepared>(prepare: (phrases: Phrases) => Prepared): (phrases: Phrases) => Prepared {
  const prepared = new WeakMap<Phrases, Prepared>()
  return (phrases) => {
    const before = prepared.get(phrases)
    if (before !== undefined) return before
    const made = prepare(phrases)
    prepared.set(phrases, made)
    return made
  }
}
