import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { StoreNotice } from '../store.ts'
import { carefulHandle } from './carefulHandle.ts'
import type { SqlDatabase } from './driver.ts'
import { IndexTrust } from './logIndex.ts'
import { openDatabase } from './openDatabase.ts'
import { packRows } from './packedRows.ts'
import { openDriver } from './testing/openDriver.ts'
import { rowOf } from './testing/rows.ts'
import { storesOfThisFile } from './testing/stores.ts'
import { temporaryFolder } from './testing/temporaryFolder.ts'
import { sqliteUpdateLog } from './updateLog.ts'

const { newPath, openStore } = await storesOfThisFile()

/** A log on a handle whose first database is `spoil`ed. */
async function openLog(path: string, spoil: (db: SqlDatabase) => SqlDatabase) {
  const { db, openAgain, letGo } = await openDatabase(path)
  const reopened: number[] = []
  const files: SqlDatabase[] = []
  const handle = carefulHandle(
    {
      db: spoil(db),
      openAgain() {
        const file = openAgain()
        files.push(file)
        return file
      },
      letGo,
    },
    {
      prepare: (file) => sqliteUpdateLog(file, { now: () => 0, notice: () => undefined, trust: new IndexTrust(() => undefined) }),
      onReopened: (code) => reopened.push(code),
    },
  )
  return {
    handle,
    reopened,
    files,
    append: (text: string) => handle.write((log) => log.append(packRows([rowOf('board', text)]))),
    load: () => handle.read((log) => log.load('board')),
  }
}

/** The same database, of which one statement fails as the disk would make it fail: before or after it has done its work. */
function failingOnce(sql: string, { errcode, afterwards }: { errcode: number; afterwards: boolean }) {
  return (db: SqlDatabase): SqlDatabase => {
    let isDue = true
    return {
      exec(statement) {
        const fails = isDue && statement === sql
        if (fails) isDue = false
        if (!fails || afterwards) db.exec(statement)
        if (fails) throw Object.assign(new Error('disk I/O error'), { errcode })
      },
      prepare: (statement) => db.prepare(statement),
      close: () => db.close(),
      get isTransaction() {
        return db.isTransaction
      },
    }
  }
}

const ioErrorFsync = 1034

