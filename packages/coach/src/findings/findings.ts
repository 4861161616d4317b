import { isEnglish } from '../language/english.ts'
import { sentencesOf } from '../language/sentences.ts'
import { type Field, type Finding, type TrapLabel, trapLabels } from './finding.ts'
import { allowedIn, ownRules } from './ownWords.ts'
import { applyRules, ruleBook } from './rule.ts'
import { trapRules } from './trapRules.ts'

const book = ruleBook(trapRules)

export interface Circumstances {
  readonly field: Field
  /** BCP 47. The coach knows English (the default); in all other languages it is silent, and so it is about sentences in them. */
  readonly language?: string
  /** Which traps to look for; all, unless said. */
  readonly traps?: readonly TrapLabel[]
  /** The organisation’s phrases that are never a trap, whatever a rule says. Both lists are prepared once, as long as they are the same array. */
  readonly allow?: readonly string[]
  /** The organisation’s phrases that always are. */
  readonly extraWords?: readonly { readonly phrase: string; readonly trap: TrapLabel }[]
}

/**
 * The traps in a text, in its order. Pure: each sentence is looked at alone, so what stands around it changes nothing, and the cost grows
 * with the length. Findings of different traps may overlap. Never throws, whatever the text: what can’t be read has no findings.
 */
export function findings(
  text: string,
  { field, language = 'en', traps = trapLabels, allow = [], extraWords = [] }: Circumstances,
): Finding[] {
  if (!/^en\b/i.test(language)) return []
  const wanted = new Set(traps)
  const own = extraWords.length === 0 ? null : ownRules(extraWords)
  const found = sentencesOf(text).flatMap((sentence) => {
    if (!isEnglish(sentence)) return []
    const ours = applyRules(book, sentence, field, wanted)
    return own === null ? ours : [...ours, ...applyRules(own, sentence, field, wanted)].sort((a, b) => a.start - b.start)
  })
  if (found.length === 0 || allow.length === 0) return found
  const allowed = allowedIn(text, allow)
  return found.filter(({ start, end }) => !allowed.some(([from, to]) => start < to && from < end))
}
