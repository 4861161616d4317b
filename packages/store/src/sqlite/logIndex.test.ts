import { expect, test } from 'vitest'
import type { StoreNotice } from '../store.ts'
import { damage, fileEverything, tearLeaf } from './testing/damage.ts'
import { openDriver } from './testing/openDriver.ts'
import { rowOf } from './testing/rows.ts'
import { storesOfThisFile } from './testing/stores.ts'

const { newPath, openStore } = await storesOfThisFile()

/** The store does not look into updates, so they may be any bytes. */
const rowsOf = (document: string, count: number) =>
  updatesOf(document, count).map((update) => ({ document, update, claims: [], by: [] }))
const updatesOf = (document: string, count: number) =>
  Array.from({ length: count }, (_, index) => new TextEncoder().encode(`${document} ${index + 1}`))

async function readAll(path: string, sql: string): Promise<unknown[]> {
  const db = await openDriver(path, 1_000)
  const rows = db.prepare(sql).all()
  db.close()
  return rows
}

/** Ten documents of 600 rows, all in the index of the file: twenty pages of it. */
async function openLargeStore(path: string, notice?: (notice: StoreNotice) => void) {
  const store = await openStore({ path, ...(notice && { notice }) })
  for (let document = 0; document < 10; document += 1) await store.log.append(rowsOf(`document ${document}`, 600))
  await fileEverything(store)
  return store
}

test.each([
  ['torn', (path: string) => tearLeaf(path, 'log_index', 'middle')],
  ['lost', (path: string) => damage(path, 'DELETE FROM log_index')],
])('[I2] an index that is %s takes no rows: they are found without it', async (_, hurt) => {
  const path = newPath()
  const store = await openLargeStore(path)
  await store.log.append([rowOf('document 5', 'new')])
  await store.close()
  await hurt(path)

  const again = await openStore({ path })
  for (let document = 0; document < 10; document += 1) {
    const { updates, seq } = await again.log.load(`document ${document}`)
    expect(updates.slice(0, 600)).toEqual(updatesOf(`document ${document}`, 600))
    expect(seq).toBe(document === 5 ? 601 : 600)
  }
  await again.close()
})

test('[I2] where the index is torn everybody goes on writing, the operator hears of it, and repairing makes it anew', async () => {
  const path = newPath()
  await (await openLargeStore(path)).close()
  await tearLeaf(path, 'log_index', 'middle')
  const notices: StoreNotice[] = []
  const notice = (each: StoreNotice) => notices.push(each)

  const hurt = await openStore({ path, notice })
  for (let commit = 1; commit <= 200; commit += 1) {
    const rows = Array.from({ length: 10 }, (_, document) => rowOf(`document ${document}`, 'more'))
    expect(await hurt.log.append(rows)).toEqual(rows.map(() => 600 + commit))
  }
  await hurt.close()
  expect(notices.splice(0)).toEqual([{ is: 'damaged-index' }, { is: 'reopened', code: 11 }])

  const mended = await openStore({ path, notice, mendsIndex: true })
  expect(notices).toEqual([{ is: 'mended-index' }])
  for (let document = 0; document < 10; document += 1) {
    expect((await mended.log.load(`document ${document}`)).updates).toHaveLength(800)
    expect(await mended.log.readMoments(`document ${document}`)).toHaveLength(800)
  }
  await fileEverything(mended)
  await mended.close()
  const notIndexed = await readAll(
    path,
    `SELECT count(*) AS count FROM log LEFT JOIN log_index USING (document, seq, number)
     WHERE log_index.number IS NULL AND log.number <= (SELECT up_to FROM log_indexed)`,
  )
  expect(notIndexed).toMatchObject([{ count: 0 }])

  await (await openStore({ path, notice, mendsIndex: true })).close()
  expect(notices).toHaveLength(1)
})

test.each([
  ['torn', (path: string) => tearLeaf(path, 'log_indexed', 'last')],
  ['lost', (path: string) => damage(path, 'DELETE FROM log_indexed')],
])('a mark that is %s costs looking through the log, and nothing else', async (_, hurt) => {
  const path = newPath()
  await (await openLargeStore(path)).close()
  await hurt(path)
  const store = await openStore({ path })
  expect(await store.log.append([rowOf('document 3', 'more')])).toEqual([601])
  expect((await store.log.load('document 3')).updates).toHaveLength(601)
  await store.close()
})

