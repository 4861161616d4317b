import { gerundOf } from '../../language/verbs.ts'
import { bit } from '../../language/wordClasses.ts'
import { type Match, nextWord, textOf, tokenAt, type TrapRules } from '../rule.ts'

/** Asks about the writer’s own words, where they are the whole action and few enough to be repeated. */
function measure(match: Match): string {
  const phrase = textOf(match)
  const next = nextWord(match)
  const isWhole = match.from === 0 && (next === undefined || (next.bits & bit.mark) !== 0)
  return !isWhole || match.to - match.from > 6 || /["“”'`\n]/.test(phrase)
    ? 'What would be there afterwards that isn’t there now, and how would we see it?'
    : `What would be there once “${phrase.charAt(0).toLowerCase()}${phrase.slice(1)}” is done, and how would we see it?`
}

const aims =
  'improve|improving|improvement|improvements|enhance|enhancing|strengthen|strengthening|optimise|optimize|optimising|optimizing|streamline|streamlining|harden|hardening|refine|refining|rethink|rethinking|simplify|simplifying|modernise|modernize|clarify|clarifying|tighten|tightening|tune|tuning|tweak|tweaking|bolster|boost|overhaul|facilitate|encourage|promote|foster|prioritise|prioritize|minimise|minimize|maximise|maximize|stabilise|stabilize|rework|reworking|beef'
const questions =
  'investigate|investigating|investigation|consider|considering|evaluate|evaluating|evaluation|assess|assessing|assessment|explore|exploring|exploration|examine|examining|study|studying|analyse|analyze|analysing|analyzing|analysis|research|researching|reconsider|reconsidering|revisit|revisiting|re-evaluate|reevaluate|reassess|rethink|discuss|discussing|brainstorm|audit|auditing|understand|understanding|contemplate|scope|review|reviewing'

/** Directions on a scale, with no mark on it. */
const comparatives =
  'better|more|clearer|stronger|improved|additional|further|increased|enhanced|faster|deeper|quicker|smarter|tighter|safer|cleaner|simpler|earlier|broader|closer|wider|finer|smoother|stricter|greater|fewer|easier|tougher|richer|saner|leaner|sharper|healthier'

const scale = new Set(comparatives.split('|'))

/** A direction without a thing to make or a condition to meet. Dates and owners don’t matter here: those come later. */
export const vagueAction: TrapRules = {
  label: 'vague_action',
  name: 'Vague action',
  definition: 'Nobody could tell when it is done: improve, better, more, review, consider, investigate, look into.',
  source: 'Conducting Blameless Postmortems (“Improve performance” is not an action item)',
  why: 'Nobody could tell when this is done, so it tends to stay open until nobody knows what it was for.',
  fields: ['recommendation'],
  rules: [
    {
      phrases: [`${aims} ..4`],
      when: (match) => isWhatToDo(match) && !saysHow(match),
      ask: (match) => `What would be there once you are done ${gerundFor(match)}, and how would we see it?`,
    },
    {
      phrases: [
        `${questions} ..4`,
        'look|looking <adverb>? into|at ..4',
        'think|thinking|reflect|reflecting|ponder|talk|talking <adverb>? about|of|through|over|on|if|whether|how ..3',
        'figure|find|work out ..3',
        'come up with ..4',
        'identify|define|find <determiner>? <adverb>? ways|options|opportunities|areas|gaps|alternatives|clear|possible|potential|good|best ..3',
        'start|have|hold|continue <determiner> conversation|discussion|dialogue|talk ..3',
        'agree|agreeing on|upon ..4',
        'action? plan|plans for ..4',
        'check|determine|decide|establish|clarify|verify whether ..4',
        'find <adverb>? a|some|ways|better|another ..4',
        'develop|make|define|create a plan|strategy|approach ..3',
        'see <adverb>? if|whether|why|how|what ..3',
        'dig|digging <adverb>? into|deeper ..3',
        'follow up <preposition|link>? ..3',
        'get <determiner>? better|more ..3',
      ],
      when: (match) => isWhatToDo(match),
      ask: 'Which question should that answer, for whom, and what would each answer change?',
    },
    {
      phrases: [
        'reduce|reducing|increase|increasing|speed|lower|raise|decrease|decreasing|limit ..5',
        'work|working <adverb>? on|towards|toward ..4',
        'work|working <adverb>? closely? with|together ..4 on ..3',
        'invest|investing <adverb>? in|into ..4',
        'clean|tidy|cleaning|tidying up ..3',
        'proactively|actively|continuously <gerund|base> ..3',
        'raise|raising|lift the quality|standard|standards|bar ..3',
        'continue|continuing|endeavour|endeavor|try|trying|attempt|seek|aim to|improving|working <adverb>* <base>?',
        'strive|striving for|to|towards ..3',
        'address|tackle|deal|prevent|avoid <adverb>? with? the|this|these|all|any|such|future|similar|recurrence ..3',
        'be|become <adverb>? more|less !careful|cautious|diligent|vigilant|mindful|attentive|thorough|disciplined ..2',
        'make|making ..5 more|less|better|easier|faster|safer|clearer ..2',
        `${comparatives} !training|care|caution|attention|diligence|carefully|careful|cautious|diligent|vigilant|mindful ..3`,
        '<base> ..4 earlier|sooner|faster|quicker',
        'clear communication|ownership|process|processes|guidelines|responsibilities|roles|rules ..3',
        'something|anything <adverb>? more|better|safer|simpler|less|cleaner|sturdier|nicer ..1',
        `<base|gerund> ..2 a|an|some|much|even <adverb>? ${comparatives} ..4`,
        'something about|like|around|for ..3',
        'some kind|sort|form of ..3',
        'maybe|perhaps|possibly|potentially|ideally|eventually ..3',
        'help|helping <determiner|us|group|gerund|base> ..2',
        'ensure|ensuring ..3 better|more|properly|adequate|sufficient|appropriate|robust|resilient|adequately|correctly ..2',
      ],
      when: (match) => isWhatToDo(match) && !hasFigure(match) && !saysHow(match) && !isAmount(match),
      ask: measure,
    },
    {
      phrases: ['should|can|could|do|how|what|is|are|would there|<us|modal|adverb> ..5', 'is|are there ..5'],
      when: isQuestion,
      ask: 'Who would answer that, by looking at what, and what would each answer change?',
    },
    {
      phrases: [
        'need|needs|require|requires|want|deserves|have|get|provide|build|add|create|implement|schedule|use|put|write|do|do|give|have|having|adding|providing|putting|building|getting|creating|developing a|an|some|much|lot|even|in|of* better|more|clearer|stronger|improved|safer|faster|stricter|smarter|tighter|nicer|cleaner|greater|additional ..4',
        'schedule|allow|plan|reserve ..2 more time ..1',
        'implement|implementing|take|taking|introduce|introducing|put|putting|adopt|develop ..2 measures|steps|actions|safeguards|precautions|mitigations|procedures|controls ..3',
        'apply|use|set|define|introduce|choose|pick|adopt|enforce a|some? sane|sensible|reasonable|proper|appropriate|adequate|suitable ..4',
        'sane|reasonable|appropriate|sensible|proper|suitable|adequate|better value|values|limit|limits|level|levels|setting|settings|threshold|thresholds|solution|default|defaults',
        '<us|group> can <adverb>* be more ..2',
        'to|<link|be> <adverb>* improving|enhancing|investigating|evaluating|exploring|considering|examining|reviewing ..3',
        'continually|continuously|constantly improve|improving ..3',
        'needs|need|should to be? <adverb>* improved|reviewed|investigated|reconsidered|revisited|discussed|evaluated|rethought|clarified|optimised|optimized|simplified|looked|better|hardened|strengthened|enhanced|examined|assessed|reassessed|explored|tuned',
        'should|could|can|will|must be <adverb>* improved|reviewed|investigated|reconsidered|revisited|discussed|evaluated|rethought|clarified|optimised|optimized|simplified|hardened|strengthened|enhanced|examined|assessed|reassessed|explored|tuned',
        '<us> <be>? need|needs|have|want|wants|plan|going|must|should|will to? <adverb>* enhance|improve|investigate|evaluate|review|audit|reconsider|explore|harden|strengthen|rethink ..4',
        'communicate|plan|coordinate|document|test|monitor|prepare <preposition|determiner>? ..2 better',
        'would be a good idea',
        'might|may|could be an|a? option|alternative|possibility|worth|useful|helpful|worthwhile ..2',
        'is|be|are worth <gerund> ..3',
        'needs|need <adverb>? work|attention|love|improvement|improving|thought|rethinking',
      ],
      when: (match) => !saysHow(match) && !hasFigure(match) && !isSpec(match),
      ask: measure,
      certainty: 'likely',
    },
  ],
  examples: {
    found: [
      ['recommendation', 'Improve monitoring.'],
      ['recommendation', 'Look into rate limits.'],
      ['recommendation', 'Communicate better.'],
      ['recommendation', 'We need better dashboards for the queue.'],
      ['recommendation', 'Status: Done - Investigate why the probe is slow'],
      ['recommendation', 'Consider a second region.'],
      ['recommendation', 'We will review our deployment process.'],
      ['recommendation', 'Make the failover more robust.'],
      ['recommendation', 'Improve performance.'],
      ['recommendation', 'Deeper monitoring of the queue'],
      ['recommendation', 'Invest in resilience.'],
      ['recommendation', 'Agree on a better way to release.'],
    ],
    silent: [
      ['recommendation', 'Alert when a disk is above 85 %.'],
      ['recommendation', 'Write down how to restore the database.'],
      ['recommendation', 'Reduce 99th percentile response times to 50 ms.'],
      ['recommendation', 'Add a check to the deploy script that refuses an empty host list.'],
      ['lesson', 'The dashboards have improved since then.'],
      ['recommendation', 'Increase the timeout from 9 to 60 seconds.'],
      ['recommendation', 'Support docker-compose in staging'],
      ['recommendation', 'Fix and test health check alarms'],
      ['recommendation', 'The timeout must be greater than the lease.'],
    ],
  },
}

/** What may stand before the head of an action: who does it, that it should be done, its state in a tracker, its number. */
const leading = new Set(
  `status done todo declined unresolved resolved wip pending open closed going ongoing on-going progress action item items task high medium low p0 p1 p2 p3 should must
  will need needs want wants plan plans have has has to are is be being going would could can may might like propose proposed recommend suggest please also then finally next and in the a an
  further additionally let us let's committed continuing continue long-term short-term medium-term term future longer-term it's`.split(
    /\s+/,
  ),
)

/** Whether the match is what the sentence asks for, not something it mentions by the way. */
function isWhatToDo({ sentence, from }: Match): boolean {
  let isSaidWho = false
  let strangers = 0
  for (let at = from - 1; at >= 0 && from - at < 14; at -= 1) {
    const token = sentence.tokens[at]
    if (token === undefined) return false
    if (/^[-–—:•*|\])]$/.test(token.word) && from - at < 10) return true
    if (/^(will|should|must)$/.test(token.word)) isSaidWho = true
    const isSubject = (token.bits & (bit.us | bit.group | bit.name | bit.adverb | bit.mark | bit.modal | bit.be)) !== 0
    if ((isSubject && !(token.bits & bit.link)) || token.word === 'to') continue
    if (leading.has(token.word) || /\d/.test(token.word)) continue
    // “Operations will look into …”
    strangers += 1
    if (!isSaidWho || strangers > 2 || token.bits & (bit.past | bit.link | bit.preposition)) return false
  }
  return true
}

