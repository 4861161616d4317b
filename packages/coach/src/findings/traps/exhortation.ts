import { isAfter, isBefore } from '../../language/clause.ts'
import { bit } from '../../language/wordClasses.ts'
import { actorOf, type Match, nextWord, previousWord, textOf, type TrapRules } from '../rule.ts'

/** A remedy that leans on people trying harder. Careful work told as a fact, and limits that machines keep, are none. */
export const exhortation: TrapRules = {
  label: 'exhortation',
  name: 'Trying harder',
  definition:
    'The remedy is that people try harder: be careful, remember, double-check, training and reminders, approval every time.',
  source: 'Conducting Blameless Postmortems (“take away Richard’s access”); Dekker on exhortation',
  why: 'It leans on attention, and everybody was paying attention already; it works until the next busy afternoon.',
  rules: [
    {
      phrases: [
        'be|being|stay|remain|become <adverb>* extra|super? careful|cautious|diligent|vigilant|mindful|attentive|thorough|conscientious|disciplined|alert|rigorous|proactive',
        'be <adverb>* aware of|that',
        'more|greater|extra|better care|caution|attention|diligence|vigilance|discipline|rigour|rigor|mindfulness|carefulness',
        'care|caution|attention|diligence should|must|needs|has|will|ought to? be',
        'exercise|exercising|use|apply|show|take|taking <adverb|determiner>? ..1 caution|care|diligence|vigilance',
        'pay|paying <adverb|determiner>? ..1 attention',
        'keep|keeping <determiner|adverb>* ..1 eye on|out',
        'keep|keeping|bear in mind',
        'with <adverb>? more|greater|extra|great|due care|caution|attention|diligence',
        'more|very|extra carefully|cautiously|diligently|thoroughly|attentively',
        'carefully|diligently|thoroughly <adverb>? <gerund|base>',
      ],
      when: (match) => isUrging(match),
      ask: 'What in the system could change, so that the careful thing is also the easy one?',
    },
    {
      phrases: [
        'double-check|double-checking|doublecheck|triple-check|re-check',
        'double|triple check|checking',
        'remember|remembering to|that',
        '<not> forget to|that|about',
        'make|making sure <us|group>? ..1 to|that|<us|group>',
        '<us|group> <adverb>* need|have|must|should|ought to? <adverb>* make sure|certain',
        '<us|group> <adverb>* need|needs|have|must|should|ought to? <adverb>* ensure',
        'need|needs|must|should to? <adverb>* be reminded|told|instructed|warned|trained|retrained|coached|educated|disciplined',
        'try|trying harder|to be|not',
        'must|should|do|to <adverb>* never <adverb>* <base> ..8 again',
        'never|not <base> ..8 again',
        'be|being <adverb>* careful|cautious',
        'think twice|before|harder',
        'check|verify|confirm|read|look|test twice|thrice|carefully',
        'do|doing a better job of|at|with|in',
        'never again',
        'people|everyone|everybody|engineers|developers|operators|deployers|admins|sysadmins|reviewers|staff|folks|responders|maintainers|committers|authors should|must <not|adverb>* <base> ..3',
        'people|everyone|everybody|engineers|developers|operators|deployers|admins|sysadmins|reviewers|staff|folks|responders|maintainers|committers|authors on|in|of|from the|our|each|every ..2 should|must|needs|need|has|have to? <not|adverb>* <base> ..3',
        'people|everyone|everybody|engineers|developers|operators|deployers|admins|sysadmins|reviewers|staff|folks|responders|maintainers|committers|authors need|needs|have|has to <not|adverb>* <base> ..3',
        'please <adverb>* check|read|make|ask|verify|confirm|test|keep|watch|think|look|follow|announce|tell|be ..3',
        'read|check|review|verify|test|look|watch|plan|study|inspect ..4 <adverb>? carefully|closely|thoroughly|twice|attentively',
        'take|taking|treat|treating ..3 <adverb>? seriously',
        'think before <us|gerund>',
        'communicate|document|plan|coordinate|talk|test|announce|escalate|check|verify more|better clearly|often|regularly|openly|carefully|proactively|quickly|thoroughly',
        'always|never !<past|third|have|be|determiner> ..5',
        'should|must avoid <gerund> ..3',
        'need|needs|have|has to avoid <gerund> ..3',
        'avoid <gerund> ..3',
        'should|must|have|need to? always <base> ..3',
        'be sure to|that',
        'tell|ask|instruct|warn|order ..3 not to|do ..4',
        'tell|instruct|warn|order ..3 to be|remember|check|watch|stop|pay ..3',
        'do not !know|remember|have|think|see|understand|<determiner|us|possessive> ..4',
        '<us|group> <adverb>* can|could|must|should|will|need|needs|have|ought|promise to? <adverb>? do <adverb>? better',
        'follow|following|adhere|adhering|stick to? the|our|all <adverb>? ..2 procedure|procedures|process|processes|runbook|checklist|policy|policies|guidelines|rules|protocol',
        'work|working harder|smarter',
        'try|trying not to <base>',
        'quickly|promptly|swiftly|immediately|regularly <base> ..2',
        'ensure|ensuring <link>? ..2 people|everyone|everybody|staff|engineers|developers|operators|team|teams is|are <adverb>? aware|trained|informed|careful|reminded|familiar',
        'next time ,? <base> ..3',
        'remain|stay|staying|keep|keeping calm|collected|focused|focussed|disciplined|patient',
        'step|stepping|take|taking <determiner>? back|breath|moment|minute !to <adverb>? <handling>',
        'better|best|important|wise|wiser not to <base> ..2',
        'resist the ..1 urge|temptation|reflex|impulse',
        'never|not <adverb>* assume|trust|rush|panic|underestimate|hesitate ..3',
        'when|if in doubt ..1',
        '<base> ..8 more|less <adverb>',
      ],
      when: (match) => isUrging(match) && !isToMachines(match),
      ask: 'Who would have one more step because of this, and what could do it for them?',
    },
    {
      phrases: [
        'remind|reminding|retrain|retraining|re-train|re-educate|reeducate|educate|educating|coach|coaching|sensitise|sensitize|admonish|reprimand|discipline <adverb>? <determiner|possessive|us|group|name|role|preposition|adverb> ..2',
        'train|training for|of|the|our|on|all|to ..3',
        'retrained|re-trained|re-educated',
        'train|training|educate|educating|coach <adverb>? <group|us|name> ..2',
        'be <adverb>* reminded|retrained|coached|trained',
        'a|special|regular|friendly <adverb>? reminder|reminders ..2',
        'send|sending|post|circulate ..2 reminder|reminders',
        'reminder|reminders to|for|that <determiner|possessive>? ..2',
        'refresher|awareness training|course|session|campaign',
        'more|additional|better|extra|mandatory|further|security|operator|staff|user|engineer training|education|coaching|discipline',
        'raise|raising|increase awareness',
        'learn|learning more about ..8 so <link>? <us> <do>? not',
        'get them|everyone|people to <adverb>? say|confirm|sign|promise|acknowledge|agree',
      ],
      when: (match) => isUrging(match) && !isModelTraining(match),
      ask: 'On a busy afternoon, what would make this hold without anybody remembering it?',
    },
    {
      // Taking away access, an approval every time.
      phrases: [
        'needs|need|require|requires|requiring|required|get|gets|seek|obtain|ask|with|must ..3 approval|approvals|sign-off|signoff|permission|authorisation|authorization !flow|workflow|settings|model|api|error|errors',
        'take|taking|revoke|revoking|remove|removing|withdraw|restrict|restricting|limit|limiting away? <name|possessive|determiner> ..2 access|permission|permissions|rights|privileges',
        'two|second|another pair|set of eyes',
        'must|should|has|have|need|needs|will to? be approved|authorised|authorized|signed off? by ..3',
        'must|should|has|have|need|needs to? be reviewed|checked|confirmed|verified by <determiner>? two|second|another|senior|<group|role|name>',
        'revoke|revoking|remove|removing|restrict|restricting|limit|limiting ..3 access|permissions|privileges|rights for|of|from <adverb>? ..1 <group|role|name>',
        'restrict|restricting|limit|limiting ..3 access|permissions|privileges|rights to <adverb>? ..1 <group|role|name>',
        'only <determiner|adverb>? ..1 <group|role|name> ..4 may|shall <base>',
        'four-eyes|four eyes',
        'no one|nobody|none|<nobody> is|should|may|must|will|are|shall allowed? to? <adverb>* <base>',
        'do not <adverb>* let <us|group|name|role|determiner>',
        'require|requires|requiring|required a|two|additional|second|peer|manual|more|an|mandatory ..1 review|reviews|reviewer|reviewers|approver|approvers',
        'stop <gerund> without|before|until|unless',
        'stricter|strict|tighter adherence|discipline|compliance|enforcement|procedures|procedure',
        'hold|holding ..3 accountable',
        'be|being held accountable|responsible',
        'lessons? for everyone',
      ],
      when: (match) => isUrging(match) && isAboutOurAccess(match),
      ask: (match) => {
        const words = textOf(match).toLowerCase()
        if (/access|permission|privilege|rights/.test(words))
          return 'What was the access for, and which change would make the action safe whoever does it?'
        if (/accountable|responsible/.test(words))
          return 'What did they have in front of them, and what would help the next one in that chair?'
        return 'What would that other person look at, and what could show it to whoever does the work?'
      },
    },
  ],
  examples: {
    found: [
      ['recommendation', 'Everyone must double-check the target host.'],
      ['recommendation', 'Staff will be retrained.'],
      ['recommendation', 'Sam needs sign-off for reboots from now on.'],
      ['recommendation', 'Be more careful with production credentials.'],
      ['recommendation', 'Remind people to check the dashboard.'],
      ['lesson', 'We need to pay closer attention to the disk alerts.'],
      ['recommendation', 'Take away Richard’s production access.'],
      ['lesson', 'Never do that again on a Friday.'],
      ['recommendation', 'More training for Ben.'],
      ['lesson', 'Stay calm when the pager goes off.'],
      ['lesson', 'Test restores more thoroughly.'],
      ['lesson', 'Don’t mix the two kinds of pipelines.'],
    ],
    silent: [
      ['timeline', 'The team worked carefully through the list.'],
      ['recommendation', 'Make the deploy script check the target host.'],
      ['recommendation', 'Revoke the leaked token.'],
      ['timeline', 'We double-checked the certificate.'],
      ['timeline', 'Ana asked for permission to restart and got it.'],
      ['recommendation', 'Add a check that refuses hosts outside of the cluster.'],
      ['other', 'The training data of the model is kept in the bucket.'],
      ['lesson', 'The parser does not trust the length field.'],
      ['lesson', 'Deleting the lock made the job correct itself very quickly.'],
    ],
  },
}

