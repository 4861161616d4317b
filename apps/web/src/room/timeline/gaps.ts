import type { TimelineEntry } from '@second-story/meeting'

/** A pause shorter than this is how work goes; a longer one is worth a question. */
const quietMs = 15 * 60_000

/**
 * How long nothing is recorded between two rows that follow each other, in milliseconds; null where that is a quarter of an hour at
 * most, or can't be told: a row that names only its day says nothing about the hour. A range lasts until its end.
 */
export function gapBetween(before: TimelineEntry | null, after: TimelineEntry): number | null {
  const from = before === null || before.precision === 'day' ? null : endOf(before)
  if (from === null || after.at === null || after.precision === 'day') return null
  const gap = Date.parse(after.at) - from
  return gap > quietMs ? gap : null
}

function endOf({ at, until }: TimelineEntry): number | null {
  if (at === null) return null
  const begin = Date.parse(at)
  return until === null ? begin : Math.max(begin, Date.parse(until))
}

/** Whether two rows happened at the same moment, as far as is known; rows without a time count as such. Only these can be reordered. */
export function isSameMoment(a: Pick<TimelineEntry, 'at'>, b: Pick<TimelineEntry, 'at'>): boolean {
  return a.at === null || b.at === null ? a.at === b.at : Date.parse(a.at) === Date.parse(b.at)
}
