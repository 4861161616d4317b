import { type Actor, subjectOf } from '../language/clause.ts'
import { type Phrase, phrase } from '../language/phrase.ts'
import type { Sentence, Token } from '../language/sentences.ts'
import { type WordClass, bit } from '../language/wordClasses.ts'
import type { Certainty, Field, Finding, Rewording, TrapLabel } from './finding.ts'

/** A trap as the coach knows it. The examples are its tests: each `found` raises this trap, each `silent` raises none at all. */
export interface TrapRules {
  readonly label: TrapLabel
  readonly name: string
  readonly definition: string
  readonly source: string
  /** The `why` of a finding whose rule has none of its own. */
  readonly why: string
  /** Where it is a trap; everywhere, unless said. */
  readonly fields?: readonly Field[]
  readonly rules: readonly Rule[]
  readonly examples: { readonly found: readonly Example[]; readonly silent: readonly Example[] }
}

/** A sentence, in a cause unless said. */
export type Example = string | readonly [Field, string]

/** Phrases (see language/phrase.ts) and what has to be true around them. */
export interface Rule {
  readonly phrases: readonly string[]
  readonly when?: (match: Match) => boolean
  readonly fields?: readonly Field[]
  readonly why?: string
  readonly ask: string | ((match: Match) => string)
  readonly rewording?: (match: Match) => Rewording | null
  readonly certainty?: Certainty
}

/** A phrase found: the tokens `[from, to)` of a sentence. */
export interface Match {
  readonly sentence: Sentence
  readonly field: Field
  readonly from: number
  readonly to: number
}

/** The token at a distance from the beginning of the match; undefined outside of the sentence. */
export function tokenAt(match: Match, distance: number): Token | undefined {
  return match.sentence.tokens[match.from + distance]
}

/** The first token of the match with this class. */
export function wordOf(match: Match, name: WordClass): Token | undefined {
  return match.sentence.tokens.slice(match.from, match.to).find(({ bits }) => bits & bit[name])
}

export function lastWord(match: Match): Token | undefined {
  return match.sentence.tokens[match.to - 1]
}

export function nextWord(match: Match): Token | undefined {
  return match.sentence.tokens[match.to]
}

export function previousWord(match: Match): Token | undefined {
  return match.sentence.tokens[match.from - 1]
}

/** Who does what the match says, seen from its first word. */
export function actorOf(match: Match): Actor {
  return subjectOf(match.sentence, match.from)
}

export function textOf(match: Match): string {
  const { tokens, text } = match.sentence
  return text.slice(tokens[match.from]?.start, tokens[match.to - 1]?.end)
}

interface Prepared {
  readonly trap: TrapRules
  readonly rule: Rule
  readonly phrase: Phrase
}

/** The rules of many traps, ready to look at sentences. Rules that begin with a word cost nothing where it does not stand. */
export interface RuleBook {
  readonly byWord: ReadonlyMap<string, readonly Prepared[]>
  readonly anywhere: readonly Prepared[]
}

export function ruleBook(traps: readonly TrapRules[]): RuleBook {
  const byWord = new Map<string, Prepared[]>()
  const anywhere: Prepared[] = []
  for (const trap of traps) {
    for (const rule of trap.rules) {
      for (const notation of rule.phrases) {
        const prepared = { trap, rule, phrase: phrase(notation) }
        if (prepared.phrase.firstWords === null) anywhere.push(prepared)
        for (const word of prepared.phrase.firstWords ?? []) byWord.set(word, [...(byWord.get(word) ?? []), prepared])
      }
    }
  }
  return { byWord, anywhere }
}

/** All that the rules find in one sentence, in the order of its words; of one trap's findings that touch, the longest. */
export function applyRules(book: RuleBook, sentence: Sentence, field: Field, wanted: ReadonlySet<TrapLabel>): Finding[] {
  const found: Finding[] = []
  for (const [from, token] of sentence.tokens.entries()) {
    for (const prepared of book.byWord.get(token.word) ?? []) apply(prepared, from)
    for (const prepared of book.anywhere) if (prepared.phrase.mayBegin(token)) apply(prepared, from)
  }
  return longestOfEach(found)

  function apply({ trap, rule, phrase: { matchAt } }: Prepared, from: number) {
    if (!wanted.has(trap.label) || !isIn(trap.fields, field) || !isIn(rule.fields, field)) return
    const to = wordsUpTo(sentence, from, matchAt(sentence, from))
    if (to <= from) return
    const match = { sentence, field, from, to }
    if (rule.when !== undefined && !rule.when(match)) return
    const rewording = rule.rewording?.(match) ?? null
    found.push({
      trap: trap.label,
      start: sentence.tokens[from]?.start ?? 0,
      end: sentence.tokens[to - 1]?.end ?? 0,
      why: rule.why ?? trap.why,
      ask: typeof rule.ask === 'string' ? rule.ask : rule.ask(match),
      certainty: rule.certainty ?? 'sure',
      ...(rewording === null ? {} : { rewording }),
    })
  }
}

/** A gap may have taken a quotation or code at the end: what is silent is nobody's finding. */
function wordsUpTo({ tokens }: Sentence, from: number, to: number): number {
  let end = to
  while (end > from && !/[\p{L}\p{N}]/u.test(tokens[end - 1]?.word ?? '')) end -= 1
  return end
}

function isIn(fields: readonly Field[] | undefined, field: Field): boolean {
  return fields === undefined || fields.includes(field)
}

/** Findings come in the order of their beginnings, so it is enough to look at the last one kept of the same trap. */
function longestOfEach(found: readonly Finding[]): Finding[] {
  const kept = new Map<TrapLabel, Finding[]>()
  for (const finding of found) {
    const others = kept.get(finding.trap) ?? []
    kept.set(finding.trap, others)
    const last = others.at(-1)
    if (last === undefined || last.end <= finding.start) others.push(finding)
    else if (finding.end - finding.start > last.end - last.start) others[others.length - 1] = finding
  }
  return [...kept.values()].flat().sort((a, b) => a.start - b.start || a.end - b.end)
}
