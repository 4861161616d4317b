import { isAfter, isBefore, subjectOf } from '../../language/clause.ts'
import { gerundOf } from '../../language/verbs.ts'
import { bit } from '../../language/wordClasses.ts'
import { type Match, nextWord, previousWord, tokenAt, type TrapRules, wordOf } from '../rule.ts'

/**
 * Two forms: a stand-in for one particular person, and a passive of what a person did. Most passives hide nobody: machines act, findings
 * are announced, things stand as they stand. So the verb must be one of handling or deciding, told as an event, in a place that tells events.
 */
export const anonymisedActor: TrapRules = {
  label: 'anonymised_actor',
  name: 'Anonymising',
  definition: 'Somebody acted, and the sentence hides who: “an engineer”, or an act told without anybody doing it.',
  source: 'Conducting Blameless Postmortems (blamelessness is not anonymity)',
  why: 'With the name goes the reason: what somebody saw and knew begins with who they are, and naming is not blaming.',
  rules: [
    {
      phrases: [
        'a|an|the|one|another|our|that|this <plain>* <role> <role>?',
        'a|an|the|our <plain>* ..1 <role>',
        'one|some|two of the|our|their <plain>* <group>',
        'a|one member of the|our|their ..2 team|staff|group|crew',
        'a|an|the|one|another team|staff|crew|ops|on-call|project|community member|engineer|person|lead',
        'a|the|one person',
        '<someone>',
        'the author of the|this change|patch|commit|pr|pull|script|fix|deploy|config ..1',
        'by <plain>* <role>',
        '<plain|group|gerund>* team? <role> <past|third>',
        'team member',
        'a|an|the engineering|release|product|incident|account|project manager|commander|lead',
      ],
      fields: ['timeline', 'cause', 'lesson', 'summary', 'other'],
      when: isStandIn,
      ask: (match) =>
        `Who was ${wordOf(match, 'someone') === undefined ? 'it' : 'that'}, may the name stand here, and what were they seeing?`,
    },
    {
      phrases: [
        'was|were|got|gets|get <adverb>* <handling&participle>',
        'is|are <adverb>* <handling&participle>',
        'was|were|is|been failed over',
        'had|has been <adverb>* <handling&participle>',
        'was|were being <adverb>* <handling&participle>',
        'being <adverb>* <handling&participle>',
        'been <adverb>* <handling&participle>',
      ],
      fields: ['timeline', 'cause', 'summary', 'lesson', 'other'],
      when: isHiddenAct,
      ask: (match) => {
        const act = gerundOf(wordOf({ ...match, from: match.from + 1 }, 'handling')?.word ?? '')
        return act === null
          ? 'Who did that, and what were they seeing?'
          : `Who did the ${act}, and what did they have in front of them?`
      },
      certainty: 'likely',
    },
    {
      phrases: [
        'it was|had been? <adverb>* decided|agreed|chosen|assumed|concluded|judged|deemed',
        'was|were|been <adverb>* decided|misjudged|dismissed|disregarded|deprioritised|deprioritized|instructed|neglected',
        'was|were <adverb>* considered to|as|not|too|safe|normal',
        'was|were <adverb>* attributed|ascribed to',
        'a|the decision|choice was|were|had been? <adverb>* made|taken',
        'change|changes|mistake|edit|adjustment|adjustments was|were|had been? <adverb>* made|introduced',
        'was|were|been <adverb>* made readable|writable|public|visible|accessible|active|primary|available',
        'was|were|been <adverb>* taken out|down|offline',
        'was|were|been <adverb>* turned|switched|powered|brought|rolled|put|shut|cut|knocked off|down|out|back|up|into|on|over|loose|in',
      ],
      fields: ['timeline', 'cause', 'summary', 'lesson', 'other'],
      when: isHiddenAct,
      ask: 'Who was that, and what did they have in front of them?',
      certainty: 'likely',
    },
    {
      // by accident: a machine has none
      phrases: [
        'was|were|been|being|got <adverb>* <slip> <participle>',
        'had|has|have <adverb>* <slip> been <participle>',
        'was|were|been|being|got <adverb>* <participle> <slip>',
        'was|were|been|being|got <adverb>* <participle> ..6 by accident|mistake',
        'was|were|been|being|got <adverb>* <participle> in error',
      ],
      fields: ['timeline', 'cause', 'summary', 'lesson', 'other'],
      when: isHiddenSlip,
      ask: 'Who was that, may the name stand here, and what did it look like to them?',
    },
  ],
  examples: {
    found: [
      'An engineer ran the script on the wrong cluster.',
      ['timeline', 'The rule was removed at 14:02.'],
      ['timeline', 'The server was powered down.'],
      ['timeline', 'It was decided to wait for the morning.'],
      ['timeline', 'Someone restarted the queue.'],
      ['timeline', 'The change was merged.'],
      ['timeline', 'One of our engineers wiped the directory.'],
      ['cause', 'The author of the change tested it on a copy.'],
      'Trigger: An engineer powered down the main fooserver',
    ],
    silent: [
      ['timeline', 'Teo powered off db-3.'],
      ['timeline', 'The network team moved the rack.'],
      ['timeline', 'The pod was evicted.'],
      ['timeline', 'Traffic was shifted by the balancer.'],
      'The pool was configured with 20 workers.',
      'The docs were not updated.',
      ['timeline', 'The issue was identified at 15:10.'],
      ['timeline', 'Customers were told at 15:20.'],
      ['timeline', 'Engineers began to look at the logs.'],
      ['timeline', 'The certificate was renewed automatically.'],
      ['summary', 'A customer reported it.'],
      ['timeline', 'The operator, Ana Ruiz, restarted it.'],
      ['recommendation', 'An engineer can then restore the volume with one command.'],
    ],
  },
}

