import { gerundOf } from '../language/verbs.ts'
import type { Rewording } from './finding.ts'
import type { Match } from './rule.ts'

/** Takes the words of the match out, with the comma and the space that went with them, and gives a new first word its capital. */
export function withoutIt(match: Match): Rewording | null {
  const { tokens, text } = match.sentence
  const first = tokens[match.from]
  const last = tokens[match.to - 1]
  if (first === undefined || last === undefined) return null
  const comma = tokens[match.to]
  const end = comma?.word === ',' && text.slice(last.end, comma.start) === '' ? comma.end : last.end
  const space = /^[ \u00a0]*/.exec(text.slice(end, end + 4))?.[0].length ?? 0
  const behind = tokens[comma?.end === end && comma !== last ? match.to + 1 : match.to]
  if (behind === undefined || space === 0 || behind.start !== end + space) return null
  const wasFirst = match.from === 0
  return wasFirst
    ? { start: first.start, end: behind.end, text: capital(text.slice(behind.start, behind.end)) }
    : { start: first.start, end: behind.end, text: text.slice(behind.start, behind.end) }
}

export function replacedBy(match: Match, words: string): Rewording | null {
  const first = match.sentence.tokens[match.from]
  const last = match.sentence.tokens[match.to - 1]
  if (first === undefined || last === undefined) return null
  const isCapital = /^\p{Lu}/u.test(match.sentence.text.slice(first.start, first.end))
  return { start: first.start, end: last.end, text: isCapital ? capital(words) : words }
}

/** `rolled` in `should have rolled back` → `rolling`; null for verbs that are not in our list, and for being and having, which are no steps. */
export function doing(match: Match): string | null {
  const { word = '' } = match.sentence.tokens[match.to - 1] ?? {}
  return /^(?:be|been|had|have)$/.test(word) ? null : gerundOf(word)
}

function capital(words: string): string {
  return words.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
}
