import { isAfter, isBefore, isOneOfUs, isTestimony, subjectOf } from '../../language/clause.ts'
import { baseOf } from '../../language/verbs.ts'
import { bit } from '../../language/wordClasses.ts'
import { actorOf, type Match, nextWord, previousWord, textOf, tokenAt, type TrapRules } from '../rule.ts'
import { replacedBy } from '../wording.ts'

const asked = 'What did the situation ask of them, and what else did it ask at the same time?'

/** What people do well or badly, as one choice of a phrase. */
const work =
  'planning|preparation|communication|communications|coordination|judgement|judgment|decision|decisions|decision-making|choice|choices|review|reviews|reviewing|checking|verification|validation|diligence|execution|management|oversight|supervision|practice|practices|discipline|workmanship|job|call|foresight|care|attention|effort|thinking|analysis|follow-up|follow-through|handover|hand-over|understanding|knowledge|awareness|experience|consideration|investigation|training|vetting|strategy|engineering|craftsmanship|housekeeping|leadership|teamwork|coding|ownership|caution|thought|rigor|rigour|capacity-planning'

/** How work is marked down. */
const marks =
  'poor|inadequate|insufficient|lacking|sloppy|bad|lax|weak|terrible|awful|superficial|cursory|perfunctory|shallow|hurried|rushed|shoddy|half-hearted|dismal|lacklustre|lackluster|careless|substandard|amateurish|abysmal|lousy|dreadful|non-existent|nonexistent'

