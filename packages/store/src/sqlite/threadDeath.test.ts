import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import type { StoreNotice } from '../store.ts'
import { rowOf } from './testing/rows.ts'
import { storesOfThisFile } from './testing/stores.ts'

const { newPath, openStore, workerUrl } = await storesOfThisFile()

/** The store's thread with a bug: asked to load a document called as one of these, it dies of it. */
const deaths = {
  'ended by a bug': 'parentPort.close(); throw new Error("a bug")',
  'gone in the middle of a call': 'process.exit(7)',
}
const mortal = writeMortalWorker()

test.each(Object.keys(deaths))(
  '[I2] a thread that is %s is started again: no acknowledged row is lost, and what waited may be asked for again',
  async (death) => {
    const notices: StoreNotice[] = []
    const store = await openStore({ path: newPath(), workerUrl: mortal, notice: (notice) => notices.push(notice) })
    await store.log.append([rowOf('board', 'one')])
    const waiting = [store.log.load(death), store.log.append([rowOf('board', 'of unknown fate')])]
    const outcomes = await Promise.allSettled(waiting)
    expect(outcomes[0]).toMatchObject({ status: 'rejected', reason: { name: 'StoreClosedError' } })
    expect(await store.isHealthy()).toBe(false)

    // What a committer does: try until it works.
    let seq: number | undefined
    await expect
      .poll(
        async () => {
          ;[seq] = await store.log.append([rowOf('board', 'of unknown fate')])
          return seq
        },
        { timeout: 15_000, interval: 20 },
      )
      .toBeDefined()
    const stored = await store.log.load('board')
    expect(stored.seq).toBe(seq)
    expect(stored.updates).toHaveLength(stored.seq)
    expect(await store.log.append([rowOf('board', 'three')])).toEqual([stored.seq + 1])
    expect(notices).toMatchObject([{ is: 'thread-died' }])
    await store.close()
  },
  40_000,
)

test('a store that is closed while its thread is dead stays closed', async () => {
  const store = await openStore({ path: newPath(), workerUrl: mortal })
  await expect(store.log.load('gone in the middle of a call')).rejects.toMatchObject({ name: 'StoreClosedError' })
  await store.close()
  await expect(store.log.load('board')).rejects.toThrow('The store is closed.')
})

function writeMortalWorker(): URL {
  const folder = mkdtempSync(join(dirname(fileURLToPath(workerUrl)), 'mortal-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'worker.mjs')
  const cases = Object.entries(deaths).map(([name, how]) => `case ${JSON.stringify(name)}: { ${how} }; break`)
  writeFileSync(
    file,
    `import { parentPort } from 'node:worker_threads'
     parentPort.on('message', ({ call }) => { switch (call.method === 'load' && call.args[0]) { ${cases.join('\n')} } })
     await import(${JSON.stringify(workerUrl.href)})`,
  )
  return pathToFileURL(file)
}
