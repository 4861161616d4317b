import { isAfter, isBefore, isOneOfUs, isTestimony } from '../../language/clause.ts'
import { bit } from '../../language/wordClasses.ts'
import type { Sentence } from '../../language/sentences.ts'
import { actorOf, type Match, nextWord, previousWord, type TrapRules } from '../rule.ts'
import { withoutIt } from '../wording.ts'

const then = 'Who could see that at the time, on which screen, and what else was there to look at?'

/** What we know now, laid into what could be known before. An observation of the moment (“by 10:20 it was clear”) is none. */
export const hindsight: TrapRules = {
  label: 'hindsight',
  name: 'Shopping bag',
  definition: 'The outcome is used to judge what could be known before: obvious, clear, known, foreseeable, signs.',
  source: 'Conducting Blameless Postmortems (shopping bag); Fischhoff 1975 on hindsight',
  why: 'It looks clear now that we know the end; at the time it lay among a hundred other things.',
  rules: [
    {
      phrases: [
        'in|with hindsight|retrospect',
        'with the benefit of hindsight',
        'in <determiner>? hindsight',
        'retrospectively',
        'hindsight is|shows|showed',
        'looking back',
        'knowing what <us> know now',
        'as <us> now know',
        'with|given what <us> now? know now|today',
        'with|given what <us> now know',
      ],
      when: (match) => !isBefore(match.sentence, match.to, new Set(['can', 'cannot']), 4),
      ask: 'What did it look like without the ending?',
      rewording: (match) => (match.from === 0 && nextWord(match)?.word === ',' ? withoutIt(match) : null),
    },
    {
      // know, notice, foresee: it was all there
      phrases: [
        'should|ought|must|shoulda to? <not>? <adverb>* have <not|adverb>* <foreseeing&participle> ..4',
        'could have <adverb>* <foreseeing&participle> ..3',
        'should have been <adverb>* <foreseeing&participle> by <us|group|determiner>',
        'should have been <adverb>* obvious|clear|apparent|evident|aware|expected|predictable|suspicious',
        'should have seen it|this|that|them coming',
      ],
      when: (match) =>
        !isTestimony(match.sentence, match.from) &&
        ((isOneOfUs(actorOf(match)) && actorOf(match) !== 'nobody') ||
          isAfter(match.sentence, match.from + 5, new Set(['obvious', 'clear', 'apparent', 'evident', 'aware']), 6)),
      ask: 'What was in view at that moment, and what did it seem to say?',
    },
    {
      phrases: ['obviously', 'of course', 'needless to say', 'surely', 'clearly', 'evidently', 'plainly', 'naturally'],
      when: isVerdict,
      ask: 'Is that plain to everyone here? What did it look like without the ending?',
      rewording: (match) => withoutIt(match),
    },
    {
      phrases: [
        'was|were|is|are|been|seemed|seems <adverb>* obvious|clear|evident|apparent|visible|foreseeable|predictable|plain|there|known|inevitable !not|that|to|how|why ..2',
        'was|were|is|are <adverb>* foreseeable|predictable|inevitable',
      ],
      when: (match) => isJudgedBefore(match) || /foreseeable|predictable|inevitable/.test(spanWords(match)),
      ask: then,
    },
    {
      phrases: [
        'obvious|glaring|blatant|clear|telltale|early|plain sign|signs|indication|indications|problem|problems|warning|warnings|mistake|flaw|error|symptom|symptoms|hint|hints|imbalance|imbalances|cause|issue',
      ],
      when: ({ sentence, from }) =>
        isOverlooked(sentence, from, 12) && !isAfter(sentence, from, new Set(['no', 'not', 'any', 'without']), 4),
      ask: then,
    },
    {
      phrases: ['obvious|glaring|blatant ..3'],
      when: ({ sentence, from }) =>
        isOverlooked(sentence, from, 6) &&
        !isAfter(sentence, from, new Set(['no', 'not', 'any', 'without']), 3) &&
        isAfter(sentence, from, new Set(['the', 'such', 'an', 'a']), 2),
      ask: then,
    },
    {
      phrases: [
        'there <be> ..3 signs|indications|indicators|warnings|hints|clues|symptoms|evidence',
        'all the? evidence|information|data|facts|clues was|were <adverb>* there|visible|available',
        'all? the? <adverb>? warning|tell-tale|telltale|early? signs|indications|indicators|warnings|hints|clues|symptoms were <adverb>* there|visible|present|obvious|clear|missed|ignored|overlooked|plain|available',
        'red flags',
        'warnings|warning|alerts|alert|signs|hints|symptoms ..5 went|gone|go|were|been <adverb>* unnoticed|unheeded|ignored|overlooked|missed',
        'alerts|graphs|logs|dashboards|metrics|dashboard|graph|log|warnings <adverb>* showed|indicated|pointed ..5 but|yet nobody|no|none|<us>',
        'missed|ignored|overlooked|disregarded|overlook|miss|missing|ignoring the|all|several|many|clear|early|obvious|these|those <adverb>? ..1 signs|warnings|indications|hints|clues|symptoms|signals',
        'writing was|is on the wall',
        'in|hidden|hiding <preposition>? plain|full|clear sight|view',
        'staring|stared|stares <us>|us|them|everyone in the face',
        'symptoms|signs|errors|evidence|data|numbers|alerts|graphs|logs|metrics pointed|showed|indicated|said|hinted ..6 ,? but|yet nobody|no|none|<us>',
        'despite <determiner>? ..2 warnings|warning|signs|alarms|hints|indications',
        'under|in front of our|their|his|her|everyone|everybody noses|nose|eyes',
      ],
      when: (match) =>
        !isAfter(match.sentence, match.from + 4, new Set(['no', 'not', 'without', 'any', 'if']), 6) &&
        (match.sentence.tokens[match.from]?.word !== 'there' || isLater(match)),
      ask: 'Which of these was on anybody’s screen just then, and what else was?',
    },
    {
      phrases: [
        'risk|risks|danger|dangers|problem|issue|limitation|limitations|weakness|weaknesses|pitfall|gotcha|hazard was|were|is|are <adverb>* well|widely|long|commonly|clearly|generally understood|known|documented|recognised|recognized|appreciated',
        'an open secret',
        'everybody|everyone was|were <adverb>* aware',
        'known for <adverb>? some|a|an|many|several|quite|long|years|months|weeks|ages|the ..2',
        '<be> <adverb>* known <link>? ..5 for months|weeks|years|long|ages|quite|some|many|several',
        'had <adverb>* known|noticed|seen <link>? ..3 for months|weeks|years|long',
        '<us|group|name> kind|sort of knew',
        '<us|group|name> kinda|sorta|basically|already|always|obviously|certainly|clearly|definitely|actually|probably knew',
        '<us|group|name> all knew',
        '<us|group|name> have|had <adverb>* known <adverb>* about|that|of|for|this|it|since',
        '<us|group|name> were|was|are|had been <adverb>* aware of|that for|since|long|before|already',
        '<us|group|name> were|was already|well|fully|long|previously aware',
        'a well? known|well-known issue|problem|risk|weakness|limitation|bug|danger|pitfall|fact !with|in|of',
        'after <determiner> ..2 was|were|became|had <adverb>* been? known',
        '<be> <adverb>* opened|reported|filed|raised|noted|documented|flagged|discussed ..2 year|years|month|months|weeks previous|previously|earlier|ago|before|prior',
        'despite <adverb>* knowing|being|known|having ..2 aware|warnings|known|about|that',
        '<be> <adverb>* warned',
      ],
      when: (match) =>
        !isAfter(match.sentence, match.from + 1, new Set(['no', 'not', 'never', 'nobody', 'if']), 6) &&
        !/^(would|could|will|may|might)$/.test(previousWord(match)?.word ?? '') &&
        !isTestimony(match.sentence, match.from) &&
        !isPresentKnowledge(match),
      ask: 'Who knew it then, how had it been weighed, and against what?',
    },
    {
      phrases: [
        'even though|although|despite|though|while <determiner>? ..3 task|ticket|alert|alerts|warning|warnings|tickets|bug|issue|documentation|message|messages|notification existed|exist|was|were <adverb>* there|open|filed|created|visible|firing|present|available',
        'even though|although|despite|though <determiner>? ..2 graph|graphs|dashboard|dashboards|metrics|logs|tests|test|checks|pipeline|build|ci was|were <adverb>* red|failing|firing|clear|showing|screaming|broken|alarming',
        'even though|although|despite|though <determiner>? ..3 task|ticket|alert|alerts|warning|warnings|tickets existed',
        'available|visible|there all along',
        'all along',
      ],
      when: (match) => match.field !== 'recommendation',
      ask: 'Where would somebody have come across that, in the middle of what they were doing?',
      certainty: 'likely',
    },
    {
      phrases: [
        'is <adverb>? obvious now|today|afterwards',
        'was|were|is a|an|the such? <adverb>? obvious|glaring|blatant ..3',
        'now <adverb>? obvious',
        'asking for trouble',
        'no secret that|to',
        'obvious|clear|evident|plain|apparent|foreseeable from the|day very? beginning|start|outset|one|first',
        'any|every <adverb|participle>? ..1 <role> would|could|should have',
        'knew|known <adverb>* perfectly|full|very|damn <adverb>? well',
        'recipe for disaster|trouble',
        'ticking time? bomb|bombs',
        'doomed from|to',
        'rocket science',
        'was only? a question of time',
        'bound to happen|fail|break|go|occur|crash',
        'only? a? matter of time',
        'waiting to happen',
        'disaster|accident|outage|incident waiting to',
        'anyone|anybody|everyone|everybody|any could|can|would|should <adverb>* have? see|seen|tell|told|know|known|spot|spotted|notice|noticed|guess|guessed',
        'everyone|everybody knows|knew',
        'common sense|knowledge',
        'no wonder',
        'no surprise',
        'unsurprisingly|predictably|inevitably',
        'came|come|comes as no|little surprise',
        'saw|seen this|it|that coming',
        '<be> common knowledge',
        'goes without saying',
        'no-brainer',
      ],
      when: (match) =>
        match.field !== 'recommendation' &&
        !isTestimony(match.sentence, match.from) &&
        !isAfter(match.sentence, match.from, new Set(['not', 'whether', 'if']), 4),
      ask: 'What made the ordinary outcome look likely then?',
    },
  ],
  examples: {
    found: [
      'The warning signs were there for weeks.',
      'Obviously this was going to break.',
      'We should have known.',
      'In retrospect the limit was too low.',
      'The problem was obvious before the switch, if anybody had read the dashboard.',
      'Anyone could tell it was DNS.',
      'It was bound to happen.',
      'You should’ve seen it coming!',
      'The weak spot had been known for years.',
      'They missed the early signs.',
      'The weakness had been obvious from the start.',
      'The team knew full well that the disk was small.',
    ],
    silent: [
      ['timeline', 'By 10:20 it was clear that the fix had not worked.'],
      ['timeline', 'No obvious errors in the log.'],
      'The parser rejects obviously malformed input.',
      ['recommendation', 'State clearly who is on call.'],
      'This was not clearly documented in the runbook.',
      ['timeline', 'There were no signs that the daemon was in trouble.'],
      'The cause of the problem was immediately apparent.',
      'The limits are clearly marked in the console.',
      'The dashboards give a full view of the queue.',
      'The script skips what is there already.',
    ],
  },
}

