import { unlessCorrupt } from './corruption.ts'
import type { SqlDatabase } from './driver.ts'
import { copyPlaces } from './logPlaces.ts'
import { inTransaction } from './transaction.ts'

/**
 * Makes the index of the log anew if it is damaged, or lacks rows. Whether it did. It reads the whole log, so it is the operator's to ask for; and
 * it has to come before `openLogIndex`, whose views name the table that goes.
 */
export function mendLogIndex(db: SqlDatabase): boolean {
  db.exec(`
    PRAGMA temp_store = MEMORY;
    CREATE TEMP TABLE place (
      document INTEGER NOT NULL,
      seq INTEGER NOT NULL,
      number INTEGER NOT NULL,
      PRIMARY KEY (document, seq)
    ) STRICT, WITHOUT ROWID`)
  const { last } = copyPlaces(db, 'temp.place', { after: 0 })
  const isWhole = tables.every((table) => isSound(db, table)) && !lacksRows(db)
  if (!isWhole) replaceTables(db, last)
  db.exec('DROP TABLE temp.place')
  return !isWhole
}

const tables = ['log_index', 'log_indexed'] as const

function isSound(db: SqlDatabase, table: string): boolean {
  const found = unlessCorrupt(() => db.prepare(`PRAGMA quick_check(${table})`).all() as { quick_check: string }[])
  return found?.length === 1 && found[0]?.quick_check === 'ok'
}

/** Rows after the mark are indexed in memory. */
function lacksRows(db: SqlDatabase): boolean {
  const found = db
    .prepare(
      `SELECT 1 FROM temp.place LEFT JOIN log_index ON log_index.document = place.document AND log_index.seq = place.seq
       WHERE log_index.number IS NOT place.number AND place.number <= coalesce((SELECT up_to FROM log_indexed), 0) LIMIT 1`,
    )
    .get()
  return found !== undefined
}

/** A torn table can't be emptied, nor always dropped: it makes room by its name. */
function replaceTables(db: SqlDatabase, last: number): void {
  const old = tables.map((table) => `damaged_${table}_${Date.now()}`)
  inTransaction(db, () => {
    tables.forEach((table, index) => {
      const { sql } = db.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').get(table) as { sql: string }
      db.exec(`ALTER TABLE ${table} RENAME TO ${old[index]}`)
      db.exec(sql)
    })
    db.exec('INSERT INTO log_index SELECT document, seq, number FROM temp.place')
    db.prepare('INSERT INTO log_indexed (id, up_to) VALUES (1, ?)').run(last)
  })
  for (const table of old) unlessCorrupt(() => db.exec(`DROP TABLE ${table}`))
}