describe('a disk that fails', () => {
  test('[I2] full in the middle of a batch: nothing of it is kept, the file is opened anew, and what was saved is there', async () => {
    const log = await openLog(newPath(), (db) => {
      db.exec('PRAGMA max_page_count = 60')
      return db
    })
    let saved = 0
    const fill = () => {
      for (;;) saved = log.append('x'.repeat(3000))[0] ?? 0
    }
    expect(fill).toThrow('full')
    expect(saved).toBeGreaterThan(5)
    expect(log.load().updates).toHaveLength(saved)
    expect(log.append('there is room again')).toEqual([saved + 1])
    expect(log.reopened).toEqual([13])
    expect(log.load().updates).toHaveLength(saved + 1)
    log.handle.close()
  })

  test.each([
    { name: 'before the commit', afterwards: false },
    { name: 'after it', afterwards: true },
  ])(
    '[I2] an fsync that fails $name is never a success, and moves the log into the database before anything else',
    async (when) => {
      const path = newPath()
      const log = await openLog(path, failingOnce('COMMIT', { errcode: ioErrorFsync, afterwards: when.afterwards }))
      expect(() => log.append('one')).toThrow('disk I/O error')
      expect(log.files).toHaveLength(0)
      // Its fate is unknown, so it may be there; reading needs to know no more.
      const there = when.afterwards ? 1 : 0
      expect(log.load().seq).toBe(there)
      expect(log.reopened).toEqual([])

      expect(log.append('one')).toEqual([there + 1])
      expect(log.reopened).toEqual([10])
      expect(log.load().updates).toHaveLength(there + 1)
      log.handle.close()
      const again = await openStore({ path })
      expect((await again.log.load('board')).seq).toBe(there + 1)
      await again.close()
    },
  )

  test('a file that is opened anew and can not be read yet is closed again, and opened once more', async () => {
    const { db, openAgain, letGo } = await openDatabase(newPath())
    const open = new Set<SqlDatabase>()
    let fails = false
    const handle = carefulHandle(
      {
        db,
        openAgain() {
          const file = openAgain()
          open.add(file)
          return {
            ...file,
            exec: (sql) => file.exec(sql),
            prepare: (sql) => file.prepare(sql),
            close: () => (file.close(), open.delete(file)),
          }
        },
        letGo,
      },
      {
        prepare(file) {
          if (fails) throw Object.assign(new Error('disk I/O error'), { errcode: ioErrorFsync })
          return file
        },
        onReopened: () => undefined,
      },
    )
    const fail = () => {
      throw Object.assign(new Error('disk I/O error'), { errcode: ioErrorFsync })
    }
    expect(() => handle.write(fail)).toThrow('disk I/O error')
    fails = true
    const look = () => handle.read((file) => file.prepare('SELECT 1 AS one').get())
    for (let attempt = 0; attempt < 3; attempt += 1) expect(look).toThrow('disk I/O error')
    expect(open.size).toBe(0)
    fails = false
    expect(look()).toMatchObject({ one: 1 })
    expect(open.size).toBe(1)
    handle.close()
  })

  test('[I2] while another program keeps the write-ahead log from being moved, nothing is written; reading goes on', async () => {
    const path = newPath()
    const log = await openLog(path, failingOnce('COMMIT', { errcode: ioErrorFsync, afterwards: true }))
    const reader = await openDriver(path, 0)
    reader.exec('BEGIN')
    reader.prepare('SELECT count(*) FROM log').get()
    expect(() => log.append('one')).toThrow('disk I/O error')
    expect(() => log.append('one')).toThrow('being read by another program')
    expect(log.load().seq).toBe(1)
    reader.exec('ROLLBACK')
    reader.close()
    expect(log.append('one')).toEqual([2])
    log.handle.close()
  })

  test('what is no failure of the disk leaves the handle as it is', async () => {
    const log = await openLog(newPath(), (db) => db)
    expect(() => log.handle.write((each) => each.compact('board', 7, new Uint8Array([1])))).toThrow('the log ends at row 0')
    const twice = packRows([rowOf('board', 'a', [{ clientId: 0.5, owner: 'ada' }])])
    expect(() => log.handle.write((each) => each.append(twice))).toThrow('INTEGER')
    expect(log.append('one')).toEqual([1])
    expect(log.files).toHaveLength(0)
    log.handle.close()
  })

  test('a file that can not be opened again fails every call until it can, and then nothing is lost', async () => {
    const { db, openAgain, letGo } = await openDatabase(newPath())
    let mayOpen = false
    const handle = carefulHandle(
      {
        db: failingOnce('COMMIT', { errcode: ioErrorFsync, afterwards: false })(db),
        openAgain() {
          if (!mayOpen) throw Object.assign(new Error('unable to open database file'), { errcode: 14 })
          return openAgain()
        },
        letGo,
      },
      {
        prepare: (file) =>
          sqliteUpdateLog(file, { now: () => 0, notice: () => undefined, trust: new IndexTrust(() => undefined) }),
        onReopened: () => undefined,
      },
    )
    const append = () => handle.write((log) => log.append(packRows([rowOf('board', 'one')])))
    expect(append).toThrow('disk I/O error')
    expect(append).toThrow('unable to open')
    expect(() => handle.read((log) => log.load('board'))).toThrow('unable to open')
    mayOpen = true
    expect(append()).toEqual([1])
    handle.close()
  })
})

/** Needs the right to mount a small file system: elsewhere the test above, of a limit within SQLite, must do. */
const small = mountSmall()

describe.skipIf(small === null)(
  `a disk of 2 MB${small === null ? ' (skipped: mounting a tmpfs is not allowed here)' : ''}`,
  () => {
    test('[I2] full, and free again: nothing saved is lost, nothing is called saved that is not', async () => {
      const folder = small ?? ''
      const filler = join(folder, 'filler')
      const notices: StoreNotice[] = []
      const store = await openStore({ path: join(folder, 'store.sqlite'), notice: (notice) => notices.push(notice) })
      writeFileSync(filler, Buffer.alloc(900_000))
      let saved = 0
      const failures: string[] = []
      for (let tries = 0; failures.length < 5; tries += 1) {
        await store.log.append([rowOf('board', `${tries}`.padEnd(8000, '.'))]).then(
          ([seq = 0]) => (saved = seq),
          (error: Error) => failures.push(error.message),
        )
      }
      expect(failures).toEqual(Array.from({ length: 5 }, () => expect.stringMatching(/full/)))
      expect(await store.isHealthy()).toBe(false)
      expect((await store.log.load('board')).seq).toBe(saved)

      rmSync(filler)
      expect(await store.log.append([rowOf('board', 'free again')])).toEqual([saved + 1])
      expect(notices).toContainEqual({ is: 'reopened', code: 13 })
      await store.close()
      expect(existsSync(join(folder, 'store.sqlite-wal'))).toBe(false)
      const again = await openStore({ path: join(folder, 'store.sqlite') })
      expect((await again.log.load('board')).updates).toHaveLength(saved + 1)
      await again.close()
    }, 20_000)
  },
)

function mountSmall(): string | null {
  const folder = join(temporaryFolder().path, 'small')
  mkdirSync(folder)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    return null
  }
  afterAll(() => {
    // Lazily: a test that failed may have left files open.
    execFileSync('umount', ['-l', folder])
  })
  return folder
}
