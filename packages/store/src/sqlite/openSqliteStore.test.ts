import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openSqliteStore } from './openSqliteStore.ts'
import { rowOf } from './testing/rows.ts'
import { openDriver } from './testing/openDriver.ts'
import { storesOfThisFile } from './testing/stores.ts'

const { newPath, openStore } = await storesOfThisFile()

describe('starting', () => {
  test('the thread runs from source as well, and both read the same file', async () => {
    const path = newPath()
    const fromSource = await openSqliteStore({ path })
    await fromSource.log.append([rowOf('board', 'one')])
    await fromSource.close()
    const built = await openStore({ path })
    expect((await built.log.load('board')).updates).toHaveLength(1)
    await built.close()
  })

  test('a thread that can not be started rejects the opening', async () => {
    await expect(openSqliteStore({ path: newPath(), workerUrl: new URL('./missing.mjs', import.meta.url) })).rejects.toThrow(
      'The thread of the store has died',
    )
  })
})

describe('closing', () => {
  test('[I2] what was asked for before closing is on disk afterwards', async () => {
    const path = newPath()
    const store = await openStore({ path })
    const appended = Array.from({ length: 50 }, (_, n) => store.log.append([rowOf('board', `${n}`)]))
    await store.close()
    expect(await Promise.all(appended)).toEqual(Array.from({ length: 50 }, (_, n) => [n + 1]))
    expect(existsSync(`${path}-wal`)).toBe(false)

    const again = await openStore({ path })
    expect((await again.log.load('board')).updates).toHaveLength(50)
    await again.close()
  })

  test('a closed store refuses calls; closing twice is closing once', async () => {
    const store = await openStore({ path: newPath() })
    await Promise.all([store.close(), store.close()])
    await expect(store.log.load('board')).rejects.toThrow('The store is closed.')
    expect(await store.isHealthy()).toBe(false)
    await store.close()
  })
})

describe('buffers', () => {
  test('what the caller passes stays the caller’s, also when it is a view of something larger', async () => {
    const store = await openStore({ path: newPath() })
    const frame = new TextEncoder().encode('..the update..')
    const update = frame.subarray(2, 12)
    await store.log.append([{ document: 'board', update, claims: [], by: [] }])
    await store.log.compact('board', 1, update)
    expect(new TextDecoder().decode(frame)).toBe('..the update..')
    const { snapshot } = await store.log.load('board')
    expect(snapshot).toEqual(update)
    expect(snapshot?.buffer.byteLength).toBe(10)
    await store.close()
  })
})

describe('health', () => {
  test('a store that commits is healthy', async () => {
    const store = await openStore({ path: newPath() })
    expect(await store.isHealthy()).toBe(true)
    await store.close()
  })

  test('[I2] a store that can’t commit says so, and a failed append leaves nothing behind', async () => {
    const path = newPath()
    const store = await openStore({ path })
    const other = await openDriver(path, 0)
    other.exec('BEGIN IMMEDIATE')
    const [append, healthy] = await Promise.allSettled([store.log.append([rowOf('board', 'lost')]), store.isHealthy()])
    other.exec('ROLLBACK')
    other.close()
    expect(append).toMatchObject({ status: 'rejected' })
    expect(healthy).toEqual({ status: 'fulfilled', value: false })
    expect(await store.log.append([rowOf('board', 'kept')])).toEqual([1])
    await store.close()
  }, 30_000)
})
