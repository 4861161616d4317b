import type { Sentence, Token } from './sentences.ts'
import { bit } from './wordClasses.ts'

/**
 * Who acts: `person` by pronoun or name, `standIn` for a person without one, `group` that speaks as we, `nobody`, `outsider` (users,
 * attackers), `machine`, `thing` (all other), or `none` where the clause has no subject, as in notes (`14:02 restarted db-3`).
 */
export type Actor = 'person' | 'standIn' | 'group' | 'nobody' | 'outsider' | 'machine' | 'thing' | 'none'

/** How far a clause is followed: beyond, a sentence is no sentence. Keeps the cost of each look constant. */
const reach = 40

/** One of us: whoever could have read this. */
export function isOneOfUs(actor: Actor): boolean {
  return actor === 'person' || actor === 'standIn' || actor === 'group' || actor === 'nobody'
}

/** The subject of the verb that begins at `at` (its auxiliaries, negations and adverbs included in what is passed over). */
export function subjectOf(sentence: Sentence, at: number): Actor {
  const { tokens } = sentence
  let end = at - 1
  while (end >= 0 && at - end < reach && isVerbPart(tokens[end])) end -= 1
  // , at the time, / (on-call) between subject and verb
  if (tokens[end]?.word === ',' || tokens[end]?.word === ')') {
    const open = lastIndexBefore(tokens, end, (token) => token.word === ',' || token.word === '(')
    if (open > 0 && end - open < 8) end = open - 1
  }
  const nearest = tokens[end]
  if (nearest?.word === 'who' && end > 0) {
    const whom = tokens[end - 1]
    return whom !== undefined && whom.bits & bit.outsider ? 'outsider' : 'person'
  }
  const start = clauseStart(tokens, end)
  if (
    nearest !== undefined &&
    start === end &&
    nearest.bits & bit.gerund &&
    /^(while|when|after|before|by)$/.test(tokens[start - 1]?.word ?? '')
  )
    return 'none'
  const own = actorIn(tokens, start, end + 1)
  if (own !== 'none') return own
  const before = tokens[start - 1]
  if (before === undefined) return 'none'
  // “… ran the tool but forgot the flag”
  if (['and', 'but', 'or', 'yet', ','].includes(before.word)) return firstSubject(tokens, start - 1)
  if (before.word === 'that' || before.word === 'which') return 'thing'
  return 'none'
}

/** What a noun phrase `[start, end)` is about: its first head that no preposition governs. */
function actorIn(tokens: readonly Token[], start: number, end: number): Actor {
  let governed = false
  let pointed = false
  let last: Actor = 'none'
  for (let at = start; at < end; at += 1) {
    const token = tokens[at]
    if (token === undefined) break
    if (token.bits & bit.us) return token.word === 'who' && last !== 'none' ? last : 'person'
    if (token.bits & bit.preposition && token.word !== 'like' && token.word !== 'per') {
      if (last !== 'none' && !governed) return last
      governed = true
      last = 'none'
      continue
    }
    if (token.bits & (bit.mark | bit.link)) {
      if (last !== 'none') return last
      governed = false
      continue
    }
    if (last !== 'none' && token.bits & (bit.past | bit.be | bit.modal | bit.third) && !(token.bits & (bit.machine | bit.role)))
      break
    // “the person running the import”
    if ((last === 'standIn' || last === 'person' || last === 'group') && token.bits & (bit.gerund | bit.participle)) return last
    if (isFiller(token)) {
      if (/^(this|that|these|those|which)$/.test(token.word) && !governed) pointed = true
      // the end of a governed phrase is not seen; a determiner begins another
      if (governed && last !== 'none' && token.bits & bit.determiner) governed = false
      continue
    }
    last = kindOf(token)
  }
  return last === 'none' && pointed ? 'thing' : last
}