/** People are marked down, for care, competence or character. Machines that fail and hosts that perform poorly are facts. */
export const judgement: TrapRules = {
  label: 'judgement',
  name: 'Judgement',
  definition: 'Character, care, competence or effort of a person, a team or “we” is marked down.',
  source: 'L. Bergstrom on normative language; PagerDuty on attribution',
  why: 'It grades people against a standard chosen afterwards, and a grade explains nothing.',
  rules: [
    {
      phrases: ['failed|fail|neglected|neglect|omitted to <adverb>*', 'failed|failing|neglected miserably|badly|completely'],
      when: (match) =>
        isOneOfUs(actorOf(match)) &&
        !isAfter(match.sentence, match.from, new Set(['if', 'not', 'never', 'may', 'might', 'can']), 5) &&
        !isTestimony(match.sentence, match.from),
      ask: (match) => {
        const act = baseOf(nextWord(match)?.word ?? '')
        return act === null
          ? asked
          : `What would have brought somebody to ${act} it just then, and what was in front of them instead?`
      },
      rewording: (match) =>
        tokenAt(match, 0)?.word.endsWith('ed') === true && tokenAt(match, 1)?.word === 'to'
          ? replacedBy({ ...match, to: match.from + 2 }, 'did not')
          : null,
    },
    {
      // The noun of it: only what people do in their heads.
      phrases: [
        'failure|failing to <adverb>* recognise|recognize|realise|realize|verify|validate|notice|consider|check|test|communicate|notify|anticipate|understand|follow|review|plan|escalate|inform|consult|ask|document|coordinate|foresee|read|think|monitor|appreciate|account|confirm|act|double-check|ensure|prepare|learn|listen|question|assess|heed',
        '<us|group|name|role> <adverb>* neglected|sadly|long <adverb>* neglected ..1',
        '<have> <adverb>* neglected',
        'analysis|review|planning|investigation|assessment|preparation failed to <adverb>* <noticing&base>',
        'failure of|by|on the|our|their ..2 <group|role> to',
        "<group|role|name> 's ..1 failure|inability|unwillingness|refusal|reluctance|neglect to|of",
        'our|my|his|her|their <adverb>? ..1 failure|inability|unwillingness|refusal|reluctance|neglect to|of !system|service|server',
        'not|nobody|never|hardly bothered|bother|bothering|care|cared to|about',
        'nobody|none <adverb>* bothered|cared',
        'no one bothered|cared',
      ],
      when: (match) => !isMachineFailure(match),
      ask: asked,
    },
    {
      phrases: [
        'careless|carelessly|carelessness|sloppy|sloppily|sloppiness|negligent|negligence|negligently|lazy|laziness|incompetent|incompetence|irresponsible|irresponsibly|reckless|recklessly|recklessness|hasty|hastily|complacent|complacency|inattentive|inattention|overconfident|overconfidence|over-confident|over-confidence|naive|naively|unprofessional|amateurish|clueless|thoughtless|thoughtlessly|sloppily|foolish|foolishly|stupid|stupidly|dumb|ignorant|ignorance|unprepared|inexperienced|inexperience|short-sighted|shortsighted|ill-advised|ill-considered|ill-prepared|imprudent|lackadaisical|cavalier|undisciplined|hubris|arrogant|arrogance|incompetently|half-hearted|inept|unskilled|mishandled|mismanaged|mismanagement|bungled|botched|misguided',
        'misjudged|misjudges|misjudge|misjudgement|misjudgment|misjudging',
        'too|over|overly confident|aggressive|eager|quick|trusting|optimistic|hasty|ambitious|lax|relaxed|careless|casual|complacent|impatient|greedy',
        'confidence was too|overly high',
        'in|a haste|hurry|rush',
        'was|were|been <adverb>* rushed',
        'rushed into|through|the|to',
        'nobody|none|one took|takes|take <adverb>? responsibility|ownership',
        '<us|group|name|role> <have>? <adverb>* rushed|underestimated|bungled|botched|erred|blundered|panicked|procrastinated',
        '<adverb|have|us> erred',
      ],
      when: (match) => isAboutPeople(match) && !isDenied(match),
      ask: (match) =>
        /responsibility|ownership/i.test(textOf(match))
          ? 'Whose was it, as people saw it that day, and how could anybody tell?'
          : 'What made that pace, and that much care, look right with what was known?',
    },
    {
      phrases: [
        `poor|poorly|bad|inadequate|insufficient|weak|lousy|terrible|awful|questionable|flawed|subpar|shoddy|substandard|improper|faulty <adverb>? ..1 ${work}`,
        `inadequate|poor|sloppy|shoddy|lousy|insufficient ..1 testing|tests|planning`,
        `lack|absence|want of <adverb|determiner>? ..1 ${work}|understanding|professionalism|expertise|skill|skills|competence|common|situational|prioritisation|prioritization`,
        `lack|lacks|lacked|lacking <adverb|determiner>? ..1 attention|care|diligence|discipline|knowledge|understanding|experience|expertise|skill|skills|competence|coordination|judgement|judgment|foresight|ownership`,
        `not|never enough ..2 ${work}|testing`,
        'inadequately|insufficiently|poorly|carelessly|sloppily|improperly|badly <adverb>? reviewed|planned|tested|communicated|coordinated|prepared|managed|handled|thought|considered|executed|trained|supervised|researched|maintained|vetted',
        'not <be>? <adverb>? properly|adequately|sufficiently|thoroughly|carefully|fully reviewed|planned|tested|considered|thought|vetted|prepared|checked',
        'poor|bad|wrong judgement|judgment|call|decision|choice',
        'bad|poor|wrong call|decision|idea|choice|move',
        'lapse|lapses in|of <possessive|determiner>? ..1 judgement|judgment|attention|concentration|process|processes|procedure|discipline|diligence|communication',
        'situational awareness',
        'appalling|shocking|disgraceful|shameful|scandalous|atrocious|laughable|deplorable|abject ..1 lack|decision|decisions|oversight|neglect|negligence|work|job|behaviour|behavior|attitude|failure|practice|practices|disregard|state|response',
        'failure in|at <gerund> ..2',
        'failure|failures of leadership|management|communication|process|imagination|judgement|judgment|discipline|oversight|planning|coordination',
        'weak link|links',
        `planning|communication|coordination|preparation|supervision|oversight|handover|teamwork between|of|among|with|within|by ..4 was|were <adverb>* ${marks}`,
        'communication|communications|coordination|planning|preparation|teamwork|handover|follow-up|oversight was|were not <adverb>* great|good|ideal|adequate|sufficient|optimal|satisfactory',
        'leave|leaves|left much|a|something ..1 to be desired',
        `planning|communication|communications|coordination|preparation|judgement|judgment|diligence|supervision|oversight|follow-up|handover|hand-over|teamwork was|were|is <adverb>* ${marks}`,
        `our|my|their|his|her testing|review|reviews|response|planning|process|preparation|monitoring|work was|were <adverb>* ${marks}`,
        `<determiner|possessive> review|reviews|investigation|handover|preparation|planning|analysis|testing was|were <adverb>* superficial|cursory|perfunctory|shallow|hurried|rushed|sloppy|careless|shoddy|half-hearted`,
        `without <adverb>? proper|adequate|sufficient|due|careful|thorough|enough ..1 ${work}|testing|regard`,
        `little|insufficient|scant|inadequate|enough attention|care|thought|consideration <be> <adverb>* paid|given|taken|put`,
      ],
      when: (match) => isAboutWork(match),
      ask: 'What did it look like from inside, and what was it weighed against?',
    },
    {
      phrases: [
        'my|our|his|her|their|your|whose <adverb>* own? fault|bad|negligence|incompetence|ignorance|carelessness',
        "<name> 's <adverb>? fault",
        'fault of <determiner|possessive|name> ..2',
        '<be> <adverb>* to blame',
        'share|bear|take|accept|deserve|deserves the|some|part ..2 blame',
        'blame <us|group|name|us> for',
        '<us|group|name|role> <be> <adverb>* at fault',
        '<be> <adverb>* responsible for the|this ..1 outage|incident|failure|mess|error|mistake|downtime|problem|loss',
        '<us> screwed|messed|blew',
      ],
      when: (match) => !isDenied(match) && isOneOfUsNear(match),
      ask: 'They acted on what they had. What was that?',
    },
    {
      phrases: [
        'ignored|dismissed|disregarded',
        '<adverb>? missed again? by <determiner|possessive>? ..3 <group|role|name>',
        'missed|overlooked|skipped|ignored in code|peer? review',
      ],
      when: isIgnoring,
      ask: 'What did it look like among everything else that came in then?',
      certainty: 'likely',
    },
    {
      phrases: [
        '<us|group|name|role> <be|do> not <adverb>* careful|diligent|attentive|thorough|paying|prepared|qualified|competent|vigilant|cautious ..1',
        '<us|group|name|role> <be> not <adverb>* careful|diligent|attentive|thorough|vigilant enough',
        '<us|group|name|role> <do> not <adverb>* care|pay|take|bother|think|look ..1 enough|attention|about|seriously|carefully|through|properly',
        '<do> not properly|adequately|sufficiently|thoroughly|carefully <base>',
        '<us|group|name|role> <do> not ..1 realise|realize|react|respond|act|notice|start|begin <adverb|preposition>? ..4 soon|quickly|fast|early|until enough|soon|that|then',
        '<link>? the|our|this <group> <do> not start|begin|react|respond|act ..6 until',
        '<us> always in a',
        '<us|group> <be> <adverb>* slow|late to|in|with',
        '<us|group|name> <do> not do enough|a|our|their|proper|due ..3',
        'dropped|drop the ball',
        '<us|group|name|role> <adverb>* reacted|responded|acted|moved|answered|communicated <adverb>* too <adverb>? slowly|slow|late|hastily|rashly|quickly',
        '<us|group|name|role> <adverb>* reacted|responded|acted <adverb>* slowly|hastily|rashly|irrationally',
        'took|take|taking|taken <determiner>? unnecessary|needless|unjustified|reckless|undue risk|risks|chances',
        'asleep at|on the',
        'out of his|her|their|my|our depth',
        'cut|cutting corners',
        'took|taking|take <determiner>? ..1 shortcut|shortcuts',
        'turned|turning|turn a blind eye',
        'no excuse|excuses',
        'got|became|grew|grown|getting|become <adverb>? too|overly|over <adverb>? comfortable|relaxed|confident|cocky|lax|complacent|careless|used',
        '<us|group|name|role> <adverb|not|do>* take|took|taken|taking ..3 seriously|lightly',
        '<nobody> <adverb>* thought to <base>',
        'nobody|none|one <adverb>* took|takes ..3 seriously',
        'not <adverb>? experienced|skilled|qualified|competent|knowledgeable|senior|mature enough',
        'rubber-stamped|rubber-stamp|rubber-stamping',
        '<us|group|name|role> <adverb>* refused to <base>',
        'no one <adverb>* thought to <base>',
        '<us|group|name|role> <have>? <adverb>* lacked|lack the? ..1 discipline|will|competence|rigour|rigor|courage|maturity|professionalism|foresight|diligence',
        'false sense of security',
        'took|taken|taking ..2 for granted',
        'blindly <past|gerund|base>',
        'inexcusable|unforgivable|embarrassing|embarrassingly|shameful|ashamed|guilty',
        '<us> took too long',
        'should have understood',
        'should have known better',
        'ought to have known better',
        'initial? investigation|analysis|review|check|look|testing was not very|deep|thorough|careful ..1 deep|thorough|careful|good',
      ],
      when: (match) => !isAfter(match.sentence, match.from, new Set(['if', 'because']), 2) && !isDuty(match),
      ask: (match) =>
        /embarrass|shame|guilt|excus|forgiv/i.test(textOf(match))
          ? 'What would be said of it if it had ended well?'
          : 'What was filling their attention, and what would have made this stand out?',
      certainty: 'likely',
    },
  ],
  examples: {
    found: [
      'The reviewers failed to read it.',
      'Nobody bothered to check.',
      'That was a bad call.',
      'A careless deploy took the site down.',
      'We neglected to tell support.',
      'It was my fault.',
      'Lack of communication between the teams.',
      'The team mismanaged the failover.',
      'Failure to verify the target before the migration.',
      'They were not careful enough.',
      'The on-call team reacted far too slowly.',
      'The handover was hurried.',
      'They cut corners.',
    ],
    silent: [
      'The container failed to start.',
      'The host performed poorly under load.',
      'There was no documentation for the second cluster.',
      'Ana took the spike for the nightly batch.',
      'Losing orders is unacceptable to us.',
      'Writes failed to reach the replica.',
      'The retry was too quick for the balancer.',
      'Bad requests were rejected with 400.',
      'A lack of communication channels kept the two sites apart.',
      'The planner makes bad choices on empty tables.',
      'The parser mishandled empty lines.',
    ],
  },
}

