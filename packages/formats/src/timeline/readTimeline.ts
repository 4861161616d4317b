import type { Mark } from '@second-story/meeting'
import { type Known, placeEntries } from './calendar.ts'
import { markEntries } from './marks.ts'
import { type LeftOut, outlineOf } from './outline/outline.ts'
import { onlyZoneBesideTimes } from './stamps/zone.ts'

export interface TimelineEntry {
  /** `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM[:SS]`, with an offset where a zone is known; null where text and review leave it open. */
  readonly time: string | null
  readonly until: string | null
  readonly precision: 'day' | 'minute' | 'second'
  readonly approximate: boolean
  /** Its visible words, without time, bullets and marks of Markdown; paragraphs and points on lines of their own. */
  readonly text: string
  readonly marks: readonly Mark[]
  /** Where it stands in the source, from 1. */
  readonly lines: readonly number[]
}

export interface TimelineReading {
  readonly entries: readonly TimelineEntry[]
  readonly leftOut: readonly LeftOut[]
  /** What neither text nor review says, each to be asked once: the incident's day, its zone, when `T+0` was. */
  readonly asks: readonly ('date' | 'zone' | 'start')[]
}

/**
 * Reads a timeline as people write them: lists, tables, headings, copied chats, with times in any of the usual forms. `known` is what the
 * review knows; the text wins over it. Never throws. Every line that is not blank is either in an entry or left out with the reason; it
 * takes time in proportion to the text.
 */
export function readTimeline(text: string, known: Known): TimelineReading {
  const { items, leftOut } = outlineOf(text)
  const entries = items.filter((item) => item.is === 'entry')
  // Logs and messages among the entries have clocks of their own: only the prose around counts.
  const prose = leftOut.filter(({ why }) => why !== 'code or log' && why !== 'comment').map(({ text: words }) => words)
  const placed = placeEntries(items, known, onlyZoneBesideTimes(prose.join('\n')))
  const marks = markEntries(entries.map(({ text: words }) => words))
  const lacking = new Set(placed.map(({ lacks }) => lacks))
  return {
    entries: placed.map(({ time, until, precision, approximate }, index) => {
      const { text: words = '', lines = [] } = entries[index] ?? {}
      return { time, until, precision, approximate, text: words, marks: marks[index] ?? [], lines }
    }),
    leftOut,
    asks: (['date', 'zone', 'start'] as const).filter((ask) => lacking.has(ask)),
  }
}