function kindOf(token: Token): Actor {
  const { bits, word } = token
  if (bits & (bit.us | bit.name)) return 'person'
  if (bits & (bit.someone | bit.role)) return 'standIn'
  if (bits & bit.nobody) return 'nobody'
  if (bits & bit.group || word === 'us' || word === 'me') return 'group'
  if (bits & bit.outsider) return 'outsider'
  if (bits & bit.machine) return 'machine'
  return 'thing'
}

function isFiller(token: Token): boolean {
  return (
    (token.bits & (bit.determiner | bit.possessive | bit.adverb | bit.not)) !== 0 || token.word === "'s" || /^\d/.test(token.word)
  )
}

function isVerbPart(token: Token | undefined): boolean {
  if (token === undefined) return false
  if (token.bits & bit.link) return false
  return (token.bits & (bit.be | bit.have | bit.do | bit.modal | bit.not | bit.adverb)) !== 0 || token.word === 'to'
}

function clauseStart(tokens: readonly Token[], from: number): number {
  let at = from
  while (at >= 0 && from - at < reach && !isBoundary(tokens[at])) at -= 1
  return at + 1
}

function isBoundary(token: Token | undefined): boolean {
  if (token === undefined) return true
  return (token.bits & bit.link) !== 0 ? (token.bits & bit.us) === 0 : /^[,;:()–—|•[\]]$/.test(token.word) || token.word === '-'
}

/** The subject that opens the sentence, for verbs that share it. */
function firstSubject(tokens: readonly Token[], before: number): Actor {
  let start = 0
  for (let part = 0; part < 4 && start < before; part += 1) {
    let end = start
    while (end < before && end - start < reach && !isBoundary(tokens[end])) end += 1
    const actor = actorIn(tokens, start, end)
    if (actor !== 'none') return actor
    start = end + 1
  }
  return 'none'
}

/** Whether one of these words comes before `at`, no further than `within` words and in the same clause chain. */
export function isAfter(sentence: Sentence, at: number, words: ReadonlySet<string>, within = reach): boolean {
  for (let back = at - 1; back >= 0 && at - back <= within; back -= 1) {
    const token = sentence.tokens[back]
    if (token === undefined || token.word === ';') return false
    if (words.has(token.word)) return true
  }
  return false
}

/** Whether one of these words follows `at`, no further than `within` words. */
export function isBefore(sentence: Sentence, at: number, words: ReadonlySet<string>, within = reach): boolean {
  for (let ahead = at; ahead < sentence.tokens.length && ahead - at < within; ahead += 1) {
    const token = sentence.tokens[ahead]
    if (token === undefined || token.word === ';') return false
    if (words.has(token.word)) return true
  }
  return false
}

function lastIndexBefore(tokens: readonly Token[], at: number, fits: (token: Token) => boolean): number {
  for (let back = at - 1; back >= 0 && at - back < 10; back -= 1) {
    const token = tokens[back]
    if (token !== undefined && fits(token)) return back
  }
  return -1
}

const believing = new Set(
  'thought believed figured hoped guessed reckoned expected imagined supposed convinced feared worried confident assuming assumed thinking hoping believing'.split(
    ' ',
  ),
)

/** “We thought if we restarted it would clear”: what made sense then, told by those who were there. Never a trap. */
export function isTestimony(sentence: Sentence, at: number): boolean {
  return isAfter(sentence, at, believing, 24)
}

const guarding = new Set(
  'detect detects detecting prevent prevents preventing avoid avoids avoiding against protect protects protecting guard harder hard easy easier easily risk risks impossible possible possibly likelihood chance chances unless lest whether reduce'.split(
    ' ',
  ),
)
const allowing = new Set('can could may might would must should will'.split(' '))

/** Slips in general, that something shall make harder or might happen: “a prompt that makes it harder to pick the wrong host by mistake”. */
export function isGeneral(sentence: Sentence, at: number): boolean {
  if (isAfter(sentence, at, guarding, 9)) return true
  const before = sentence.tokens[at - 1]
  const beforeThat = sentence.tokens[at - 2]
  return (
    (before !== undefined && allowing.has(before.word)) ||
    (beforeThat !== undefined && allowing.has(beforeThat.word) && before?.word !== 'have')
  )
}
