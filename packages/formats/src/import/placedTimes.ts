import { readTimeline } from '../timeline/readTimeline.ts'
import type { ImportedRow, ImportKnown } from './imported.ts'
import { readInstant } from './instants.ts'

export type PlacedTime = Pick<ImportedRow, 'at' | 'until' | 'precision' | 'approximate'>

/** A time as it is written, or a line that says which day begins. */
export interface WrittenTime {
  readonly time: string
  readonly day?: boolean
}

/** Reads times that stand apart from their words as if they were a timeline: days roll over midnight, a day holds for what follows. */
export function placeTimes(
  written: readonly WrittenTime[],
  { date, zone }: ImportKnown,
): { readonly times: readonly PlacedTime[]; readonly asks: readonly ('date' | 'zone')[] } {
  const lines = written.map(({ time, day }) => (day ? `## ${oneLine(time)}` : `- ${oneLine(time)} – x`))
  const { entries, asks } = readTimeline(lines.join('\n'), { date, zone })
  const byLine = new Map(entries.map((entry) => [entry.lines[0] ?? 0, entry]))
  const times = written.map(({ time }, index): PlacedTime => {
    const instant = readInstant(time)
    if (instant !== null) return { at: instant.at, until: null, precision: instant.precision, approximate: false }
    const entry = byLine.get(index + 1)
    return {
      at: entry?.time ?? null,
      until: entry?.until ?? null,
      precision: entry?.precision ?? 'minute',
      approximate: entry?.approximate ?? false,
    }
  })
  return { times, asks: asks.filter((ask) => ask !== 'start') }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
