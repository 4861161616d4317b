import { isAfter, isBefore, isGeneral, isOneOfUs, subjectOf } from '../../language/clause.ts'
import { gerundOf } from '../../language/verbs.ts'
import { bit } from '../../language/wordClasses.ts'
import { actorOf, type Match, nextWord, previousWord, textOf, tokenAt, type TrapRules } from '../rule.ts'
import { replacedBy, withoutIt } from '../wording.ts'

const sense = 'How did it look right at that moment, and what let it through?'

/** An act of a person, classed by its outcome. Machines err all day: an error needs a person who made it. */
export const humanError: TrapRules = {
  label: 'human_error',
  name: 'Human error',
  definition: 'Somebody’s act is classed as an error: human error, mistake, slip, oversight, forgot, by accident, wrongly.',
  source: 'Conducting Blameless Postmortems; S. Dekker, The Field Guide to Understanding “Human Error”',
  why: '“Error” is a name that an act gets once its end is known; the reasons it made sense are what we can learn from.',
  rules: [
    {
      phrases: [
        'human|operator|pilot|personnel|employee|engineer|people|operational|procedural|clerical|admin|administrator|developer|staff|manual|user|driver|technician|programmer|programming|coding|deployer|judgement|judgment|typing|typographical <adverb>? error|errors|mistake|mistakes|oversight|oversights|slip',
        'error|errors|mistake|mistakes|slip|oversight|blunder|fault by|of|from|on|in the|a|an|our|my|his|her|their|one|judgement|judgment|part ..1 <role|group|name>',
        'error|errors|mistake|lapse of|in judgement|judgment',
        'error|errors|mistakes in following|performing|executing|operating|typing|entering',
        'user|human|operator|developer|engineer|our|my|his|her|their|team misunderstanding|confusion|misconception|misinterpretation',
        'made|making|make <determiner>? <adverb>? incorrect|wrong|false|mistaken|bad|faulty|erroneous assumption|assumptions|decision|choice',
        'copy-and-paste|copy-paste|copy/paste|cut-and-paste|copy|paste|transcription|data-entry|transposition error|mistake|slip !code|message|rate|page',
        'configuration|setup|config|testing|review|process|planning|design|coding|migration oversight|slip|mistake',
        'slip of the|a|his|her|their|my finger|fingers|hand|tongue|mind|keyboard|pen',
        'incorrect|wrong|false|mistaken|faulty|erroneous assumption|assumptions|belief|understanding|conclusion|conclusions on|of|by our|my|the|their|his|her ..1 part',
        'pebkac|pebcak|layer-8',
      ],
      when: (match) => !isDeniedError(match) && !isMachineError(match),
      ask: 'What did the situation ask of them just then, and what usually catches it?',
    },
    {
      phrases: [
        'fat-finger|fat-fingered|fat-fingering|fatfingered|fat-fingers',
        'fat finger|fingered|fingers',
        'typo|typos|typing error in|by ..2 <us|role|name>',
        'person|<us|name|role> mistyped|misread|misclicked|mis-typed|mis-clicked|misheard|mistook|misunderstood|misconfigured|botched|fumbled|bungled|goofed',
      ],
      ask: 'How close together are the right thing and the wrong thing there, and what told them apart?',
    },
    {
      // this mistake, our mistake, a mistake in setting up
      phrases: [
        'this|that|these|those|his|her|their|my|our|your|original|same|first|initial|big|huge|terrible|silly|stupid|grave|crucial|costly|serious|simple|honest mistake|mistakes|blunder|slip-up|misstep|slip|oversight|oversights|screwup|screw-up|mess-up|goof',
        'made|make|makes|making <determiner>? <adverb>? ..2 mistake|mistakes|blunder|slip',
        '<us|name|role|someone> made <determiner>? ..2 error|errors',
        '<determiner|possessive> <adverb>? blunder|misstep|slip-up|screw-up|screwup|cock-up|mess-up|gaffe',
        '<be> <adverb>* a|an|the|my|our|his|her|their <adverb>? ..1 mistake|oversight|blunder|slip-up|misstep',
        'an|the|unfortunate|operational|unintentional|minor|simple oversight !of|committee|board',
        'several|multiple|many|some|few|two|three|four|number|series|combination|couple|our|human <preposition>? ..1 oversights|mistakes|blunders|slips',
        'by|through|to|from|of|was <determiner>? ..1 oversight',
        'the mistake|mistakes',
        'misunderstanding|misconception|miscalculation|misinterpretation|miscommunication|mix-up|mixup !in|of|error',
        'misunderstanding|misconception|miscalculation|misinterpretation|miscommunication|mix-up|mixup in|of|between|on|about',
        'turned|turns|proved|proves|proven out? to be a|an|the|our|my <adverb>? ..1 mistake|blunder|oversight|error !code|message|in',
        'the error|mistake of <gerund>',
        'a mistake in|by|when|while|during|on',
        'error|errors|mistake|mistakes was|were|been <adverb>* made',
        'due|caused|because|result|resulted to|by|of|from|in ..3 mistake|mistakes',
        'accidental|inadvertent|unintentional|mistaken|erroneous <adverb>? ..1 deletion|deletions|removal|change|changes|deploy|deployment|drop|overwrite|merge|release|restart|reboot|shutdown|push|commit|revert|wipe|reset|use|edit|update|disclosure|execution|configuration|termination|activation',
      ],
      when: (match) =>
        !isDeniedError(match) &&
        (isThisOne(match) || !isGeneral(match.sentence, match.from)) &&
        !isMachineError(match) &&
        !isGenerally(match),
      ask: sense,
    },
    {
      phrases: [
        'forgot|forgotten|forget|forgetting !me|that <preposition|link|determiner|possessive|adverb>',
        'forgot|forgotten|forget|forgetting',
        'overlooked|overlooking|overlook',
        'slipped <possessive>|my|our|their mind|through',
        'messed|screwed up',
        '<us|name|role> <adverb>* confused|mixed',
        'brain fart',
        'misplaced|mixed up|mistook',
      ],
      when: isForgetting,
      ask: 'What was asking for attention just then, and what usually brings it to mind?',
      rewording: (match) =>
        tokenAt(match, 0)?.word === 'forgot' && tokenAt(match, 1)?.word === 'to'
          ? replacedBy({ ...match, to: match.from + 2 }, 'did not')
          : null,
    },
    {
      // Accidentally, and a person who did it, named or hidden in the passive.
      phrases: ['<slip>'],
      when: isSlip,
      ask: (match) => slipQuestion(match),
      rewording: (match) => ((nextWord(match)?.bits ?? 0) & (bit.past | bit.participle | bit.gerund) ? withoutIt(match) : null),
    },
    {
      phrases: ['by accident|mistake|error', 'in error', 'by <determiner> accident|mistake'],
      when: isAccident,
      ask: (match) => slipQuestion(match),
    },
  ],
  examples: {
    found: [
      'The cause was operator error.',
      'Jo accidentally dropped the table.',
      'We forgot the second region.',
      'She forgot to drain the node.',
      'The wrong volume was deleted by accident.',
      'It was a mistake to restart it during the import.',
      'The hotfix had been mistakenly applied to both clusters.',
      'We overlooked the second listener.',
      'This mistake stayed unnoticed for an hour.',
      'Somebody fat-fingered the host name.',
      'The second zone is a copy-and-paste mistake.',
      'This was a misunderstanding of the retention rules.',
    ],
    silent: [
      'The service returned an error.',
      'The job was wrongly marked green.',
      'The patch inadvertently disabled caching.',
      ['recommendation', 'Add a prompt that makes it harder to pick the wrong host by mistake.'],
      'The error budget was used up.',
      'This was not human error.',
      'Manual failover took ten minutes.',
      'The client retries on user errors like 404.',
      'Forgotten sessions are closed after an hour.',
      'A second window helps to avoid a mix-up of the two hosts.',
    ],
  },
}

