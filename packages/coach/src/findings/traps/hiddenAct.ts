import { type Actor, isAfter, isBefore, subjectOf } from '../../language/clause.ts'
import type { Token } from '../../language/sentences.ts'
import { bit } from '../../language/wordClasses.ts'
import { type Match, nextWord } from '../rule.ts'

const byItself = new Set(
  'automatically automatic autoscaler autoscaling automated auto-scaling periodically nightly kubelet unattended dynamically'.split(
    ' ',
  ),
)
const withoutHands = new Set('automatically autoscaler periodically kubelet unattended dynamically'.split(' '))
/** What grows, falls and moves without a hand. */
const flowing = new Set(
  'connection request packet message event session order orders error alarm traffic image images configmap load latency rate rates cpu memory usage requests responses errors messages queries packets jobs connections sessions events users customers accounts customer user people engineers employees team pod pods container containers segments keys entries cookies transactions blocks service services access functionality replica lock locks updates capacity data coins funds tokens xch emails metrics alerts logs votes block disk page pages nobody someone they he she we i email function contribution bandwidth throughput impact'.split(
    ' ',
  ),
)
/** Told of settings, files and tickets as well: an event only where events are told. */
const onlyInTimeline = new Set('created set built started stopped attempted tried'.split(' '))

const paperwork = new Set(
  'ticket tickets task tasks issue incident channel bug report document room thread bridge case call meeting investigation blocks'.split(
    ' ',
  ),
)
const clearActs = new Set(
  'deployed merged reverted rebooted deleted removed disabled powered decided upgraded dismissed misjudged made'.split(' '),
)
const events = new Set(
  'deployed redeployed merged reverted rolled restarted rebooted powered depooled repooled drained upgraded downgraded migrated shut switched turned patched wiped bumped scaled revoked promoted failed attempted muted silenced decided postponed disconnected unplugged recreated rebuilt'.split(
    ' ',
  ),
)
/** Nobody has just done what was so already, what runs by itself, or what was done well or badly. */
const asItStood = new Set(
  'not never already still automatically previously poorly badly well properly adequately insufficiently'.split(' '),
)
const modals = new Set('would could should might may must ought to will can'.split(' '))
const denials = new Set('not never no nothing none nor neither if unless already whether how why'.split(' '))
const checking = new Set('verify ensure confirm'.split(' '))
const aside = new Set('when after before until if that which as'.split(' '))

const stateful = new Set('configured provisioned attached'.split(' '))

/** A passive of handling or deciding that tells an event and names neither person nor machine. */
export function isHiddenAct(match: Match): boolean {
  const { sentence, from, to, field } = match
  const verb = sentence.tokens.slice(from + 1, to).findLast(({ bits }) => bits & bit.participle) ?? sentence.tokens[to - 1]
  if (verb === undefined || (stateful.has(verb.word) && !isReconfigured(match)) || !tellsAnEvent(match, verb)) return false
  if (isUnreal(match) || happensByItself(match) || hasAgent(match, to)) return false
  if (field === 'lesson') return clearActs.has(verb.word) && !isAfter(sentence, from, aside, 12)
  if (field === 'other') return false
  if (isSubordinate(match) && !(verb.bits & bit.deciding)) return false
  return isHandled(match, verb)
}

/** “were configured to use the new cache”, in a timeline: told as a step. */
function isReconfigured({ sentence, to, field }: Match): boolean {
  return field === 'timeline' && sentence.tokens[to]?.word === 'to'
}

/** In the past, or in a timeline, where the present tense is used for what happened. */
function tellsAnEvent({ sentence: { tokens }, from, to, field }: Match, verb: Token): boolean {
  const first = tokens[from]?.word ?? ''
  const before = tokens[from - 1]
  // “the index was being rebuilt at the time”: what went on, by hand or by itself
  if (first === 'being' || (field !== 'timeline' && tokens[from + 1]?.word === 'being')) return false
  // “once all writes have been drained”, “the option has been removed”: how things stand, not what somebody did that day
  if (/^(has|have)$/.test(first === 'been' ? (before?.word ?? '') : first) && field !== 'timeline') return false
  if (first === 'been') return before !== undefined && (/^(had|has|have)$/.test(before.word) || (before.bits & bit.adverb) !== 0)
  if (!/^(is|are|get|gets)$/.test(first)) return true
  return field === 'timeline' && events.has(verb.word) && !/^(and|or)$/.test(tokens[to]?.word ?? '')
}