const naming = new Set(
  'include cover alert detect reject refuse report show validate page support fail exclude require contain warn return list'.split(
    ' ',
  ),
)

/** A way is named: by doing something, a condition, a thing to write into it. */
function saysHow(match: Match): boolean {
  const { sentence, from } = match
  for (let at = from; at < Math.min(sentence.tokens.length - 1, from + 40); at += 1) {
    const word = sentence.tokens[at]?.word
    const next = sentence.tokens[at + 1]
    if (word === 'by' && next !== undefined && next.bits & bit.gerund) return true
    if (word === 'to' && next !== undefined && naming.has(next.word)) return true
    if (word === 'from' && sentence.tokens[at + 2]?.word === 'to') return true
    if (word === 'whenever') return true
  }
  return false
}

/** A question that stands where an action should: “Can we make this faster?” */
function isQuestion(match: Match): boolean {
  const last = match.sentence.tokens.at(-1)
  return last !== undefined && /^[)\]”"’]?\?/.test(match.sentence.text.slice(last.end, last.end + 3)) && isWhatToDo(match)
}

/** A number that is no ticket, version or step: something to hold the result against. */
function hasFigure(match: Match): boolean {
  const { sentence, from } = match
  for (let at = from; at < Math.min(sentence.tokens.length, from + 24); at += 1) {
    const token = sentence.tokens[at]
    if (
      token !== undefined &&
      /^\d+(?:[.,]\d+)?(?:%|ms|s|m|h|gb|mb|kb|d|x|k|tb|min)?$/.test(token.word) &&
      sentence.tokens[at - 1]?.word !== '#' &&
      token.word.length < 6
    )
      return true
  }
  return false
}

/** “20 % faster”, “more” as a link, “greater than zero”. */
function isAmount(match: Match): boolean {
  if (!scale.has(tokenAt(match, 0)?.word ?? '')) return false
  const next = nextWord(match)
  return match.to - match.from === 1 && (next === undefined || next.word === 'than' || (next.bits & bit.mark) !== 0)
}

/** “more than three”, “no more”, “once more”: amounts and times, no directions. */
function isSpec(match: Match): boolean {
  const words = textOf(match).toLowerCase()
  return /\b(?:more than|no more|once more|any more|more or less|as well as)\b/.test(words) || nextWord(match)?.word === 'than'
}

function gerundFor(match: Match): string {
  const word = tokenAt(match, 0)?.word ?? ''
  if (word.endsWith('ing')) return word
  if (word.startsWith('improvement')) return 'improving'
  return gerundOf(word) ?? 'with it'
}