/** In a timeline, a cause or a summary people tell what they did; elsewhere they say what to do. */
function isUrging(match: Match): boolean {
  const { sentence, from, field } = match
  // “Always drain first”: an order, where orders stand.
  if (/^(?:always|never)\b/i.test(textOf(match)) && !/\bagain$/.test(textOf(match))) {
    return (field === 'lesson' || field === 'recommendation') && (from === 0 || previousWord(match)?.word === ':')
  }
  if (
    isAfter(sentence, from, new Set(['was', 'were', 'had', 'did', 'been', 'worked', 'asked', 'could', 'simply', 'got']), 3) &&
    !isBefore(sentence, from, new Set(['again']), 12)
  )
    return false
  if (field === 'timeline' || field === 'cause' || field === 'summary' || field === 'other') {
    return (
      isAfter(sentence, from, new Set(['must', 'should', 'need', 'needs', 'ought', 'shall']), 5) &&
      !isAfter(sentence, from, new Set(['not', 'that', 'which']), 2) &&
      !['machine', 'thing', 'outsider'].includes(actorOf(match))
    )
  }
  const words = textOf(match).toLowerCase()
  if (words.startsWith('please ') && (field !== 'recommendation' || from > 0)) return false
  if (words.startsWith('avoid ') && from > 0) return false
  if (/^(?:never|not) /.test(words) && !/\bagain$/.test(words)) return isOrder(match)
  if (/^not .*again$/.test(words) && isAfter(sentence, from, new Set(['can', 'could', 'may']), 1)) return false
  if (words.startsWith('order ') && previousWord(match)?.word === 'in') return false
  if (/^do(?:n['’]t| not)\b/.test(words))
    return from === 0
      ? field === 'lesson' || isBefore(sentence, from, occasions, 12)
      : from > 0 && /^[,:]$/.test(previousWord(match)?.word ?? '')
  if (/\b(?:more|less) \w+ly$/.test(words))
    return from === 0
      ? !nounsToo.has(words.split(' ')[0] ?? '')
      : isAfter(sentence, from, new Set(['must', 'should', 'need', 'needs', 'have', 'ought']), 2)
  if (/^(?:quickly|promptly|swiftly|immediately|regularly) /.test(words)) return from === 0
  if (nextWord(match)?.word === 'had' || nextWord(match)?.word === 'was') return false
  if (/^(?:more|very|extra) /.test(words) && previousWord(match)?.word === 'not') return false
  if (/^(?:carefully|diligently|thoroughly) /.test(words))
    return field === 'lesson' ? from === 0 : from === 0 || isAfter(sentence, from, new Set(['must', 'should', 'need', 'to']), 2)
  if (isAfter(sentence, from, new Set(['so', 'automatically', 'which']), 2) && !/^(?:be|take|not|never|remember)/.test(words))
    return false
  return !/^(?:was|were)$/.test(nextWord(match)?.word ?? '')
}

/** “never trust …”, “do not assume …”, where an order can stand; “the parser does not trust” is none. */
function isOrder({ sentence: { tokens }, from }: Match): boolean {
  const at = tokens[from - 1]?.word === 'do' ? from - 1 : from
  return at === 0 || urgingBefore.has(tokens[at - 1]?.word ?? '')
}

const urgingBefore = new Set([',', ':', 'to', 'should', 'must', 'please', 'and', 'better', 'best', 'shall'])

/** A sentence that begins with one of these is as likely about the thing. */
const nounsToo = new Set('work change changes tests backup release deploy fix support build'.split(' '))

const occasions = new Set(
  'friday fridays weekend weekends holiday holidays monday night evening without before unless while during'.split(' '),
)

const machineSubjects = new Set(['machine', 'thing'])

/** “The script must make sure that …” gives the work to a program. */
function isToMachines(match: Match): boolean {
  const words = textOf(match).toLowerCase()
  const actor = actorOf(match)
  if (/^(?:make|making|ensure|double|triple|remember)/.test(words)) {
    if (actor === 'machine' || (actor === 'thing' && match.from > 0)) return true
    // “make sure that the job retries” as an action is a wish for a thing; people are urged by “we must make sure to …”
    if (/sure/.test(words)) return !/\bto$/.test(words) && !/\b(?:we|you|everyone|people|engineers|everybody|team)$/.test(words)
  }
  if (/\bensure$|make (?:sure|certain)$/.test(words))
    return (
      !/^(?:we|you|everyone|everybody|people|engineers|team|i)\b.*(?:need|must|have)/.test(words) ||
      nextWord(match)?.word === 'a' ||
      isBefore(match.sentence, match.to, new Set(['by']), 12)
    )
  return machineSubjects.has(actor) && /^(?:follow|adhere|stick|should|must|have|need)/.test(words)
}

function isModelTraining(match: Match): boolean {
  const words = textOf(match).toLowerCase()
  if (!/train/.test(words)) return false
  return (
    isBefore(
      match.sentence,
      match.from,
      new Set(['data', 'dataset', 'classifier', 'network', 'model', 'models', 'set', 'material-x', 'job', 'wing']),
      5,
    ) || isAfter(match.sentence, match.from, new Set(['model', 'classifier', 'ride', 'the']), 1)
  )
}

/** Access of one of us; that of an attacker, a token or a program is plain repair. */
function isAboutOurAccess(match: Match): boolean {
  const { sentence, from, to } = match
  const words = textOf(match).toLowerCase()
  const tokens = sentence.tokens.slice(Math.max(0, from - 4), to + 4)
  if (
    tokens.some(
      ({ bits, word }) =>
        bits & bit.outsider ||
        /^(token|tokens|leaked|compromised|attacker|bot|app|application|credential|credentials|key|keys|oauth|default|deploy|unused|anonymous|public|guard)$/.test(
          word,
        ),
    )
  )
    return false
  if (/access|permission|rights|privileges/.test(words) && /^(?:take|tak|revok|remov|withdraw|restrict|limit)/.test(words)) {
    return tokens.some(
      ({ bits, word }) =>
        bits & (bit.name | bit.role | bit.group) ||
        /^(his|her|their|away|engineer|developer|staff|employees|engineers|developers|people|production|root|admin)$/.test(
          word,
        ) ||
        word === "'s",
    )
  }
  if (/^(?:need|require|get|seek|obtain|ask|with|must)/.test(words) && /approv|sign|permission|authoris|authoriz/.test(words)) {
    if (isAfter(sentence, from, new Set(['not', 'no']), 2)) return false
    return match.field === 'recommendation' || match.field === 'lesson'
  }
  if (/^(?:no one|nobody|none|nobody)/.test(words)) return match.field === 'recommendation' || match.field === 'lesson'
  if (/review/.test(words))
    return match.field === 'recommendation' && !isAfter(sentence, from, new Set(['rules', 'which', 'that']), 5)
  return true
}
