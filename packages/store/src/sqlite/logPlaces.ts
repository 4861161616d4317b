import { unlessCorrupt } from './corruption.ts'
import type { SqlDatabase } from './driver.ts'

/**
 * Copies the places of all rows of the log (document, seq, number) into a table. A torn page takes its own rows and no others. It reads the
 * whole log: half a second for 200,000 rows. The largest number that may be in use.
 */
export function copyPlaces(db: SqlDatabase, into: string): number {
  const copy = db.prepare(
    `INSERT OR IGNORE INTO ${into} (document, seq, number)
     SELECT document, seq, number FROM log WHERE number > ? AND number <= ? ORDER BY number`,
  )
  const last = lastNumber(db)
  let step = last
  for (let from = 0; from < last;) {
    const to = Math.min(from + step, last)
    if (unlessCorrupt(() => copy.run(from, to)) !== undefined) {
      from = to
      step *= 2
    } else if (step > 1) {
      step = Math.ceil(step / 2)
    } else {
      from += 1
    }
  }
  return last
}

/** Where the newest page is torn: each row that was ever written has had a number. */
function lastNumber(db: SqlDatabase): number {
  const find = (sql: string) => unlessCorrupt(() => (db.prepare(sql).get() as { last: number }).last)
  return (
    find('SELECT coalesce(max(number), 0) AS last FROM log') ?? find('SELECT coalesce(sum(seq), 0) AS last FROM document') ?? 0
  )
}
