import { type Actor, isAfter, isBefore, isOneOfUs, isTestimony, subjectOf } from '../../language/clause.ts'
import { bit } from '../../language/wordClasses.ts'
import { actorOf, lastWord, type Match, nextWord, previousWord, textOf, tokenAt, type TrapRules } from '../rule.ts'
import { doing } from '../wording.ts'

/** Past modals compare with an afternoon that never took place; about machines they say what was designed, about the future what is wished. */
export const counterfactual: TrapRules = {
  label: 'counterfactual',
  name: 'Alternative actions',
  definition: 'What people did, against what they could have done; or a safeguard that nobody had put in place.',
  source: 'Conducting Blameless Postmortems (alternative actions); L. Bergstrom on counterfactual reasoning',
  why: 'It compares what happened with something that did not, and there is nothing to learn from what never took place.',
  rules: [
    {
      // The one who is measured is one of us, or hides in a passive.
      phrases: [
        'should|ought|shoulda to? <not>? <adverb>* have <not|adverb>* <participle> <adverb>?',
        'should|ought to? <not>? <adverb>* have <not|adverb>* been <adverb>* <participle|gerund> <adverb>?',
        'needed to have <adverb>* <participle>',
        'should|ought to? <not>? have been in|on|part|there|lower|higher|larger|bigger|smaller|longer|shorter|stricter|sooner|faster|better|clearer|earlier|more|aware|obvious|clear',
        'should <not>? <adverb>* have <not|adverb>* had? happened|occurred|existed|passed|gone|reached|landed|shipped|gotten|worked',
        'should <not>? <adverb>* have <not|adverb>* been possible|allowed|necessary|needed',
        '<us> could have !<determiner|possessive|adverb> ..1 <past>',
      ],
      when: (match) => !isTestimony(match.sentence, match.from) && !isAside(match) && isMeasured(match),
      ask: (match) => {
        const step = isPassive(match) ? null : doing(match)
        if (((lastWord(match)?.bits ?? 0) & bit.foreseeing) !== 0)
          return 'What was in view at that moment, and what did it seem to say?'
        return step === null
          ? 'What was there to be seen at that moment, and what pointed another way?'
          : `What made something other than ${step} the sensible step just then?`
      },
    },
    {
      phrases: ['but|and|which should|could have !<participle>', 'but|which <us> should|could have !<participle>'],
      when: (match) => !isTestimony(match.sentence, match.from),
      ask: 'What made the way it was done the sensible one just then?',
    },
    {
      // could have done: an alternative for one of us; users, attackers and machines are told about.
      phrases: ['could|might have <adverb>* <participle>'],
      when: (match) => {
        if (isTestimony(match.sentence, match.from) || lastWord(match)?.word === 'been') return false
        if (isAfter(match.sentence, match.from, new Set(['that', 'which', 'so', 'no', 'what', 'things']), 2)) return false
        if (isDenied(match)) return false
        if (['gone', 'had', 'gotten', 'become', 'known'].includes(lastWord(match)?.word ?? '')) return false
        const actor = actorOf(match)
        return actor === 'person' || actor === 'group' || actor === 'standIn' || (actor === 'none' && match.from === 0)
      },
      ask: (match) =>
        `What were the choices in view then, and what spoke for the one that was taken${doing(match) === null ? '' : ` over ${doing(match) ?? ''}`}?`,
    },
    {
      phrases: [
        'could|might|would <adverb>* have <adverb>* been <adverb>* prevented|avoided|averted|caught|detected|noticed|spotted|discovered|found|identified|stopped|mitigated|faster|quicker|sooner|earlier|better|shorter|smaller|avoidable|preventable|wiser',
        'could|might <adverb>* have <adverb>* been <adverb>* a? lot|much? less|easier|simpler|smoother|safer',
        'could <adverb>* have <adverb>* been <adverb>* <participle>',
        'was|were <adverb>* preventable|avoidable',
        'i|we|you|team would <adverb>* have <adverb>* <noticing&participle>',
        'i|we|you|team would <adverb>* have been <adverb>* able|aware|ready|prepared|faster|quicker',
        'better to have <participle>',
        'review|reviews|reviewers|qa should <adverb>* have <participle>',
        'would|might have been better|wiser|safer|good|wise|helpful|useful|nice|able|easier|prudent|best',
        'right|better|best|safer|correct|sensible|wiser|smarter|proper|prudent|obvious thing|move|call|choice|step|course|option|approach|way|action|decision|procedure|practice|response|reaction|place|moment|time ..3 would|might have been',
        'it would have <adverb>* taken|cost ..3 to <adverb>? <noticing&base>',
        '<us|group|name|role> <adverb>* needed to be <adverb>* quicker|faster|better|earlier|clearer|stricter|sooner',
        '<us|group|name|role> <adverb>* needed to have been',
        '<us|group|name|role> had the ..2 chance|opportunity|option to',
        'missed|miss|missing <determiner|possessive> ..1 chance|chances|opportunity|opportunities to|for',
      ],
      when: (match) => !isTestimony(match.sentence, match.from) && !isDenied(match) && !isHarm(match),
      ask: 'What was known and in reach at that point, and what kept it from going that way?',
    },
    {
      // A safeguard that nobody had put in place.
      phrases: [
        'would|could|might <adverb>* have <adverb>* prevented|avoided|averted|caught|detected|spotted|flagged|alerted|saved|helped|mitigated|stopped|shortened|isolated|warned|revealed|surfaced|noticed|discovered|sped|sufficed|cut|protected|survived|contained|paged|blocked|eliminated|minimised|minimized|lessened|uncovered|highlighted|identified|reduced|limited|enabled|permitted|simplified|accelerated|facilitated|improved|ensured|guaranteed|shown|pointed|bought',
        'would|could|might <adverb>* have <adverb>* made|given|let|allowed|enabled|shown|told|gotten|got us|me|you|them|it',
        'would|could|might have <adverb>* allowed|enabled|helped for|to|<us>',
        'would have <adverb>* given|made|shown|told ..2 <us|possessive>',
      ],
      when: (match) => !isTestimony(match.sentence, match.from) && !isDenied(match) && !isOutsider(actorOf(match)),
      ask: 'It was not there that day: what was, and how did that seem enough? (As an idea, it can be parked for the recommendations.)',
    },
    {
      phrases: [
        'if <us> had <not|adverb>* <participle>',
        'if <determiner|possessive> ..3 had <not|adverb>* <participle>',
        'if more|greater|better|enough|proper|additional|only ..3 had been <adverb>* <participle>',
        'if <name|group|someone|nobody|role> had <not|adverb>* <participle>',
        'if only ..3',
        'had <us|group|name|someone|nobody> <not|adverb>* <participle>',
        'had <determiner|possessive> ..4 been <adverb>* <participle>',
        'had <determiner|possessive> ..3 <group|role> <not|adverb>* <participle>',
        'had there been',
        'had this|that|it been <adverb>* <participle>',
        'if there had been',
      ],
      when: (match) => isUnreal(match),
      ask: 'What did happen at that point, and what did the people there see?',
    },
    {
      phrases: ['i|we|you|team would <adverb>* have <adverb>* <participle>'],
      when: (match) =>
        !isTestimony(match.sentence, match.from) &&
        !isDenied(match) &&
        (isBefore(match.sentence, match.to, conditions) || isAfter(match.sentence, match.from, conditions)),
      ask: 'What did happen at that point, and what did the people there see?',
    },
    {
      phrases: ['wish|wishes|wished <us|group> had', "should|could|would 've|of <participle>"],
      ask: 'What did happen at that point, and what did the people there see?',
    },
    {
      // “You did x, but the page says to do Y”: single acts against a rule picked out later.
      phrases: [
        'but|yet|while|whereas ..4 page|wiki|runbook|runbooks|playbook|docs|doc|documentation|policy|procedure|checklist|manual|guide|guidelines|process|instructions|confluence|standard|rule|rules says|say|said|states|stated|requires|required|tells|told|asks|calls|called|clearly|explicitly',
        'runbook|wiki|policy|procedure|checklist|playbook says|states|clearly|explicitly ..3 <link> <us> <do>? <not>? ..2',
        '<us> <do> not follow|consult|read|use the|our ..1 runbook|procedure|policy|checklist|process|documentation|docs|playbook|protocol|instructions',
        '<us|group|name> violated|ignored|skipped|bypassed the|our ..1 runbook|procedure|policy|checklist|process|protocol|review',
      ],
      when: (match) => mentionsPeople(match),
      ask: 'How is that rule used on a normal day, and what made this day look like one?',
      certainty: 'likely',
    },
    {
      phrases: [
        'you|he|she|they|i ..8 instead of <gerund>',
        'you|he|she|they|i ..8 rather than <gerund>',
        '<name> ..8 instead of <gerund>',
      ],
      when: (match) => hasPast(match),
      ask: 'What made that the better of the two, with what was known then?',
      certainty: 'likely',
    },
    {
      phrases: [
        'why <do> not <us|group|nobody|someone|name>',
        'why did|had nobody|none',
        'why did no one',
        'why nobody|none <past>',
        'why no one <past>',
        'how did|could <us|group|nobody> ..2 miss|overlook',
        'how was it|<determiner> ..2 missed|overlooked',
      ],
      when: ({ field }) => field !== 'recommendation',
      ask: 'How did it look from where they stood, and what was asking for their attention?',
    },
    {
      // A rule, and that it was not kept.
      phrases: ['was|were not <adverb>* followed|respected|observed|adhered|honoured|honored ..1'],
      when: ({ sentence, from, field }) => field !== 'recommendation' && isAfter(sentence, from, rulesOfWork, 16),
      ask: 'How is that rule used on a normal day, and what made this day look like one?',
      certainty: 'likely',
    },
    {
      // “… should run the tests – that did not happen”
      phrases: ['this|that|it|which did not happen', 'this|that|it|which was not done', 'but nobody|none did', 'but no one did'],
      when: ({ sentence, from }) => isAfter(sentence, from, new Set(['should', 'ought', 'supposed', 'must']), 30),
      ask: 'What happened instead, and how did that make sense?',
      certainty: 'likely',
    },
    {
      phrases: [
        'was|were supposed|expected|required|meant to have <adverb>* <participle>',
        'was|were supposed to',
        'had|ought to have known',
      ],
      when: (match) => isOneOfUs(actorOf(match)) && actorOf(match) !== 'nobody' && !isTestimony(match.sentence, match.from),
      ask: 'How does that usually go, and what was different this time?',
      certainty: 'likely',
    },
  ],
  examples: {
    found: [
      'We should have drained the node first.',
      'This ought to have been spotted in review.',
      'Had Mira asked, the index would still be there.',
      'It could have been avoided.',
      'A smoke test would have caught it.',
      'He could have paged the database team.',
      'If they had checked the queue, this would not have happened.',
      'You rolled back instead of shipping the fix.',
      'She restarted it, but the wiki says to drain it first.',
      'Why didn’t anybody page the database team?',
      'More replicas would have made it easier to survive the failover.',
      'It would have been better to wait for the second reviewer.',
      'The safer choice would have been a second window.',
      'A canary would have enabled us to stop at one host.',
      'The checklist was not followed.',
    ],
    silent: [
      'The breaker should have tripped at 80 %.',
      ['recommendation', 'The client should have a timeout of five seconds.'],
      'We thought if we restarted it would clear.',
      'Callers could have used either region.',
      'A failover would have lost four minutes of orders.',
      'It could have been worse.',
      'We believed that a restart would have cleared the lock.',
      'She assumed that the nightly check would have caught it.',
      'We thought that we could have lost the orders.',
      'Raising the limit would not have prevented the outage.',
      'Nobody could have known that the vendor had changed the default.',
      ['recommendation', 'An alert would let us see this sooner.'],
      'The mails should have been resent automatically.',
      'If only one disk is left, the array is read-only.',
    ],
  },
}

