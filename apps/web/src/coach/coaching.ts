import type { Field } from '@second-story/coach'
import { announce } from '../design/announce.tsx'
import { findingsIn } from './askCoach.ts'
import { card, caretAt, hideCard, pointAt, showCard } from './card.ts'
import { coachHere, watchCoachHere } from './here.ts'
import { isIgnored } from './ignored.ts'
import { covers, joined, type Range } from './ranges.ts'
import { sentenceAt } from './sentences.ts'
import { recallTyped, rememberTyped } from './typedSentences.ts'
import { apart, isSameNotice, type Noticed, previewOf, type Written } from './written.ts'

/** A stretch of words without a break, and where in the text it begins. */
export interface Piece {
  readonly words: string
  readonly at: number
}

/** A text on the screen that somebody writes in, of whatever kind. */
export interface Surface {
  /** What has the focus while writing. */
  readonly element: HTMLElement
  readonly field: Field
  pieces(): readonly Piece[]
  written(): Written
  /** Draws the underlines, for this screen alone. */
  show(written: Written): void
  /** Where the words are, in the window: a box for each line. */
  boxesOf(noticed: Noticed): readonly DOMRect[]
  /** As typed by the writer: one step of undo. */
  replace(from: number, to: number, text: string): void
  /** Null while something is selected. */
  caret(): number | null
  /** An unfinished word of an input method must not be drawn anew. */
  isComposing(): boolean
  focus(at?: number): void
  /** Nothing of the text has the focus any more, once the card that had it is gone. */
  left(): void
}

export interface Coaching {
  /** The words are others now. The card makes way for who types, and stays while others write elsewhere in the text. */
  changed(byWriter: boolean): void
  caretMoved(): void
  pointedAt(noticed: Noticed | null): void
  close(): void
}

const surfaces = new WeakMap<Element, Surface>()

/** The text that has the focus; null if none has, or it has no coach. */
export function surfaceInUse(): Surface | null {
  return (document.activeElement && surfaces.get(document.activeElement)) ?? null
}

/** After a pause of typing this long: nobody is spoken to in the middle of a word. */
const pauseMs = 700

/** Watches a text while it is written in, and shows the writer, and nobody else, what the coach noticed in the words that they typed. */
export function openCoaching(surface: Surface): Coaching {
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking = new AbortController()
  let isClosed = false
  /** Said to a screen reader once. */
  const said = new Set<string>()

  function later(ms: number) {
    clearTimeout(timer)
    asking.abort()
    asking = new AbortController()
    timer = setTimeout(() => void look(asking.signal), ms)
  }

  async function look(signal: AbortSignal) {
    if (surface.isComposing()) return later(pauseMs)
    const before = surface.written()
    const pieces = surface.pieces()
    const typed = joined([
      ...before.typed,
      ...pieces.flatMap(({ words, at }) => recallTyped(words).map(([from, to]): Range => [from + at, to + at])),
    ])
    for (const { words, at } of pieces)
      rememberTyped(
        words,
        typed.map(([from, to]) => [from - at, to - at]),
      )
    const found = await Promise.all(pieces.map((piece) => noticeIn(piece, surface.field, typed, signal))).catch(() => null)
    if (found === null || signal.aborted) return
    const noticed = found.flat()
    // Nothing new is nothing to draw: an editor is left alone.
    if (JSON.stringify([typed, noticed]) !== JSON.stringify([before.typed, before.noticed])) surface.show({ typed, noticed })
    tell(noticed)
  }

  function tell(noticed: readonly Noticed[]) {
    const news = noticed.filter(({ trap, sentence }) => !said.has(`${trap} ${sentence}`))
    for (const { trap, sentence } of news) said.add(`${trap} ${sentence}`)
    const [first] = news
    if (first === undefined || !surface.element.contains(document.activeElement)) return
    announce(`The coach has a question about “${first.words}”. Alt+Enter opens it.`)
  }

  const unwatch = watchCoachHere(() => {
    if (surface.element.isConnected) later(0)
    else coaching.close()
  })

  surfaces.set(surface.element, surface)

  const coaching: Coaching = {
    changed(byWriter) {
      const { shown } = card.getState()
      if (shown?.surface === surface) {
        const still = byWriter ? undefined : surface.written().noticed.find((each) => isSameNotice(each, shown.noticed))
        if (still === undefined) hideCard()
        else showCard({ ...shown, noticed: still })
      }
      later(pauseMs)
    },
    caretMoved() {
      const place = surface.caret()
      const here = place === null ? null : surface.written().noticed.find(({ from, to }) => from <= place && place <= to)
      caretAt(surface, here ?? null)
    },
    pointedAt: (noticed) => pointAt(surface, noticed),
    close() {
      if (isClosed) return
      isClosed = true
      clearTimeout(timer)
      asking.abort()
      unwatch()
      surfaces.delete(surface.element)
      if (card.getState().shown?.surface === surface) hideCard()
      const { typed } = surface.written()
      for (const { words, at } of surface.pieces())
        rememberTyped(
          words,
          typed.map(([from, to]) => [from - at, to - at]),
        )
    },
  }
  later(pauseMs)
  return coaching
}

/** What is to be shown of one piece: only what this person typed, wanted to hear, and has not heard enough of. */
async function noticeIn(
  { words, at }: Piece,
  field: Field,
  typed: readonly Range[],
  signal: AbortSignal,
): Promise<readonly Noticed[]> {
  const { isOn, meeting, offTraps, own } = coachHere()
  // Other people’s words are not even looked at.
  if (!isOn || !typed.some(([from, to]) => from < at + words.length && at < to)) return []
  const findings = await findingsIn(words, field, { own, signal })
  const wanted = findings.filter(({ trap, start, end }) => {
    if (offTraps.has(trap) || !covers(typed, start + at, end + at)) return false
    return !isIgnored({ meeting, trap, sentence: words.slice(...sentenceAt(words, start)) })
  })
  return apart(wanted).map(({ trap, why, ask, start, end, rewording }) => {
    const [from, to] = sentenceAt(words, start)
    const sentence = words.slice(from, to)
    return {
      trap,
      why,
      ask,
      from: start + at,
      to: end + at,
      words: words.slice(start, end),
      sentence,
      rewording:
        rewording === undefined
          ? null
          : {
              from: rewording.start + at,
              to: rewording.end + at,
              text: rewording.text,
              reads: previewOf(sentence, rewording.start - from, rewording.end - from, rewording.text),
            },
    }
  })
}