test('[I1] what was repaired away is never read, nor forgotten, in the place of rows of another document', async () => {
  const path = newPath()
  const store = await openStore({ path })
  for (const row of rowsOf('board', 601)) await store.log.append([row])
  await store.close()
  await damage(path, "UPDATE log SET bytes = x'00' WHERE seq > 505")

  const repaired = await openStore({ path })
  const { seq } = await repaired.log.salvage('board')
  await repaired.log.repair('board', seq, new Uint8Array([1]))
  await repaired.close()

  const again = await openStore({ path })
  for (const row of rowsOf('parked', 20)) await again.log.append([row])
  expect((await again.log.readMoments('board')).at(-1)).toMatchObject({ seq: 505 })
  for (const snapshot of [602, 603]) {
    await again.log.append([rowOf('board', 'goes on')])
    await again.log.compact('board', snapshot, new Uint8Array([2]))
  }
  await again.log.forget('2100-01-01T00:00:00Z')
  expect((await again.log.load('parked')).updates).toEqual(updatesOf('parked', 20))
  await again.close()
})

test('[I1] where the index names rows that are gone, another document’s rows are not taken for them', async () => {
  const path = newPath()
  const store = await openStore({ path })
  for (const row of rowsOf('board', 601)) await store.log.append([row])
  await store.close()
  await damage(path, 'DELETE FROM log WHERE seq > 505')
  const again = await openStore({ path })
  await again.log.append(rowsOf('parked', 20))
  expect((await again.log.readMoments('board')).at(-1)).toMatchObject({ seq: 505 })
  await expect(again.log.load('board')).rejects.toMatchObject({ seq: 506, what: 'missing' })
  expect((await again.log.salvage('board')).updates).toEqual(updatesOf('board', 505))
  await again.close()
})

test('[I2] a disk that lost the newest state of a document does not have its rows written twice', async () => {
  const path = newPath()
  const store = await openStore({ path })
  await store.log.append(rowsOf('board', 10))
  await store.close()
  await damage(path, 'UPDATE document SET seq = 7')
  const again = await openStore({ path })
  expect((await again.log.load('board')).seq).toBe(10)
  expect(await again.log.append([rowOf('board', 'new')])).toEqual([11])
  expect((await again.log.load('board')).updates).toHaveLength(11)
  await again.close()
})

test('[I2] the same with a torn index, of what was damaged and repaired: nothing that is written later is taken for it', async () => {
  const path = newPath()
  const store = await openLargeStore(path)
  await store.log.append(rowsOf('board', 10))
  await fileEverything(store)
  await store.close()
  await damage(path, "UPDATE log SET bytes = x'00' WHERE seq > 8 AND document = (SELECT id FROM document WHERE name = 'board')")
  await damage(path, "UPDATE document SET seq = 7 WHERE name = 'board'")
  await tearLeaf(path, 'log_index', 'last')

  const repaired = await openStore({ path })
  expect(await repaired.log.salvage('board')).toMatchObject({ seq: 10, updates: updatesOf('board', 8) })
  await repaired.log.repair('board', 10, new Uint8Array([1]))
  await repaired.close()

  const again = await openStore({ path, mendsIndex: true })
  const later = rowsOf('board', 3)
  expect(await again.log.append(later)).toEqual([11, 12, 13])
  expect(await again.log.load('board')).toMatchObject({
    snapshot: new Uint8Array([1]),
    updates: later.map(({ update }) => update),
    seq: 13,
  })
  await again.close()
})

test('[I1] the id of a document whose name was lost goes to no other', async () => {
  const path = newPath()
  const store = await openStore({ path })
  await store.log.append([...rowsOf('board', 3), ...rowsOf('parked', 3)])
  await store.close()
  await damage(path, "DELETE FROM document WHERE name = 'parked'")
  const again = await openStore({ path })
  const mine = rowOf('mine', 'one')
  expect(await again.log.append([mine])).toEqual([1])
  expect((await again.log.load('mine')).updates).toEqual([mine.update])
  await again.close()
})

test('torn newest rows keep nothing else from being read', async () => {
  const path = newPath()
  const store = await openStore({ path })
  await store.log.append(rowsOf('board', 300))
  await store.log.append(rowsOf('newest', 60))
  await store.close()
  await tearLeaf(path, 'log', 'last')
  const again = await openStore({ path })
  expect((await again.log.load('board')).updates).toHaveLength(300)
  await expect(again.log.load('newest')).rejects.toMatchObject({ name: 'DamagedDocumentError' })
  await again.close()
})

test('rows torn before they were filed are looked for at each start only until the index is mended', async () => {
  const path = newPath()
  const store = await openStore({ path })
  await store.log.append(rowsOf('board', 400))
  await store.close()
  await tearLeaf(path, 'log', 'middle')
  const notices: StoreNotice[] = []
  const notice = (each: StoreNotice) => notices.push(each)
  for (const mendsIndex of [false, true, false]) await (await openStore({ path, notice, mendsIndex })).close()
  expect(notices).toEqual([{ is: 'damaged-index' }, { is: 'mended-index' }])
})