const conditions = new Set(['had', 'if', 'without'])

const harms = new Set(
  'affected impacted caused lost compromised exploited exposed stolen used drained leaked overwritten corrupted damaged abused accessed broken due triggered attacked executed withdrawn transferred minted destroyed seen read affecting delayed rejected dropped hit called'.split(
    ' ',
  ),
)

/** What might have befallen, not what might have been done about it. */
function isHarm(match: Match): boolean {
  return harms.has(lastWord(match)?.word ?? '') || actorOf(match) === 'outsider'
}

/** “… (that should have been deleted by then)”: told by the way. */
function isAside(match: Match): boolean {
  return (
    /^(that|which)$/.test(previousWord(match)?.word ?? '') && isPassive(match) && !((lastWord(match)?.bits ?? 0) & bit.noticing)
  )
}

function isMeasured(match: Match): boolean {
  if (
    /ha(?:ve|d) (?:\w+ )?(?:happened|occurred|existed|passed|reached|landed|shipped|gone|been possible|been allowed)/i.test(
      textOf(match),
    )
  )
    return /\b(?:not|never)\b|n['’]t\b/i.test(textOf(match)) || isAfter(match.sentence, match.from, safeguards, 4)
  const actor = actorOf(match)
  const last = matchParticiple(match)
  // “You should have received a copy of the licence”: said to whoever reads it.
  if (last?.word === 'received' && previousWord(match)?.word === 'you') return false
  if (isPassive(match)) {
    if (nextWord(match)?.word === 'by' && isMachineAhead(match)) return false
    if (lastWord(match)?.bits !== undefined && (lastWord(match)?.bits ?? 0) & bit.gerund) return isOneOfUs(actor)
    if (/\bautomatically\b/.test(textOf(match))) return false
    if (actor === 'machine' || actor === 'thing' || actor === 'none') {
      const bits = last?.bits ?? 0
      return (bits & (bit.noticing | bit.handling | bit.deciding)) !== 0 || humanParticiples.has(last?.word ?? '')
    }
    return actor !== 'outsider'
  }
  if (actor === 'none') return match.from === 0 || previousWord(match)?.word !== 'that'
  if (!isOneOfUs(actor) && previousWord(match)?.word !== 'one') return carefulThing.has(last?.word ?? '')
  // “we should have seen the breaker open”: what was expected of the breaker
  return (
    !['seen', 'expected'].includes(last?.word ?? '') ||
    nextWord(match)?.word === 'it' ||
    ['this', 'that', 'them', 'coming'].includes(nextWord(match)?.word ?? '')
  )
}

/** What people agree to keep to. */
const rulesOfWork = new Set(
  'process processes procedure procedures policy policies runbook runbooks checklist protocol guideline guidelines rule rules instructions playbook convention'.split(
    ' ',
  ),
)

/** What only people put in place. */
const safeguards = new Set(
  'plan plans test tests check checks review reviews runbook runbooks alert alerts alarm alarms alerting monitoring process procedure policy checklist safeguard safeguards guard guardrail owner documentation drill drills'.split(
    ' ',
  ),
)

/** “… by the client” */
function isMachineAhead({ sentence, to }: Match): boolean {
  return sentence.tokens.slice(to + 1, to + 4).some(({ bits }) => bits & bit.machine && !(bits & bit.handling))
}

/** “Removing it should have taken more careful analysis” */
const carefulThing = new Set(['involved', 'included', 'prompted'])

const humanParticiples = new Set(
  'done made left given told kept used set built covered shared raised brought treated stopped automated included fixed added shown trained allowed taken put replaced created defined resolved communicated announced contacted blocked'.split(
    ' ',
  ),
)

function isPassive(match: Match): boolean {
  for (let at = match.from; at < match.to - 1; at += 1) if (match.sentence.tokens[at]?.word === 'been') return true
  return false
}

function matchParticiple({ sentence, from, to }: Match) {
  let found
  for (let at = from; at < to; at += 1) {
    const token = sentence.tokens[at]
    if (
      token !== undefined &&
      token.bits & (bit.participle | bit.gerund) &&
      !['have', 'had', 'been', 'having'].includes(token.word)
    )
      found = token
  }
  return found ?? sentence.tokens[to - 1]
}

function isOutsider(actor: Actor): boolean {
  return actor === 'outsider'
}

const denying = new Set(['no', 'not', 'never', 'nothing', 'nobody', 'neither', 'nor', 'hardly', 'unlikely', 'cannot'])

function isDenied(match: Match): boolean {
  const { sentence, from, to } = match
  for (let at = from; at < to; at += 1) if (denying.has(sentence.tokens[at]?.word ?? '')) return true
  return (
    isAfter(sentence, from, denying, 12) &&
    (isAfter(sentence, from, new Set(['that', 'which']), 3) || isAfter(sentence, from, denying, 3))
  )
}

const unreal = new Set(['had', "'d", 'were', 'could', 'would'])
const outcomes = new Set(['would', 'could', 'might', "'d"])

/** “If a colleague had walked up, how would you have described it?”: a facilitator’s question. */
function asksOpenly({ sentence: { tokens, text } }: Match): boolean {
  const last = tokens.at(-1)
  return (
    last !== undefined && text.startsWith('?', last.end) && tokens.slice(-40).some(({ word }) => /^(how|what|which)$/.test(word))
  )
}

/** Unreal, and about us: what a machine would have done under load is engineering. */
function isUnreal(match: Match): boolean {
  const { sentence, from, to } = match
  if (isTestimony(sentence, from) || asksOpenly(match)) return false
  if (
    sentence.tokens[from]?.word === 'had' &&
    from > 0 &&
    !/^[,;:(–—-]$|^(and|but|or|that|as)$/.test(previousWord(match)?.word ?? '')
  )
    return false
  if (previousWord(match)?.word === 'as') return false
  if (sentence.tokens[from + 1]?.word === 'only') return isBefore(sentence, from + 2, unreal, 8)
  const isOutcomeSaid = isBefore(sentence, to, outcomes) || isAfter(sentence, from, outcomes)
  if (!isOutcomeSaid) return false
  if (isBefore(sentence, to, new Set(['worse', 'lost'])) || harms.has(lastWord(match)?.word ?? '')) return false
  for (let at = from + 1; at < to; at += 1) if (sentence.tokens[at]?.word === 'been') return true
  const actor = sentence.tokens[from]?.word === 'had' ? subjectOf(sentence, to - 1) : subjectOf(sentence, indexOfHad(match))
  return isOneOfUs(actor)
}

function indexOfHad({ sentence, from, to }: Match): number {
  for (let at = from + 1; at < to; at += 1)
    if (sentence.tokens[at]?.word === 'had' || sentence.tokens[at]?.word === "'d") return at
  return to
}

function mentionsPeople(match: Match): boolean {
  const { sentence, from, to } = match
  for (let at = 0; at < Math.min(sentence.tokens.length, to + 8); at += 1) {
    if (at >= from - 20 && (sentence.tokens[at]?.bits ?? 0) & (bit.us | bit.name | bit.role | bit.group)) return true
  }
  return false
}

function hasPast(match: Match): boolean {
  for (let distance = 1; distance < match.to - match.from; distance += 1) {
    if ((tokenAt(match, distance)?.bits ?? 0) & bit.past) return true
  }
  return false
}
