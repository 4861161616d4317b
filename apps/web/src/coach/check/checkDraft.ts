import { type Finding, type TrapLabel, trapLabels } from '@second-story/coach'
import type { findingsIn } from '../askCoach.ts'
import type { OwnWords } from '../coachQuestions.ts'
import { sentenceAt } from '../sentences.ts'
import { apart } from '../written.ts'
import type { BoardText, GoTo } from './places.ts'

/** A sentence to talk about. */
export interface Place {
  readonly where: string
  readonly goTo: GoTo
  /** The words that the finding is about, and what stands around them in their sentence. */
  readonly before: string
  readonly words: string
  readonly after: string
  readonly why: string
  readonly ask: string
}

export interface Topic {
  readonly trap: TrapLabel
  readonly places: readonly Place[]
}

export interface Wishes {
  /** In the browser, the coach’s worker. */
  readonly ask: typeof findingsIn
  readonly own: OwnWords
  /** Which findings somebody wants to hear of; `sentence` is the one that it stands in. */
  readonly wants: (trap: TrapLabel, sentence: string) => boolean
  readonly onProgress: (done: number) => void
  readonly signal: AbortSignal
}

/** The coach is not there, as when its worker could not be loaded: nothing can be said about the draft. */
export class CoachAwayError extends Error {
  override readonly name = 'CoachAwayError'
}

/** Looks at all texts, one after the other, in the worker. Rejects with `CoachAwayError`, or with the reason of the signal. */
export async function checkDraft(texts: readonly BoardText[], wishes: Wishes): Promise<readonly Topic[]> {
  const { ask, own, wants, onProgress, signal } = wishes
  // Without its worker the coach finds nothing in anything; that must not look like a draft without places to talk about.
  if ((await ask(surelyFound, 'cause', { signal })).length === 0) throw new CoachAwayError('The coach could not be loaded.')
  const byTrap = new Map<TrapLabel, Place[]>()
  for (const [done, each] of texts.entries()) {
    onProgress(done)
    const found = await ask(each.text, each.field, { own, signal })
    const wanted = found.filter(({ trap, start }) => wants(trap, each.text.slice(...sentenceAt(each.text, start))))
    for (const finding of apart(wanted)) {
      const places = byTrap.get(finding.trap) ?? []
      byTrap.set(finding.trap, [...places, placeOf(each, finding)])
    }
  }
  return trapLabels.flatMap((trap) => {
    const places = byTrap.get(trap)
    return places === undefined ? [] : [{ trap, places }]
  })
}

const surelyFound = 'It was human error.'

/** Characters on either side; a sentence without an end would fill the screen. */
const maxContext = 160

function placeOf({ where, goTo, text }: BoardText, { start, end, why, ask }: Finding): Place {
  const [from, to] = sentenceAt(text, start)
  return {
    where,
    goTo,
    before: lastPart(text.slice(from, start)),
    words: text.slice(start, end),
    after: firstPart(text.slice(end, Math.max(end, to))),
    why,
    ask,
  }
}

function lastPart(text: string): string {
  return text.length <= maxContext ? text : `…${text.slice(-maxContext).replace(/^\S*/, '')}`
}

function firstPart(text: string): string {
  return text.length <= maxContext ? text : `${text.slice(0, maxContext).replace(/\S*$/, '')}…`
}
