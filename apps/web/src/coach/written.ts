import type { Finding, TrapLabel } from '@second-story/coach'
import { afterEdit, type Edit, type Range, untouched } from './ranges.ts'

/** A finding in a text that is being written, at places of that text. */
export interface Noticed {
  readonly trap: TrapLabel
  readonly why: string
  readonly ask: string
  readonly from: number
  readonly to: number
  /** The words that it is about, and the sentence that they stand in. */
  readonly words: string
  readonly sentence: string
  /** `reads`: what would stand there, with some of the words around it. */
  readonly rewording: { readonly from: number; readonly to: number; readonly text: string; readonly reads: string } | null
}

/** What is known of a text besides its words: which parts this person typed, and what the coach noticed in them. */
export interface Written {
  readonly typed: readonly Range[]
  readonly noticed: readonly Noticed[]
}

export const unwritten: Written = { typed: [], noticed: [] }

/** The same words of the same sentence, wherever they stand by now. */
export function isSameNotice(a: Noticed, b: Noticed): boolean {
  return a.trap === b.trap && a.sentence === b.sentence && a.words === b.words
}

/** After an edit; what was noticed in words that are others now is gone. */
export function afterWriting(written: Written, edit: Edit, isTyped: boolean): Written {
  return {
    typed: afterEdit(written.typed, edit, isTyped),
    noticed: written.noticed.flatMap((each) => movedNotice(each, edit) ?? []),
  }
}

function movedNotice(noticed: Noticed, edit: Edit): Noticed | null {
  const { rewording } = noticed
  const from = untouched(noticed.from, noticed.to, edit)
  if (from === null) return null
  const reworded = rewording === null ? null : untouched(rewording.from, rewording.to, edit)
  if (from === noticed.from && reworded === (rewording?.from ?? null)) return noticed
  return {
    ...noticed,
    from,
    to: from + noticed.to - noticed.from,
    rewording:
      rewording === null || reworded === null
        ? null
        : { ...rewording, from: reworded, to: reworded + rewording.to - rewording.from },
  }
}

const maxBefore = 24
const maxBehind = 40

/** The sentence around `[start, end)` as it would read with `text` there, from a word on and up to one. */
export function previewOf(sentence: string, start: number, end: number, text: string): string {
  const before = sentence.slice(0, start)
  const behind = sentence.slice(end)
  const from = before.length <= maxBefore ? 0 : before.indexOf(' ', before.length - maxBefore) + 1
  const to = behind.length <= maxBehind ? behind.length : Math.max(0, behind.lastIndexOf(' ', maxBehind))
  return `${from > 0 ? '… ' : ''}${before.slice(from)}${text}${behind.slice(0, to)}${to < behind.length ? ' …' : ''}`
}

/**
 * One thing at a time for each word: of findings that overlap the surer one, then the one that offers a rewording, then the first. Once it is
 * ignored the other may be shown.
 */
export function apart(findings: readonly Finding[]): readonly Finding[] {
  const rank = ({ certainty, rewording }: Finding) => (certainty === 'sure' ? 0 : 2) + (rewording === undefined ? 1 : 0)
  const kept: Finding[] = []
  for (const each of findings.toSorted((a, b) => rank(a) - rank(b) || a.start - b.start)) {
    if (kept.every(({ start, end }) => end <= each.start || each.end <= start)) kept.push(each)
  }
  return kept.sort((a, b) => a.start - b.start)
}
