import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { SqlDatabase } from './driver.ts'
import { schemaVersion } from './migrations.ts'
import { openDatabase as open } from './openDatabase.ts'
import { openDriver } from './testing/openDriver.ts'
import { temporaryFolder } from './testing/temporaryFolder.ts'

async function openDatabase(path: string): Promise<{ db: SqlDatabase; close(): void }> {
  const { db, letGo } = await open(path)
  return {
    db,
    close() {
      db.close()
      letGo()
    },
  }
}

const folder = temporaryFolder()
const at = (name: string) => join(folder.path, name)

async function change(path: string, sql: string): Promise<void> {
  const db = await openDriver(path, 1_000)
  db.exec(sql)
  db.close()
}

function pragma(db: SqlDatabase, name: string): unknown {
  return Object.values(db.prepare(`PRAGMA ${name}`).get() as object)[0]
}

describe('a usable file', () => {
  test('file and folders are created; opened again, it is as it was', async () => {
    const path = at('new/folder/store.sqlite')
    const first = await openDatabase(path)
    first.db.exec("INSERT INTO session (hash, expires_at) VALUES ('a', 'b')")
    first.close()
    const second = await openDatabase(path)
    expect(second.db.prepare('SELECT hash FROM session').all()).toMatchObject([{ hash: 'a' }])
    expect(pragma(second.db, 'user_version')).toBe(schemaVersion)
    second.close()
  })

  test('[I2] every commit is fsync’ed', async () => {
    const { db, close } = await openDatabase(at('durable.sqlite'))
    const full = 2
    expect(pragma(db, 'synchronous')).toBe(full)
    expect(pragma(db, 'journal_mode')).toBe('wal')
    expect(pragma(db, 'fullfsync')).toBe(1)
    expect(pragma(db, 'foreign_keys')).toBe(1)
    close()
  })

  test('a database of every earlier version is brought to the newest', async () => {
    for (let version = 0; version < schemaVersion; version += 1) {
      const path = at(`version-${version}.sqlite`)
      const { db, close } = await openDatabase(path)
      const tables = `SELECT sqlite_schema.name, info.name AS column FROM sqlite_schema, pragma_table_info(sqlite_schema.name) AS info
        WHERE sqlite_schema.type = 'table' ORDER BY 1, 2`
      const newest = db.prepare(tables).all()
      close()
      await change(path, undoVersionsAfter(version))
      const again = await openDatabase(path)
      expect(pragma(again.db, 'user_version')).toBe(schemaVersion)
      expect(again.db.prepare(tables).all()).toEqual(newest)
      again.close()
    }
  })

  test('rows keep their bytes and their order when the log gets its new form, also those of a document that was lost', async () => {
    const path = at('older-log.sqlite')
    const { close } = await openDatabase(path)
    close()
    await change(
      path,
      `${undoVersionsAfter(4)};
      PRAGMA foreign_keys = OFF;
      INSERT INTO document VALUES (1, 'board', 2);
      INSERT INTO log VALUES (1, 1, 'a', x'01', 11, '["ada"]'), (2, 1, 'b', x'02', 12, '[]'), (1, 2, 'c', x'03', 13, '[]')`,
    )
    const { db, close: closeAgain } = await openDatabase(path)
    expect(db.prepare('SELECT number, document, seq, at, hex(bytes) AS bytes, crc32, authors FROM log').all()).toMatchObject([
      { number: 1, document: 1, seq: 1, at: 'a', bytes: '01', crc32: 11, authors: '["ada"]' },
      { number: 2, document: 2, seq: 1, at: 'b', bytes: '02', crc32: 12, authors: '[]' },
      { number: 3, document: 1, seq: 2, at: 'c', bytes: '03', crc32: 13, authors: '[]' },
    ])
    expect(db.prepare('SELECT document, seq, number FROM log_index').all()).toMatchObject([
      { document: 1, seq: 1, number: 1 },
      { document: 1, seq: 2, number: 3 },
      { document: 2, seq: 1, number: 2 },
    ])
    expect(db.prepare('SELECT up_to FROM log_indexed').all()).toMatchObject([{ up_to: 3 }])
    closeAgain()
  })

  /** Undoes the steps after `version`, newest first. A new step adds its tables and columns here, or the SQL that undoes it. */
  function undoVersionsAfter(version: number): string {
    const undoing = [
      ['TABLE log', 'TABLE snapshot', 'TABLE client_owner', 'TABLE document'],
      ['audit', 'revealed_idea', 'participant_token', 'participant', 'session', 'meeting_key', 'meeting'].map(
        (table) => `TABLE ${table}`,
      ),
      ['TABLE health'],
      ['TABLE version', 'TABLE quarantine', 'COLUMN log.authors'],
      [
        'TABLE log_index',
        'TABLE log_indexed',
        'TABLE log',
        `CREATE TABLE log (
           document INTEGER NOT NULL REFERENCES document (id),
           seq INTEGER NOT NULL,
           at TEXT NOT NULL,
           bytes BLOB NOT NULL,
           crc32 INTEGER NOT NULL,
           authors TEXT NOT NULL DEFAULT '[]',
           PRIMARY KEY (document, seq)
         ) STRICT;`,
      ],
    ]
    expect(undoing).toHaveLength(schemaVersion)
    const undone = undoing
      .slice(version)
      .toReversed()
      .flat()
      .map((what) => {
        if (what.startsWith('CREATE')) return what
        const [, table, column] = /^COLUMN (\w+)\.(\w+)$/.exec(what) ?? []
        return table === undefined ? `DROP ${what};` : `ALTER TABLE ${table} DROP COLUMN ${column};`
      })
    return [...undone, `PRAGMA user_version = ${version}`].join('\n')
  }
})