function isMachineFailure(match: Match): boolean {
  const actor = actorOf(match)
  return actor === 'machine' || isAfter(match.sentence, match.from, new Set(['server', 'service', 'client', 'system', "'s"]), 2)
}

function isDenied({ sentence, from }: Match): boolean {
  return isAfter(sentence, from, new Set(['no', 'not', 'nobody', 'never', 'without', 'nor', 'rather']), 4)
}

const things = new Set(
  'retry retries timeout timeouts limit limits probe probes check checks cache disk lock lease poll polling scan scans algorithm balancer client query queries cookie cookies'.split(
    ' ',
  ),
)

/** A hasty deploy is somebody’s; a hasty retry is a program’s. */
function isAboutPeople(match: Match): boolean {
  const next = nextWord(match)
  if (next !== undefined && things.has(next.word)) return false
  const words = textOf(match).toLowerCase()
  // “the parser mishandled objects”
  if (/^(?:mishandled|mismanaged|bungled|botched)$/.test(words) && isToldOfItsSubject(match)) return isOneOfUs(actorOf(match))
  if (/^(?:in|a) (?:haste|hurry|rush)$/.test(words))
    return !isBefore(match.sentence, match.to, new Set(['of', 'to']), 1) || words.startsWith('in')
  if (/^(?:too|over) |misjudg/.test(words)) {
    if (words.startsWith('misjudg')) return true
    const actor = actorOf(match)
    return isOneOfUs(actor)
  }
  if (/^(?:naive|naively|dumb|stupid|unprepared|lazy)$/.test(words)) {
    const near = match.sentence.tokens.slice(Math.max(0, match.from - 6), match.from)
    return (
      near.some(({ bits }) => bits & (bit.us | bit.name | bit.group | bit.role)) ||
      /^(?:idea|decision|move|thing|plan|assumption|choice)$/.test(next?.word ?? '')
    )
  }
  return true
}

