import { describeUpdateLog } from '@second-story/sync/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { StoreNotice } from '../store.ts'
import { damage, fileEverything, tearPageWith } from './testing/damage.ts'
import { rowOf } from './testing/rows.ts'
import { openDriver } from './testing/openDriver.ts'
import { storesOfThisFile } from './testing/stores.ts'

const { newPath, openStore } = await storesOfThisFile()

describeUpdateLog('SQLite', async (now) => {
  const path = newPath()
  let store = await openStore({ path, now })
  const change = (table: string, how: string, document: string, seq: number) =>
    damage(
      path,
      `${how} WHERE seq = ${seq} AND document = (SELECT id FROM document WHERE name = '${document}')`.replace('?', table),
    )
  return {
    log: store.log,
    async reopen() {
      await store.close()
      store = await openStore({ path, now })
      return store.log
    },
    damage: (document, what, seq) =>
      change(what === 'row' ? 'log' : 'snapshot', 'UPDATE ? SET bytes = zeroblob(length(bytes) + 1)', document, seq),
    lose: (document, seq) => change('log', 'DELETE FROM ?', document, seq),
    close: () => store.close(),
  }
})

describe('a batch', () => {
  test('[I2] one row that can not be written keeps the whole batch from being written', async () => {
    const store = await openStore({ path: newPath() })
    await store.log.append([rowOf('board', 'before')])
    const unfit = rowOf('board', 'unfit', [{ clientId: 0.5, owner: 'ada' }])
    await expect(store.log.append([rowOf('agenda', 'a'), rowOf('board', 'b'), unfit])).rejects.toThrow('INTEGER')
    expect((await store.log.load('agenda')).seq).toBe(0)
    const after = rowOf('board', 'after')
    expect(await store.log.append([after])).toEqual([2])
    expect((await store.log.load('board')).updates[1]).toEqual(after.update)
    await store.close()
  })
})

describe('ownership', () => {
  test('[I3] a client id stays with its first owner, in each document by itself, whoever claims it later', async () => {
    const path = newPath()
    const largest = 2 ** 32 - 1
    const store = await openStore({ path })
    const hers = rowOf('board', 'hers', [{ clientId: largest, owner: 'ada' }])
    await store.log.append([hers, hers])
    await store.log.append([rowOf('board', 'his', [{ clientId: largest, owner: 'bob' }])])
    await store.log.append([rowOf('agenda', 'his', [{ clientId: largest, owner: 'bob' }])])
    await store.close()

    const again = await openStore({ path })
    expect((await again.log.load('board')).owners).toEqual([{ clientId: largest, owner: 'ada' }])
    expect((await again.log.load('agenda')).owners).toEqual([{ clientId: largest, owner: 'bob' }])
    await again.close()
  })
})

describe('compacting', () => {
  test('a snapshot can not cover rows that were never written', async () => {
    const store = await openStore({ path: newPath() })
    await store.log.append([rowOf('board', 'a')])
    await expect(store.log.compact('board', 2, new Uint8Array([1]))).rejects.toThrow('the log ends at row 1')
    await expect(store.log.compact('desk', 1, new Uint8Array([1]))).rejects.toThrow('the log ends at row 0')
    expect(await store.log.load('board')).toMatchObject({ snapshot: null, seq: 1 })
    await store.close()
  })

  test('the two newest snapshots are kept, and every row', async () => {
    const path = newPath()
    const store = await openStore({ path })
    await store.log.append(['a', 'b', 'c', 'd'].map((text) => rowOf('board', text)))
    for (const seq of [1, 2, 3]) await store.log.compact('board', seq, new Uint8Array([seq]))
    await store.close()
    const db = await openDriver(path, 1_000)
    expect(db.prepare('SELECT seq FROM snapshot ORDER BY seq').all()).toMatchObject([{ seq: 2 }, { seq: 3 }])
    expect(db.prepare('SELECT count(*) AS count FROM log').get()).toMatchObject({ count: 4 })
    db.close()
  })
})