const hypothetical = new Set('if whenever unless whether should prevent prevents preventing'.split(' '))

/** One particular person who acts, or by whom something was done, and nobody’s name beside it. */
function isStandIn(match: Match): boolean {
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

const byItself = new Set(
  'automatically automatic autoscaler autoscaling automated auto-scaling periodically nightly kubelet unattended dynamically'.split(
    ' ',
  ),
)
/** What grows, falls and moves without a hand. */
const flowing = new Set(
  'traffic image images configmap load latency rate rates cpu memory usage requests responses errors messages queries packets jobs connections sessions events users customers accounts customer user people engineers employees team pod pods container containers segments keys entries cookies transactions blocks service services access functionality replica lock locks updates capacity data coins funds tokens xch emails metrics alerts logs votes block disk page pages nobody someone they he she we i email function contribution bandwidth throughput impact'.split(
    ' ',
  ),
)
/** Told of settings, files and tickets as well: an event only where events are told. */
const onlyInTimeline = new Set('created set built started stopped attempted tried'.split(' '))

function isPaperwork(head: string | null): boolean {
  return (
    head !== null &&
    /^(ticket|tickets|task|tasks|issue|incident|channel|bug|report|document|room|thread|bridge|case|call|meeting|investigation|blocks)$/.test(
      head,
    )
  )
}

const stateful = new Set('configured provisioned attached'.split(' '))

/** A passive of handling or deciding that tells an event and names neither person nor machine. */
function isHiddenAct(match: Match): boolean {
  const { sentence, from, to, field } = match
  const { tokens } = sentence
  const verb = tokens.slice(from + 1, to).findLast(({ bits }) => bits & bit.participle) ?? tokens[to - 1]
  if (verb === undefined || stateful.has(verb.word)) return false
  const first = tokens[from]?.word ?? ''
  if (
    first === 'being' ||
    (first === 'been' && !/^(had|has|have)$/.test(tokens[from - 1]?.word ?? '') && !((tokens[from - 1]?.bits ?? 0) & bit.adverb))
  )
    return false
  // “may have been”, “should have been”, “to have been”
  if (isAfter(sentence, from, new Set(['would', 'could', 'should', 'might', 'may', 'must', 'ought', 'to', 'will', 'can']), 3))
    return false
  if (
    isAfter(
      sentence,
      from,
      new Set(['not', 'never', 'no', 'nothing', 'none', 'nor', 'neither', 'if', 'unless', 'already', 'whether', 'how', 'why']),
      4,
    )
  )
    return false
  for (let at = from; at < to; at += 1)
    if (/^(not|never|already|automatically|previously|being)$/.test(tokens[at]?.word ?? '') && tokens[at]?.word !== 'being')
      return false
  if (isAfter(sentence, from, new Set(['verify', 'ensure', 'confirm']), 6)) return false
  if (isAfter(sentence, from, byItself) || isBefore(sentence, to, byItself, wordsToMark(match, 4))) return false
  if (hasAgent(match, to)) return false
  if (field === 'other' || field === 'lesson')
    return (
      isClearAct(verb.word) &&
      field === 'lesson' &&
      !isAfter(sentence, from, new Set(['when', 'after', 'before', 'until', 'if', 'that', 'which', 'as']), 12)
    )
  if (isSubordinate(match) && !(verb.bits & bit.deciding)) return false
  if (onlyInTimeline.has(verb.word) && (field !== 'timeline' || isPaperwork(headBefore(match)))) return false
  // The present tense tells how things stand, but in a timeline what happens.
  if (
    /^(is|are)$/.test(first) &&
    (field !== 'timeline' ||
      (tokens[to] !== undefined && /^(and|or)$/.test(tokens[to]?.word ?? '')) ||
      !(verb.bits & bit.handling))
  )
    return false
  if (/^(they|it)$/.test(tokens[from - 1]?.word ?? '')) return true
  const subject = headBefore(match)
  if (subject !== null && flowing.has(subject) && !/^(moved|switched|drained|diverted|failed)$/.test(verb.word)) return false
  const actor = subjectOf(sentence, from)
  if (actor === 'outsider' || actor === 'person' || actor === 'nobody' || actor === 'group' || actor === 'standIn') return false
  return true
}

function isClearAct(verb: string): boolean {
  return /^(deployed|merged|reverted|rebooted|deleted|removed|disabled|powered|decided|upgraded|dismissed|misjudged|made)$/.test(
    verb,
  )
}

/** Head of what was acted upon: the noun before the verb, or before the first preposition after it. */
function headBefore({ sentence, from }: Match): string | null {
  let head: string | null = null
  for (let at = from - 1; at >= 0 && from - at < 14; at -= 1) {
    const token = sentence.tokens[at]
    if (token === undefined || token.bits & (bit.mark | bit.link)) break
    if (token.bits & bit.preposition) {
      head = null
      continue
    }
    if (token.bits & (bit.adverb | bit.determiner | bit.possessive | bit.have | bit.be)) continue
    head ??= token.word
  }
  return head
}

/** “… that was moved last week”, “when it was upgraded in 2.1”: told by the way, in the middle of another story. */
function isSubordinate({ sentence, from, to }: Match): boolean {
  for (let at = from - 1; at >= 0 && from - at < 12; at -= 1) {
    const token = sentence.tokens[at]
    if (token === undefined || token.bits & bit.mark) return false
    if (/^(if|which|where|whenever|who|whose|what|whether)$/.test(token.word)) return true
    if (/^(when|after|since)$/.test(token.word))
      return /^(in|with)$/.test(sentence.tokens[to]?.word ?? '') && isVersion(sentence.tokens[to + 1]?.word)
    if (token.word === 'that') {
      return (
        at === from - 1 ||
        !/^(said|says|noticed|found|realised|realized|saw|discovered|decided|thought|confirmed)$/.test(
          sentence.tokens[at - 1]?.word ?? '',
        )
      )
    }
  }
  return false
}

function wordsToMark({ sentence, to }: Match, most: number): number {
  let count = 0
  while (count < most && !((sentence.tokens[to + count]?.bits ?? bit.mark) & bit.mark)) count += 1
  return count
}

function isVersion(word: string | undefined): boolean {
  return word !== undefined && /^v?\d+\.\d/.test(word)
}

/** “by the balancer”, “by Teo”; but neither “by hand” nor “by 14:00”. */
function hasAgent({ sentence }: Match, to: number): boolean {
  for (let at = to; at < Math.min(to + 9, sentence.tokens.length - 1); at += 1) {
    const token = sentence.tokens[at]
    if (token === undefined || /^[,;:(]$/.test(token.word)) return false
    if (token.word !== 'by') continue
    const next = sentence.tokens[at + 1]
    return (
      next !== undefined &&
      !/^(hand|accident|mistake|error|default|running|way)$/.test(next.word) &&
      !(next.bits & bit.gerund) &&
      !/^\d/.test(next.word)
    )
  }
  return false
}

const judgedByMachines = new Set(
  'marked flagged classified reported rejected counted treated identified considered detected parsed interpreted read computed calculated handled cached evicted routed redirected denied matched assumed configured thought believed'.split(
    ' ',
  ),
)

function isHiddenSlip(match: Match): boolean {
  const { sentence, from, to } = match
  const verb = sentence.tokens.slice(from + 1, to).find(({ bits, word }) => bits & bit.participle && word !== 'been')
  if (verb === undefined) return false
  const isAccident = /^(accident|mistake|error)$/.test(sentence.tokens[to - 1]?.word ?? '')
  const isMild = sentence.tokens.slice(from, to).some(({ word }) => /^(wrongly|incorrectly|improperly)$/.test(word))
  if (isMild) return false
  if (judgedByMachines.has(verb.word) && !isAccident) return false
  if (isAfter(sentence, from, new Set(['from', 'against', 'to', 'prevent', 'avoid', 'could', 'may', 'might', 'can', 'would']), 4))
    return false
  if (
    !(verb.bits & (bit.handling | bit.deciding)) &&
    !/^(left|made|used|blocked|banned|sent|published|included|omitted|released|introduced|exposed|dropped|created|called|copied|flagged)$/.test(
      verb.word,
    )
  )
    return false
  return !hasAgent(match, isAccident ? to : to) && nextWord(match)?.word !== 'by'
}