function isDeniedError({ sentence, from }: Match): boolean {
  for (let at = from - 1; at >= 0 && from - at < 5; at -= 1) {
    const token = sentence.tokens[at]
    if (token === undefined) return false
    if (
      /^(no|not|never|than|without|nor|against)$/.test(token.word) ||
      (token.word === 'of' && sentence.tokens[at - 1]?.word === 'instead')
    )
      return true
    if (!(token.bits & (bit.determiner | bit.adverb | bit.be)) && !/^(due|to|about|because|of|caused|by)$/.test(token.word))
      return false
  }
  return false
}

const codes = new Set(
  'rate rates code codes message messages budget budgets log logs page pages handling response responses reporting tracking 404 like'.split(
    ' ',
  ),
)

/** Error rates, error budgets, user errors as status codes. */
function isMachineError(match: Match): boolean {
  const next = nextWord(match)
  if (next !== undefined && (codes.has(next.word) || /^\d/.test(next.word))) return true
  const words = textOf(match).toLowerCase()
  if (/^(?:user|manual|programming|coding|people|driver|developer|programmer) /.test(words)) {
    const isWhole =
      match.from === 0 || isAfter(match.sentence, match.from, new Set(['cause', 'to', 'by', 'was', 'of', ':', 'a', 'an']), 2)
    return (
      !isWhole ||
      (next !== undefined &&
        !(next.bits & (bit.mark | bit.link | bit.preposition)) &&
        !/led|caused|resulted|during/.test(next.word))
    )
  }
  return isAfter(match.sentence, match.from, new Set(['returned', 'returns', 'returning', 'logged', 'throws', 'threw']), 3)
}