/** A verb with somebody or something before it, no “botched deploy”, no “was botched”. */
function isToldOfItsSubject(match: Match): boolean {
  const previous = previousWord(match)
  return previous !== undefined && !(previous.bits & (bit.determiner | bit.possessive | bit.be | bit.adverb))
}

function isAboutWork(match: Match): boolean {
  const words = textOf(match).toLowerCase()
  if (isDenied(match) && !/^not|^never/.test(words)) return false
  if (isCompound(match) || isMadeByMachine(match)) return false
  if (/practices?$/.test(words) && !/^(?:poor|bad|sloppy)/.test(words)) return false
  if (/(?:knowledge|awareness|management|validation|verification|checking|training)$/.test(words)) {
    // of a person; “insufficient validation of inputs” is about code, “knowledge base” a thing
    const next = nextWord(match)
    if (next !== undefined && /^(base|system|tool|software)$/.test(next.word)) return false
    if (/(?:validation|verification)$/.test(words))
      return /^not enough|due diligence/.test(words) || isBefore(match.sentence, match.to, new Set(['before', 'by', 'prior']), 3)
  }
  if (/^(?:insufficient|inadequate|poor|weak) (?:\w+ )?(?:testing|tests)$/.test(words))
    return isBefore(match.sentence, match.to, new Set(['me', 'us', 'by', 'my', 'our', 'before']), 4)
  if (/^(?:bad|poor|wrong) (?:call|idea|move|choice)$/.test(words)) return previousWord(match)?.word !== 'no'
  return true
}

