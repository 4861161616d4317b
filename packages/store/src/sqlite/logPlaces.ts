import { unlessCorrupt } from './corruption.ts'
import type { SqlDatabase } from './driver.ts'

interface CopyOptions {
  /** Rows with larger numbers. */
  readonly after: number
  /** A table of places: rows that stand in it are left out. */
  readonly unless?: string
}

/** Beyond any number on a torn page. */
const farEnough = 2 ** 32
/** Nothing but torn pages for so many numbers: what comes after them can't be reached. */
const mostFailures = 500

/**
 * Copies the places of the log's rows (document, seq, number) into a table. A torn page takes its own rows and no others. `last` is the largest
 * number in use, as far as that can be told; `isWhole` says that no page was in the way.
 */
export function copyPlaces(
  db: SqlDatabase,
  into: string,
  { after, unless }: CopyOptions,
): { readonly last: number; readonly isWhole: boolean } {
  const isNew =
    unless === undefined
      ? ''
      : `AND NOT EXISTS (SELECT 1 FROM ${unless} AS there
         WHERE there.document = log.document AND there.seq = log.seq AND there.number = log.number)`
  const copy = db.prepare(
    `INSERT OR REPLACE INTO ${into} (document, seq, number)
     SELECT document, seq, number FROM log WHERE number > ? AND number <= ? ${isNew} ORDER BY number`,
  )
  const found = unlessCorrupt(
    () => (db.prepare('SELECT coalesce(max(number), 0) AS last FROM log').get() as { last: number }).last,
  )
  const last = found ?? Number.MAX_SAFE_INTEGER
  let isWhole = found !== undefined
  let from = after
  let step = found === undefined ? 1024 : last - after
  let reached = after
  for (let failures = 0; from < last && failures < mostFailures;) {
    const to = Math.min(from + step, last)
    if (unlessCorrupt(() => copy.run(from, to)) !== undefined) {
      from = to
      reached = to
      step *= 2
      failures = 0
    } else if (step > 1) {
      isWhole = false
      step = Math.ceil(step / 2)
    } else {
      isWhole = false
      from += 1
      failures += 1
    }
  }
  return { last: found ?? reached + farEnough, isWhole }
}