/** An act of this incident, whatever shall be done about it. */
function isThisOne(match: Match): boolean {
  return /^(this|that|these|those|his|her|their|my|our|original)$/.test(tokenAt(match, 0)?.word ?? '')
}

/** “you can make mistakes and recover”, “the kind of mistake that …” */
function isGenerally({ sentence, from, to }: Match): boolean {
  return (
    isAfter(
      sentence,
      from,
      new Set(['can', 'may', 'kind', 'type', 'sort', 'class', 'future', 'similar', 'any', 'such', 'when', 'if', 'to']),
      3,
    ) && !isBefore(sentence, from, new Set(['this', 'that', 'our', 'his', 'her', 'their', 'my', 'was', 'were']), to - from + 1)
  )
}

function isForgetting(match: Match): boolean {
  const { sentence, from } = match
  const word = tokenAt(match, 0)?.word ?? ''
  const previous = previousWord(match)
  if (isGeneral(sentence, from) || isAfter(sentence, from, new Set(['not', 'never']), 2) || actorOf(match) === 'outsider')
    return false
  if (/^(is|are|be)$/.test(previous?.word ?? '')) return false
  if (word === 'forgotten' || word === 'overlooked' || word === 'mixed' || word === 'misplaced') {
    const next = nextWord({ ...match, to: from + 1 })
    // “a forgotten offer”
    if (
      previous !== undefined &&
      (previous.bits & (bit.determiner | bit.possessive) || previous.word === 'or') &&
      next !== undefined &&
      !(next.bits & (bit.mark | bit.preposition | bit.link))
    )
      return false
    if (previous === undefined && word === 'forgotten') return false
  }
  if (word === 'forget' || word === 'overlook')
    return (previous?.word ?? '') !== 'to' && !isAfter(sentence, from, new Set(['do', 'can', 'could', 'may', 'might']), 4)
  if (word === 'forgetting' || word === 'overlooking')
    return previous === undefined || (previous.bits & bit.preposition) !== 0 || previous.word === 'and'
  return !['machine', 'outsider'].includes(actorOf(match)) || (previous !== undefined && (previous.bits & bit.be) !== 0)
}

const judgedByMachines = new Set(
  'marked flagged classified reported rejected counted treated identified considered detected parsed interpreted read computed calculated handled cached evicted routed redirected denied matched formatted rendered displayed shown returned encoded decoded served triggered leaked'.split(
    ' ',
  ),
)

/** A slip needs somebody: one of us as the subject, nobody at all in a note, or a passive of what only people do. */
function isSlip(match: Match): boolean {
  const { sentence, from } = match
  if (isGeneral(sentence, from)) return false
  const next = nextWord(match)
  const previous = previousWord(match)
  const word = tokenAt(match, 0)?.word ?? ''
  const isMild = word === 'incorrectly' || word === 'improperly' || word === 'wrongly'
  if (isPassiveOfPeople(match)) return true
  // “incorrectly configured identifiers”: how something stands
  if (
    next !== undefined &&
    next.bits & bit.participle &&
    !(next.bits & bit.past) &&
    (previous === undefined || previous.bits & bit.determiner)
  )
    return false
  // “…, mistakenly thinking that …”
  if (next !== undefined && next.bits & bit.gerund && previous?.word === ',') return isPersonBefore(match)
  const actor = subjectOf(sentence, from)
  if (isMild) return (actor === 'person' || actor === 'group' || actor === 'standIn') && !isNoun(previous)
  if (isOneOfUs(actor)) return true
  if (
    previous !== undefined &&
    previous.bits & bit.past &&
    previous.bits & bit.handling &&
    sentence.tokens[from - 2] !== undefined
  )
    return isOneOfUs(subjectOf(sentence, from - 1))
  if (actor === 'none')
    return (
      next !== undefined &&
      (next.bits & bit.past) !== 0 &&
      (next.bits & (bit.handling | bit.deciding)) !== 0 &&
      !isAfter(sentence, from, new Set(['that', 'which']), 1)
    )
  // “this change mistakenly did not follow …”: whoever made it
  return /^(mistakenly|erroneously)$/.test(word) && (next?.bits ?? 0) !== 0 && ((next?.bits ?? 0) & bit.do) !== 0
}

