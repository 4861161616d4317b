import { isAfter, isBefore } from '../../language/clause.ts'
import { bit } from '../../language/wordClasses.ts'
import { type Match, previousWord, tokenAt } from '../rule.ts'

const hypothetical = new Set('if whenever unless whether should prevent prevents preventing'.split(' '))

/** One particular person who acts, or by whom something was done, and nobody’s name beside it. */
export function isStandIn(match: Match): boolean {
  if (isBare(match) && match.from > 0 && !/^[:–—-]$|\d$/.test(previousWord(match)?.word ?? '')) return false
  const { sentence, from, to } = match
  const { tokens } = sentence
  const first = tokens[from]
  const last = tokens[to - 1]
  const next = tokens[to]
  if (first === undefined || last === undefined) return false
  // Plural roles and teams speak for themselves, unless one is taken out of them.
  if (
    last.bits & bit.group &&
    !/^(one|some|two)$/.test(first.word) &&
    last.word !== 'staff' &&
    tokens[from + 1]?.word !== 'member'
  )
    return false
  if (first.word === 'some' && last.bits & bit.group) return false
  if (
    tokens
      .slice(from, to)
      .some(({ word }) =>
        /^(affected|impacted|targeted|compromised|community|external|outside|average|typical|given|hypothetical)$/.test(word),
      )
  )
    return false
  if (last.word === 'individual' && next !== undefined && !(next.bits & (bit.past | bit.be | bit.have | bit.do | bit.third)))
    return false
  if (last.word === 'operator' && !isHumanOperator(match)) return false
  if (last.word === 'lead' && !/^(tech|team|incident|engineering|project)$/.test(tokens[to - 2]?.word ?? '')) return false
  if (next !== undefined && isNounLike(next)) return false
  // “an engineer, Ana, …”, “engineer Ana Ruiz”
  for (let ahead = to; ahead < to + 3; ahead += 1) if ((tokens[ahead]?.bits ?? 0) & bit.name) return false
  if (next !== undefined && /^(,|\()$/.test(next.word) && isCapital(match, to + 1)) return false
  if (next !== undefined && isCapital(match, to)) return false
  const previous = previousWord(match)
  if (previous?.word === ',' && (tokens[from - 2]?.bits ?? 0) & bit.name) return false
  if (next?.word === "'s") return false
  if (isAsked(match) && previousWord(match)?.word !== 'did') return false
  if (first.bits & bit.someone && isStranger(match)) return false
  if (isAfter(sentence, from, hypothetical, 6)) return false
  if (
    previous !== undefined &&
    /^(when|each|every|any|as|like|be|being|become|for)$/.test(previous.word) &&
    ((previous.word !== 'when' && previous.word !== 'as') || (tokens[to]?.bits ?? 0) & bit.third)
  )
    return false
  if (last.bits & bit.outsider || tokens.slice(from, to).some(({ bits }) => bits & bit.outsider)) return false
  // “the name of the engineer who removed it”
  if (next?.word === 'who' && tokens.slice(to + 1, to + 4).some(({ bits }) => bits & bit.past)) return true
  // “why did the developer …”
  if (previous !== undefined && previous.word === 'did') return true
  // whose act it was
  if (previous?.word === 'by')
    return !isAfter(sentence, from - 1, new Set(['normally', 'usually', 'be', 'is', 'are', 'always']), 4)
  if (previous !== undefined && previous.bits & bit.preposition && previous.word !== 'when') return false
  if (previous !== undefined && isVerbBefore(match)) return false
  return isActing(match)
}

/** “Does someone want to start?”: a question is open about who; “why did the developer forget” is not. */
function isAsked({ sentence: { tokens, text } }: Match): boolean {
  const last = tokens.at(-1)
  return last !== undefined && text.startsWith('?', last.end)
}

/** “someone gained access”, “someone else”, “someone requesting a page”: an intruder, or whoever comes along. */
function isStranger({ sentence: { tokens }, to }: Match): boolean {
  const next = tokens[to]
  if (next === undefined) return false
  return (
    (next.bits & bit.gerund) !== 0 ||
    /^(else|outside|gained|obtained|stole|attacked|abused|exploited|hacked|impersonated|posing|pretending)$/.test(next.word)
  )
}

/** “14:02 engineer restarts db-3”: notes leave the article out, but only at their beginning. */
function isBare(match: Match): boolean {
  const first = tokenAt(match, 0)
  return (
    first !== undefined &&
    !(first.bits & (bit.determiner | bit.possessive | bit.someone | bit.preposition)) &&
    !/^(a|an|the|one|some|two|our)$/.test(first.word)
  )
}

function isVerbBefore(match: Match): boolean {
  const previous = previousWord(match)
  if (previous === undefined) return false
  if (previous.bits & bit.link || previous.bits & bit.mark) return false
  return (
    (previous.bits & (bit.past | bit.base | bit.third | bit.gerund | bit.be | bit.participle)) !== 0 &&
    !/^(did|does|do|had|could|should)$/.test(previous.word)
  )
}

/** What follows is something done: not a passive, no ability or habit. */
function isActing(match: Match): boolean {
  const { sentence, to } = match
  const { tokens } = sentence
  let at = to
  let passed = 0
  // “in question”, “at AWS”, “on call”, “of the change”, “(on call)”
  while (at < tokens.length && passed < 7) {
    const token = tokens[at]
    if (token === undefined) break
    if (token.bits & (bit.modal | bit.be | bit.have | bit.do) || token.word === "'d") break
    if (token.word === 'who' || token.bits & bit.gerund) return true
    if (token.bits & (bit.past | bit.third) && !(token.bits & bit.preposition) && !isNounHere(token.bits)) break
    if (token.bits & bit.mark && !/^[,(]$/.test(token.word)) return false
    at += 1
    passed += 1
  }
  const verb = tokens[at]
  if (verb === undefined) return false
  if (verb.bits & bit.modal) {
    // “the deployer should have …” is about that day; “an engineer can …” about any
    return (
      tokens[at + 1]?.word === 'have' ||
      tokens[at + 2]?.word === 'have' ||
      (/^(could|would|did)$/.test(verb.word) && tokens[at + 1]?.word === 'not') ||
      (/^the$/.test(tokenAt(match, 0)?.word ?? '') && verb.word === 'should')
    )
  }
  if (verb.bits & bit.be) {
    const doneTo = tokens
      .slice(at + 1, at + 5)
      .find(({ bits }) => bits & (bit.participle | bit.gerund | bit.preposition | bit.determiner))
    if (
      doneTo !== undefined &&
      doneTo.bits & bit.participle &&
      !(doneTo.bits & bit.gerund) &&
      !/^(unaware|confused|convinced|aware)$/.test(doneTo.word)
    )
      return false
    return /^(was|were|had|is)$/.test(verb.word) && (verb.word !== 'is' || match.field === 'timeline')
  }
  // “knowledge that only one person had”
  if (verb.bits & bit.have && !tokens.slice(at + 1, at + 5).some(({ bits }) => bits & (bit.participle | bit.past))) return false
  if (verb.bits & bit.third && !(verb.bits & bit.past)) return match.field === 'timeline'
  return passed < 7
}

function isNounHere(bits: number): boolean {
  return (bits & bit.machine) !== 0
}

function isNounLike({ bits, word }: { bits: number; word: string }): boolean {
  return (
    (bits & bit.machine) !== 0 ||
    /^(error|errors|mistake|mistakes|review|login|approval|team|teams|rotation|account|accounts|access|page|action|actions|factor|factors|operator|intervention|responder|console|panel|tools|user|users|list)$/.test(
      word,
    )
  )
}

/** “The operator” of Kubernetes is a program; a human one has a shift or a network. */
function isHumanOperator(match: Match): boolean {
  const { sentence, from, to } = match
  const before = sentence.tokens[to - 2]
  if (before === undefined || to - from === 1) return false
  if (to - from === 2)
    return (
      !isAfter(sentence, from, new Set(['kubernetes', 'k8s', 'prometheus', 'deployed', 'installed']), 12) &&
      !isBefore(sentence, to, new Set(['reconciled', 'reconciles', 'pod', 'crd', 'controller']), 8)
    )
  return (before.bits & bit.plain) !== 0
}

function isCapital(match: Match, at: number): boolean {
  const token = match.sentence.tokens[at]
  return (
    token !== undefined &&
    /^\p{Lu}\p{Ll}+$/u.test(match.sentence.text.slice(token.start, token.end)) &&
    match.sentence.tokens[at - 1]?.word !== 'at'
  )
}
