import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { UpdateLog } from '../ports.ts'

interface OpenedLog {
  readonly log: UpdateLog
  /** The same storage, opened anew. */
  reopen(): Promise<UpdateLog>
  close(): Promise<void>
}

/** What every update log must do, whatever it is made of. Each test gets a fresh one. */
export function describeUpdateLog(name: string, open: () => Promise<OpenedLog>): void {
  const withLog = async (run: (opened: OpenedLog) => Promise<void>) => {
    const opened = await open()
    try {
      await run(opened)
    } finally {
      await opened.close()
    }
  }

  test(`${name}: a document never written is empty, with seq 0`, () =>
    withLog(async ({ log }) => {
      expect(await log.load('m/board')).toEqual({ snapshot: null, updates: [], owners: [], seq: 0 })
    }))

  test(`${name}: [I2] what was appended is there after reopening, in order, numbered from 1 per document`, () =>
    withLog(async ({ log, reopen }) => {
      const [first, second, other] = [bytes(1), bytes(2), bytes(3)]
      expect(await log.append([row('m/board', first), row('m/desk', other)])).toEqual([1, 1])
      expect(await log.append([row('m/board', second)])).toEqual([2])
      const again = await reopen()
      const stored = await again.load('m/board')
      expect(stored.updates.map((update) => [...update])).toEqual([[...first], [...second]])
      expect(stored.seq).toBe(2)
      expect((await again.load('m/desk')).seq).toBe(1)
    }))

  test(`${name}: the first owner of a client id stays its owner`, () =>
    withLog(async ({ log }) => {
      await log.append([{ ...row('m/board', bytes(1)), claims: [{ clientId: 7, owner: 'ada' }] }])
      await log.append([{ ...row('m/board', bytes(2)), claims: [{ clientId: 7, owner: 'eve' }] }])
      expect((await log.load('m/board')).owners).toEqual([{ clientId: 7, owner: 'ada' }])
      expect((await log.load('m/desk')).owners).toEqual([])
    }))

  test(`${name}: a snapshot stands for the rows that it covers, and nothing is lost by it`, () =>
    withLog(async ({ log, reopen }) => {
      const doc = new Y.Doc()
      const updates: Uint8Array[] = []
      doc.on('update', (update: Uint8Array) => updates.push(update))
      for (const word of ['one ', 'two ', 'three']) doc.getText('text').insert(doc.getText('text').length, word)
      await log.append(updates.slice(0, 2).map((update) => row('m/board', update)))
      const covered = new Y.Doc()
      for (const update of updates.slice(0, 2)) Y.applyUpdate(covered, update)
      await log.compact('m/board', 2, Y.encodeStateAsUpdate(covered))
      await log.append(updates.slice(2).map((update) => row('m/board', update)))

      const stored = await (await reopen()).load('m/board')
      expect(stored.updates.length).toBe(1)
      expect(stored.seq).toBe(3)
      const loaded = new Y.Doc()
      for (const update of [stored.snapshot ?? new Uint8Array([0, 0]), ...stored.updates]) Y.applyUpdate(loaded, update)
      expect(loaded.getText('text').toString()).toBe('one two three')
    }))

  test(`${name}: appends that run at the same time keep their order`, () =>
    withLog(async ({ log }) => {
      const seqs = await Promise.all(Array.from({ length: 20 }, (_, index) => log.append([row('m/board', bytes(index))])))
      expect(seqs.flat()).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
      expect((await log.load('m/board')).updates.map((update) => update[0])).toEqual(
        Array.from({ length: 20 }, (_, index) => index),
      )
    }))

  test(`${name}: an append of nothing is fine`, () =>
    withLog(async ({ log }) => {
      expect(await log.append([])).toEqual([])
    }))
}

function row(document: string, update: Uint8Array) {
  return { document, update, claims: [] }
}

function bytes(seed: number): Uint8Array {
  return Uint8Array.from({ length: 5 }, (_, index) => (seed + index * 7) % 256)
}