describe('a file that is in use', () => {
  test('a second server is refused; when the first has closed, it may open', async () => {
    const path = at('shared.sqlite')
    const first = await openDatabase(path)
    await expect(openDatabase(path)).rejects.toMatchObject({
      name: 'StoreOpenError',
      message: `${path} is in use by another Second Story server. Stop that one first, or give this one a folder of its own (DATA_DIR).`,
    })
    symlinkSync(path, at('link.sqlite'))
    await expect(openDatabase(at('link.sqlite'))).rejects.toThrow('in use by another Second Story server')
    first.close()
    const second = await openDatabase(path)
    second.close()
  })

  test('an operator can back up the database while the server runs', async () => {
    const path = at('backed-up.sqlite')
    const { db, close } = await openDatabase(path)
    db.exec("INSERT INTO session (hash, expires_at) VALUES ('a', 'b')")
    await change(path, `VACUUM INTO '${at('backup.sqlite')}'`)
    db.exec("INSERT INTO session (hash, expires_at) VALUES ('c', 'd')")
    close()
    const backup = await openDatabase(at('backup.sqlite'))
    expect(backup.db.prepare('SELECT hash FROM session').all()).toMatchObject([{ hash: 'a' }])
    backup.close()
  })

  test('a file that another program has locked is refused', async () => {
    const path = at('locked.sqlite')
    const other = await openDriver(path, 0)
    other.exec('BEGIN EXCLUSIVE')
    await expect(openDatabase(path)).rejects.toThrow(`${path} is locked by another program.`)
    other.close()
  })
})

describe('a file that can not be used', () => {
  test('a database of a newer version is refused and left alone', async () => {
    const path = at('newer.sqlite')
    const { close } = await openDatabase(path)
    close()
    await change(path, `PRAGMA user_version = ${schemaVersion + 1}`)
    await expect(openDatabase(path)).rejects.toThrow(
      `${path} was written by a newer version of Second Story (its data has version ${schemaVersion + 1}, this one knows ${schemaVersion}).`,
    )
  })

  test('a database of another program is refused and left alone', async () => {
    const path = at('foreign.sqlite')
    await change(path, 'CREATE TABLE bookmarks (url TEXT)')
    const before = readFileSync(path)
    await expect(openDatabase(path)).rejects.toThrow(`${path} is the database of another program.`)
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  test('a file that is no database is refused and left alone', async () => {
    const path = at('notes.sqlite')
    const text = 'These are my notes. '.repeat(500)
    writeFileSync(path, text)
    await expect(openDatabase(path)).rejects.toThrow(`${path} is not a database, or is damaged.`)
    expect(readFileSync(path, 'utf8')).toBe(text)
  })

  test('a folder where the file should be is refused', async () => {
    const path = at('folder.sqlite')
    mkdirSync(path)
    await expect(openDatabase(path)).rejects.toThrow(`${path} can't be opened for writing`)
  })

  test('a folder that can not be created is refused', async () => {
    writeFileSync(at('file'), '')
    const path = at('file/store.sqlite')
    await expect(openDatabase(path)).rejects.toMatchObject({
      name: 'StoreOpenError',
      message: expect.stringContaining(`${path} can't be opened for writing`),
    })
  })
})
