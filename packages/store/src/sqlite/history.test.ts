import { describe, expect, test } from 'vitest'
import { rowOf } from './testing/rows.ts'
import { openDriver } from './testing/openDriver.ts'
import { storesOfThisFile } from './testing/stores.ts'

const { newPath, openStore } = await storesOfThisFile()

const rowsPerSnapshot = 500

/** 9000 rows a second apart, compacted as the server does it: each snapshot is `size` bytes. */
async function longHistory({ size }: { size: number }) {
  const path = newPath()
  let time = Date.parse('2026-03-01T09:00:00Z')
  const store = await openStore({ path, now: () => time })
  for (let seq = 0; seq < 9000; seq += rowsPerSnapshot) {
    await store.log.append(Array.from({ length: rowsPerSnapshot }, () => rowOf('board', 'w')))
    await store.log.compact('board', seq + rowsPerSnapshot, new Uint8Array(size).fill(seq / rowsPerSnapshot))
    time += rowsPerSnapshot * 1000
  }
  return { path, store }
}

async function read(path: string, sql: string): Promise<unknown[]> {
  const db = await openDriver(path, 1_000)
  const rows = db.prepare(sql).all()
  db.close()
  return rows
}

describe('a long history', () => {
  test('any moment is rebuilt from at most 2500 rows, and few snapshots are kept for that', async () => {
    const { path, store } = await longHistory({ size: 1000 })
    const moments = await store.log.readMoments('board')
    expect(moments.map(({ seq }) => seq)).toEqual(Array.from({ length: 9000 }, (_, index) => index + 1))
    for (const seq of [1, 1999, 2000, 2499, 4400, 7999, 8999, 9000]) {
      expect((await store.log.loadAt('board', seq)).updates.length).toBeLessThan(2500)
    }
    expect(await read(path, 'SELECT seq FROM snapshot ORDER BY seq')).toMatchObject(
      [2000, 4000, 6000, 8000, 8500, 9000].map((seq) => ({ seq })),
    )
    await store.close()
  })

  test('a large document keeps fewer snapshots: together they take at most 256 bytes a row', async () => {
    const { path, store } = await longHistory({ size: 1_000_000 })
    expect(await read(path, 'SELECT seq FROM snapshot ORDER BY seq')).toMatchObject(
      [4000, 8000, 8500, 9000].map((seq) => ({ seq })),
    )
    await store.close()
  })

  test('[I2] it is forgotten in small pieces: appends go on meanwhile, and the document loads as before', async () => {
    const { store } = await longHistory({ size: 1000 })
    const before = await store.log.load('board')
    let isForgotten = false
    const forgotten = store.log.forget('2027-01-01T00:00:00Z').then(() => {
      isForgotten = true
    })
    let appended = 0
    while (!isForgotten) {
      await store.log.append([rowOf('desk', 'meanwhile')])
      appended += 1
    }
    await forgotten
    expect(appended).toBeGreaterThan(10)
    expect(await store.log.load('board')).toEqual(before)
    expect((await store.log.readMoments('board')).map(({ seq }) => seq)).toEqual(
      Array.from({ length: 500 }, (_, index) => 8501 + index),
    )
    expect((await store.log.readMoments('desk')).length).toBe(appended)
    await store.close()
  })

  test('[I2] forgetting that was cut short harms nothing, and goes on where it was', async () => {
    const { path, store } = await longHistory({ size: 1000 })
    const before = await store.log.load('board')
    const cutShort = store.log.forget('2027-01-01T00:00:00Z')
    const closed = store.close()
    await expect(cutShort).rejects.toThrow('The store is closed.')
    await closed
    const again = await openStore({ path })
    expect(await again.log.load('board')).toEqual(before)
    const left = await again.log.readMoments('board')
    for (const seq of [left[0]?.seq ?? 0, 9000]) expect((await again.log.loadAt('board', seq)).at).not.toBe('')
    const [{ count: rows } = { count: 0 }] = (await read(path, 'SELECT count(*) AS count FROM log')) as { count: number }[]
    expect(rows).toBeGreaterThan(500)
    await again.log.forget('2027-01-01T00:00:00Z')
    expect(await read(path, 'SELECT count(*) AS count FROM log')).toMatchObject([{ count: 500 }])
    expect(await again.log.load('board')).toEqual(before)
    await again.close()
  })

  test('[I2] a damaged snapshot does not count as one that stands for older rows', async () => {
    const { path, store } = await longHistory({ size: 1000 })
    const db = await openDriver(path, 1_000)
    db.exec("UPDATE snapshot SET bytes = x'00' WHERE seq = 8500")
    db.close()
    await store.log.forget('2027-01-01T00:00:00Z')
    expect((await store.log.readMoments('board'))[0]?.seq).toBe(8001)
    await store.close()
  })
})
