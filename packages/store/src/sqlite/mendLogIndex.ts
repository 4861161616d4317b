import { unlessCorrupt } from './corruption.ts'
import type { SqlDatabase } from './driver.ts'
import { copyPlaces } from './logPlaces.ts'
import { inTransaction } from './transaction.ts'

const tables = ['log_index', 'log_indexed'] as const

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
  copyPlaces(db, 'temp.place')
  const areSound = tables.every((table) => isSound(db, table))
  const isDue = !areSound || lacksRows(db) || isTornAfterMark(db)
  if (isDue) replaceTables(db, areSound)
  db.exec('DROP TABLE temp.place')
  return isDue
}

function isSound(db: SqlDatabase, table: string): boolean {
  const found = unlessCorrupt(() => db.prepare(`PRAGMA quick_check(${table})`).all() as { quick_check: string }[])
  return found?.length === 1 && found[0]?.quick_check === 'ok'
}

/** Of those up to the mark, or has no mark. */
function lacksRows(db: SqlDatabase): boolean {
  const found = db
    .prepare(
      `SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM log_indexed) OR EXISTS (
         SELECT 1 FROM temp.place LEFT JOIN log_index ON log_index.document = place.document AND log_index.seq = place.seq
         WHERE log_index.number IS NOT place.number AND place.number <= (SELECT up_to FROM log_indexed))`,
    )
    .get()
  return found !== undefined
}

/** What comes after the mark is read at each start. */
function isTornAfterMark(db: SqlDatabase): boolean {
  const read = db.prepare('SELECT count(document + seq) FROM log WHERE number > (SELECT up_to FROM log_indexed)')
  return unlessCorrupt(() => read.get()) === undefined
}

/** A table that is damaged may hold pages of others, which would be free for use if it were dropped. It only makes room by its name, and stays. */
function replaceTables(db: SqlDatabase, areSound: boolean): void {
  const time = Date.now()
  inTransaction(db, () => {
    for (const table of tables) {
      const { sql } = db.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').get(table) as { sql: string }
      if (areSound) db.exec(`DROP TABLE ${table}`)
      else db.exec(`ALTER TABLE ${table} RENAME TO damaged_${table}_${time}`)
      db.exec(sql)
    }
    db.exec(`
      INSERT INTO log_index SELECT document, seq, number FROM temp.place;
      INSERT INTO log_indexed SELECT 1, coalesce(max(number), 0) FROM temp.place`)
  })
}
