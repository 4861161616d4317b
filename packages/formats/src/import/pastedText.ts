import { readTimeline } from '../timeline/readTimeline.ts'
import type { ImportKnown } from './imported.ts'
import type { Reading } from './reading.ts'
import { newRow } from './rows.ts'

/** A timeline as somebody wrote it. */
export function readPastedText(text: string, { date, zone }: ImportKnown, file: number): Reading {
  const { entries, leftOut, asks } = readTimeline(text, { date, zone })
  return {
    rows: entries.map((entry) => {
      const [from = 1] = entry.lines
      return newRow({
        id: `text:${file}/${from}`,
        at: entry.time,
        until: entry.until,
        precision: entry.precision,
        approximate: entry.approximate,
        text: entry.text,
        mark: entry.marks[0] ?? null,
        source: { file, from, to: entry.lines.at(-1) ?? from },
      })
    }),
    leftOut: leftOut.map(({ line, text: words, why }) => ({ source: { file, from: line, to: line }, text: words, why })),
    problems: [],
    asks: asks.filter((ask) => ask !== 'start'),
  }
}