describe('damage', () => {
  test.each([
    ['a row whose bytes have flipped', "UPDATE log SET bytes = x'0102' WHERE seq = 2", 2],
    ['a row that is missing in the middle', 'DELETE FROM log WHERE seq = 2', 2],
    ['a row that is missing at the end', 'DELETE FROM log WHERE seq = 3', 3],
  ])('%s is named, and the document is not handed out; others load', async (_, sql, seq) => {
    const path = newPath()
    const store = await openStore({ path })
    const rows = [rowOf('sound', 'one'), ...['one', 'two', 'three'].map((text) => rowOf('hurt', text))]
    await store.log.append(rows)
    await damage(path, `${sql} AND document = (SELECT id FROM document WHERE name = 'hurt')`)
    await expect(store.log.load('hurt')).rejects.toMatchObject({ name: 'DamagedDocumentError', document: 'hurt', seq })
    expect((await store.log.load('sound')).updates).toEqual([rows[0]?.update])
    await store.close()
  })

  test.each([
    ['that are in the index of the file', true],
    ['that are not there yet', false],
  ])('a page that is torn takes the rows on it, %s, and no others', async (_, isFiled) => {
    const path = newPath()
    const store = await openStore({ path })
    const rows = Array.from({ length: 60 }, (_, index) => rowOf('hurt', `row ${index + 1} `.padEnd(300, '.')))
    await store.log.append(rows)
    if (isFiled) await fileEverything(store)
    await store.close()
    tearPageWith(path, 'row 30 ')

    const again = await openStore({ path })
    await expect(again.log.load('hurt')).rejects.toMatchObject({ name: 'DamagedDocumentError', what: 'missing' })
    const { updates, damaged } = await again.log.salvage('hurt')
    expect(damaged).toHaveLength(1)
    const [{ seq, upTo } = { seq: 0, upTo: 0 }] = damaged
    expect(seq).toBeLessThanOrEqual(30)
    expect(upTo).toBeGreaterThanOrEqual(30)
    expect(upTo - seq).toBeLessThan(15)
    expect(updates).toEqual(rows.filter((_, index) => index + 1 < seq || index + 1 > upTo).map(({ update }) => update))
    expect(await again.log.append([rowOf('sound', 'a')])).toEqual([1])

    const whole = rows.map((_, index) => index + 1)
    const onOtherPages = whole.filter((each) => each < seq || each > upTo)
    expect((await again.log.readMoments('hurt')).map((moment) => moment.seq)).toEqual(onOtherPages)

    const left = new Uint8Array([1, 2])
    await again.log.repair('hurt', 60, left)
    expect(await again.log.append([rowOf('hurt', 'goes on')])).toEqual([61])
    expect(await again.log.load('hurt')).toMatchObject({ snapshot: left, seq: 61 })

    // Life goes on for the file: compacting, forgetting (which passes by what can't be deleted), and other documents.
    await again.log.compact('hurt', 60, new Uint8Array([3]))
    await again.log.compact('hurt', 61, new Uint8Array([4]))
    await again.log.append([rowOf('old', 'a'), rowOf('old', 'b')])
    await again.log.compact('old', 1, new Uint8Array([5]))
    await again.log.compact('old', 2, new Uint8Array([6]))
    await again.log.forget('2100-01-01T00:00:00Z')
    expect((await again.log.readMoments('old')).map((moment) => moment.seq)).toEqual([2])
    expect(await again.log.load('hurt')).toMatchObject({ snapshot: new Uint8Array([4]), updates: [], seq: 61 })
    await again.close()
  })

  test('a damaged snapshot is reported, and the document loads whole from an older one and the log', async () => {
    const path = newPath()
    const notices: StoreNotice[] = []
    const store = await openStore({ path, notice: (notice) => notices.push(notice) })
    const rows = ['one', 'two', 'three'].map((text) => rowOf('board', text))
    await store.log.append(rows)
    await store.log.compact('board', 1, new Uint8Array([1]))
    await store.log.compact('board', 2, new Uint8Array([2]))

    await damage(path, "UPDATE snapshot SET bytes = x'00' WHERE seq = 2")
    expect(await store.log.load('board')).toMatchObject({
      snapshot: new Uint8Array([1]),
      updates: [rows[1]?.update, rows[2]?.update],
    })
    await damage(path, "UPDATE snapshot SET bytes = x'00' WHERE seq = 1")
    expect(await store.log.load('board')).toMatchObject({ snapshot: null, updates: rows.map(({ update }) => update), seq: 3 })
    expect(notices).toMatchObject([2, 2, 1].map((seq) => ({ is: 'damaged-snapshot', seq })))
    await store.close()
  })
})

describe('a long life', () => {
  test('[I2] appends, snapshots and restarts in any order lose and reorder nothing', async () => {
    const documents = ['board', 'agenda', 'desk']
    const name = fc.constantFrom(...documents)
    const update = fc.uint8Array({ maxLength: 40 })
    const step = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({ is: fc.constant('append' as const), rows: fc.array(fc.tuple(name, update), { maxLength: 6 }) }),
      },
      {
        // Enough of them that the index of the file is written, too.
        weight: 2,
        arbitrary: fc
          .array(name, { minLength: 250, maxLength: 300 })
          .map((names) => ({ is: 'append' as const, rows: names.map((each, index) => [each, Uint8Array.of(index)] as const) })),
      },
      { weight: 2, arbitrary: fc.record({ is: fc.constant('compact' as const), name, back: fc.nat(3) }) },
      { weight: 1, arbitrary: fc.record({ is: fc.constant('reopen' as const) }) },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const path = newPath()
        let store = await openStore({ path })
        const written = new Map<string, Uint8Array[]>(documents.map((document) => [document, []]))
        const compacted = new Map<string, number>(documents.map((document) => [document, 0]))
        for (const step of steps) {
          switch (step.is) {
            case 'append': {
              const expected = step.rows.map(([document, update]) => written.get(document)?.push(update))
              expect(
                await store.log.append(step.rows.map(([document, update]) => ({ document, update, claims: [], by: [] }))),
              ).toEqual(expected)
              break
            }
            case 'compact': {
              const seq = (written.get(step.name)?.length ?? 0) - step.back
              if (seq < 1) break
              await store.log.compact(step.name, seq, new Uint8Array([seq]))
              compacted.set(step.name, Math.max(seq, compacted.get(step.name) ?? 0))
              break
            }
            case 'reopen':
              await store.close()
              store = await openStore({ path })
              break
            default:
              step satisfies never
          }
        }
        for (const document of documents) {
          const updates = written.get(document) ?? []
          const upTo = compacted.get(document) ?? 0
          expect(await store.log.load(document)).toEqual({
            snapshot: upTo === 0 ? null : new Uint8Array([upTo]),
            updates: updates.slice(upTo),
            owners: [],
            seq: updates.length,
          })
        }
        await store.close()
      }),
      { numRuns: 25 },
    )
  }, 60_000)
})