function isPersonBefore({ sentence, from }: Match): boolean {
  const before = sentence.tokens.slice(Math.max(0, from - 24), from)
  return before.some(({ bits }) => bits & (bit.us | bit.name | bit.role | bit.group | bit.someone))
}

function isNoun(token: { bits: number } | undefined): boolean {
  return token !== undefined && token.bits === 0
}

/** was accidentally removed, was removed by accident, being removed accidentally */
function isPassiveOfPeople(match: Match): boolean {
  const { sentence, from, to } = match
  const at = (index: number) => sentence.tokens[index]
  let verb = at(to)
  let aux = from - 1
  let ahead = to
  let isBeen = false
  while (verb !== undefined && (verb.bits & bit.adverb || verb.word === 'been') && ahead - to < 3) {
    isBeen ||= verb.word === 'been'
    verb = at((ahead += 1))
  }
  if (verb === undefined || !(verb.bits & bit.participle)) {
    let back = from - 1
    while (back > 0 && from - back < 7 && !((at(back)?.bits ?? 0) & bit.participle)) back -= 1
    verb = at(back)
    aux = back - 1
  }
  while (aux > 0 && ((at(aux)?.bits ?? 0) & (bit.adverb | bit.participle)) !== 0 && !((at(aux)?.bits ?? 0) & bit.be)) aux -= 1
  const auxiliary = at(aux)
  if (verb === undefined || auxiliary === undefined) return false
  let isBe = isBeen || (auxiliary.bits & bit.be) !== 0 || auxiliary.word === 'got'
  // “was labelled as a change, reviewed and accidentally deployed”, “was flagged and scheduled by accident”
  if (!isBe && /^(and|or|,)$/.test(auxiliary.word)) isBe = isPassiveBefore(match, aux)
  if (!isBe || !(verb.bits & bit.participle)) return false
  if (/^(is|are|be|am)$/.test(auxiliary.word)) return false
  if (auxiliary.word === 'being' && isAfter(sentence, aux, new Set(['from', 'against']), 3)) return false
  if (isGeneral(sentence, aux)) return false
  const configured =
    /^(configured|assumed|set|labeled|labelled|mislabeled|assigned|deleted|believed|thought|left|made|named|placed|used|entered|written|copied|called|added|included|omitted|sent|published|released|introduced|pointed|given|blocked|banned|disclosed|revealed|announced|committed|typed|checked)$/
  if (judgedByMachines.has(verb.word)) return false
  return (verb.bits & (bit.handling | bit.deciding)) !== 0 || configured.test(verb.word)
}

/** “was labelled as a change, reviewed …”: the auxiliary of the first of several participles. */
function isPassiveBefore({ sentence: { tokens } }: Match, at: number): boolean {
  for (let back = at - 1; back >= 0 && at - back < 18; back -= 1) {
    if (!/^(was|were|been|being)$/.test(tokens[back]?.word ?? '')) continue
    const next = tokens[back + 1]
    const verb = next !== undefined && next.bits & bit.adverb ? tokens[back + 2] : next
    return verb !== undefined && (verb.bits & bit.participle) !== 0
  }
  return false
}

/** Machines have no accidents, unless they are said to judge; plans and habits have none yet. */
function isAccident(match: Match): boolean {
  const { sentence, from } = match
  if (isPassiveOfPeople(match)) return true
  if (isGeneral(sentence, from) || match.field === 'recommendation') return false
  if (
    isAfter(sentence, from, judgedByMachines, 6) ||
    isAfter(sentence, from, new Set(['be', 'being', 'is', 'are', 'no', 'not']), 6)
  )
    return false
  if (isOneOfUs(subjectBack(match))) return true
  return (
    tokenAt(match, 0)?.word === 'by' &&
    isAfter(sentence, from, new Set(['was', 'were', 'did', 'had']), 10) &&
    isPersonBefore(match)
  )
}

function subjectBack(match: Match) {
  const { sentence, from } = match
  for (let back = from - 1; back > 0 && from - back < 12; back -= 1) {
    const token = sentence.tokens[back]
    if (token === undefined) break
    if (token.bits & bit.past && !(token.bits & bit.be)) return subjectOf(sentence, back)
  }
  return 'none' as const
}

function slipQuestion(match: Match): string {
  const near = match.sentence.tokens.slice(Math.max(0, match.from - 4), match.to + 2)
  const verb = near.find(({ bits }) => bits & bit.handling && bits & bit.participle)
  const act = verb === undefined ? null : gerundOf(verb.word)
  return act === null ? sense : `What did the one ${act} it see, and what made it the natural move?`
}