const overlooking = new Set('miss missed misses missing overlook overlooked ignore ignored disregarded despite'.split(' '))
const perceiving = new Set(
  'notice noticed see saw seen recognise recognize recognised recognized spot spotted catch caught'.split(' '),
)
const unseeing = new Set('not never nobody no failed without hardly nor'.split(' '))

function isOverlooked(sentence: Sentence, at: number, within: number): boolean {
  if (isAfter(sentence, at, overlooking, within)) return true
  return isAfter(sentence, at, perceiving, within) && isAfter(sentence, at, unseeing, within + 10)
}

const before = new Set(
  'before prior beforehand earlier previously already advance weeks months years days long all along since hours start beginning examined looked checked had afterwards'.split(
    ' ',
  ),
)

const telling = new Set(
  'early before yet but long prior weeks months days hours already plenty many several clear enough multiple numerous ample strong obvious as'.split(
    ' ',
  ),
)

function spanWords({ sentence, from, to }: Match): string {
  return sentence.tokens
    .slice(from, to)
    .map(({ word }) => word)
    .join(' ')
}

function isJudgedBefore(match: Match): boolean {
  const { sentence, from, to } = match
  if (isAfter(sentence, from + 2, new Set(['not', 'no', 'never']), 5) || isTestimony(sentence, from)) return false
  if (
    isAfter(sentence, from, new Set(['it', 'became', 'signs', 'alert']), 3) &&
    !isBefore(sentence, from, new Set(['beforehand', 'prior', 'advance']))
  )
    return false
  if (/^(?:is|are) .*there\b/.test(spanWords(match))) return false
  if (/\bknown\b/.test(spanWords(match)) && !isBefore(sentence, to - 2, new Set(['before', 'beforehand', 'prior', 'long']), 4))
    return false
  return isBefore(sentence, to - 2, before, 5)
}

