import { sentencesOf } from '../language/sentences.ts'
import type { TrapLabel } from './finding.ts'
import { type RuleBook, ruleBook } from './rule.ts'
import { findTrapRules } from './trapRules.ts'

/** Rules for an organisation’s own phrases, word for word. */
export function ownRules(extraWords: readonly { readonly phrase: string; readonly trap: TrapLabel }[]): RuleBook {
  return ruleBook(
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
  )
}