/** “may have been moved”, “was not moved”, “verify that it was moved”, “was already moved”: nobody is said to have just done it. */
function isUnreal({ sentence, from, to }: Match): boolean {
  if (isAfter(sentence, from, modals, 3) || isAfter(sentence, from, denials, 4) || isAfter(sentence, from, checking, 6))
    return true
  return sentence.tokens[from - 1]?.word === 'there' || sentence.tokens.slice(from, to).some(({ word }) => asItStood.has(word))
}

function happensByItself(match: Match): boolean {
  const { sentence, from, to } = match
  if (isAfter(sentence, from, withoutHands) || isBefore(sentence, to, byItself, wordsToMark(match, 5))) return true
  // “After an automatic upgrade, all rules were removed”; but an automatic job is switched off by somebody.
  let comma = from - 1
  while (comma > 0 && from - comma < 14 && !((sentence.tokens[comma]?.bits ?? 0) & bit.mark)) comma -= 1
  return from - comma < 14 && isAfter(sentence, comma, byItself, 12)
}

/** What was acted upon is something that only people act upon. */
function isHandled(match: Match, verb: Token): boolean {
  const { sentence, from, field } = match
  const head = headBefore(match)
  if (onlyInTimeline.has(verb.word) && (field !== 'timeline' || (head !== null && paperwork.has(head)))) return false
  if (/^(they|it)$/.test(sentence.tokens[from - 1]?.word ?? '')) return true
  if (head !== null && flowing.has(head) && !/^(moved|switched|drained|diverted|failed)$/.test(verb.word)) return false
  return ['machine', 'thing', 'none'].includes(subjectOf(sentence, auxiliaryOf(match)))
}

/** Where the passive begins: “the decision was made” starts before it. */
function auxiliaryOf({ sentence, from, to }: Match): number {
  for (let at = from; at < to; at += 1) if ((sentence.tokens[at]?.bits ?? 0) & (bit.be | bit.have)) return at
  return from
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
      !/^\d/.test(next.word) &&
      !/^(hour|hours|minute|minutes|day|days|week|factor|half|percent)$/.test(sentence.tokens[at + 2]?.word ?? '')
    )
  }
  return false
}

const designed = new Set(
  'meant designed supposed expected intended required needed used able unable configured set allowed forced unlikely likely known said believed thought assumed found seen reported scheduled due asked told invited sent redirected routed limited subject tied'.split(
    ' ',
  ),
)

/** “was triggered to free the queue”, “was made in an attempt to …”, “was cleared by hand”: a purpose and a hand belong to people. */
export function isHiddenPurpose(match: Match): boolean {
  const { sentence, from, to, field } = match
  const verb = sentence.tokens.slice(from + 1, to).find(({ bits }) => bits & bit.participle)
  if (verb === undefined || designed.has(verb.word) || field === 'other' || field === 'lesson') return false
  if (isUnreal(match) || happensByItself(match) || hasAgent(match, from + 2) || isSubordinate(match)) return false
  const last = sentence.tokens[to - 1]
  if (last !== undefined && last.bits & bit.base && !intended.has(verb.word)) return false
  if (field !== 'timeline' && headBefore(match) === 'attempt') return false
  return isOneOfThings(subjectOf(sentence, from))
}

const intended = new Set(
  'restricted triggered initiated opened launched made taken created introduced developed formed organised organized convened scheduled'.split(
    ' ',
  ),
)

function isOneOfThings(actor: Actor): boolean {
  return actor === 'machine' || actor === 'thing' || actor === 'none'
}

const judgedByMachines = new Set(
  'marked flagged classified reported rejected counted treated identified considered detected parsed interpreted read computed calculated handled cached evicted routed redirected denied matched assumed configured thought believed'.split(
    ' ',
  ),
)

export function isHiddenSlip(match: Match): boolean {
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