/** “a lack of communication channels”: the noun that follows is what is lacking. */
function isCompound(match: Match): boolean {
  if (!/^(?:lack|absence|want)\b/.test(textOf(match).toLowerCase())) return false
  const next = nextWord(match)
  const grammar =
    bit.mark |
    bit.preposition |
    bit.link |
    bit.be |
    bit.have |
    bit.do |
    bit.modal |
    bit.adverb |
    bit.past |
    bit.determiner |
    bit.not
  return next !== undefined && next.word !== '…' && !(next.bits & grammar) && !(next.bits & (bit.us | bit.possessive | bit.third))
}

/** “the planner makes bad choices” */
function isMadeByMachine({ sentence, from }: Match): boolean {
  const verb = /^(makes|made|make|making)$/
  const at = verb.test(sentence.tokens[from - 1]?.word ?? '') ? from - 1 : from - 2
  if (!verb.test(sentence.tokens[at]?.word ?? '')) return false
  const actor = subjectOf(sentence, at)
  return actor === 'machine' || actor === 'thing'
}

function isOneOfUsNear(match: Match): boolean {
  const words = textOf(match).toLowerCase()
  if (/\bblame$|^(?:is|was|are|were|be|been) .*responsible/.test(words)) return isOneOfUs(actorOf(match))
  if (words.startsWith('fault of')) {
    const near = match.sentence.tokens.slice(match.from, match.to + 3)
    return near.some(({ bits }) => bits & (bit.name | bit.group | bit.role | bit.someone))
  }
  return true
}

/** Ignored by a team, or with nobody said; not an option that a program ignores. */
function isIgnoring(match: Match): boolean {
  const words = textOf(match).toLowerCase()
  if (!/^(?:ignored|dismissed|disregarded)$/.test(words)) return true
  const { sentence, from } = match
  if (isBefore(sentence, match.to, new Set(['by']), 4)) {
    const near = sentence.tokens.slice(match.to, match.to + 8)
    return near.some(({ bits }) => bits & (bit.group | bit.role | bit.name | bit.someone))
  }
  if (isAfter(sentence, from, new Set(['to', 'be', 'not', 'is', 'are']), 2)) return false
  const previous = previousWord(match)
  if (previous !== undefined && previous.bits & bit.be) return match.field === 'cause' && words !== 'dismissed'
  return words === 'ignored' && isOneOfUs(actorOf(match)) && actorOf(match) !== 'person'
}

/** “We were not paged”, “they did not take the database down” are facts. */
function isDuty(match: Match): boolean {
  if (tokenAt(match, 0)?.bits !== undefined && (tokenAt(match, 0)?.bits ?? 0) & bit.do && !isOneOfUs(actorOf(match))) return true
  return isBefore(match.sentence, match.from, new Set(['down', 'over', 'place', 'part']), 8)
}