function isLater(match: Match): boolean {
  return isBefore(match.sentence, match.from, telling, 16)
}

const saying = new Set(
  'documented defined marked stated labelled labeled visible communicated specified separated written malformed invalid shows show showed shown indicates indicated indicate see seen marked explained identified distinguish understood described said erred'.split(
    ' ',
  ),
)

/** A verdict on what happened, no way of saying or showing something, and no observation of the moment. */
function isVerdict(match: Match): boolean {
  const { sentence, from, to, field } = match
  if (
    field === 'recommendation' ||
    isTestimony(sentence, from) ||
    isAfter(sentence, from, new Set(['no', 'nothing', 'none', 'not']), 4)
  )
    return false
  const next = nextWord(match)
  const previous = previousWord(match)
  const word = sentence.tokens[from]?.word ?? ''
  if (
    previous !== undefined &&
    (previous.bits & bit.not || /^(more|very|as|too|most|so|state|communicate|say|write|explain)$/.test(previous.word))
  )
    return false
  if (
    next === undefined ||
    saying.has(next.word) ||
    (sentence.tokens[to + 1] !== undefined && saying.has(sentence.tokens[to + 1]?.word ?? '') && next.word === 'not')
  )
    return false
  if (word === 'naturally' || word === 'surely' || word === 'plainly' || word === 'evidently') return from === 0
  if (word === 'clearly') {
    if (field === 'timeline') return false
    return from === 0
      ? true
      : (previous !== undefined && (previous.bits & bit.be) !== 0) || (next.bits & (bit.be | bit.modal | bit.do)) !== 0
  }
  if (from === 0 || previous?.word === ',' || previous?.word === '(') return true
  return (
    (previous !== undefined && (previous.bits & (bit.be | bit.modal | bit.us | bit.do | bit.have)) !== 0) ||
    (next.bits & (bit.be | bit.modal | bit.past | bit.not)) !== 0
  )
}

/** “We are aware of the issue” says where things stand. */
function isPresentKnowledge(match: Match): boolean {
  return (
    /\b(?:are|is) (?:\w+ )?aware\b/.test(spanWords(match)) ||
    (/\bwarned\b/.test(spanWords(match)) && (match.field === 'timeline' || !isOneOfUs(actorOf(match))))
  )
}
