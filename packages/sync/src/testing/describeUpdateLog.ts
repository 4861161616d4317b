import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { StoredDocument, StoredMoment, UpdateLog } from '../ports.ts'

export interface OpenedLog {
  readonly log: UpdateLog
  /** The same storage, opened anew. */
  reopen(): Promise<UpdateLog>
  /** What a bad disk does: changes the bytes of one row, or of the snapshot that covers rows up to `seq`. */
  damage(document: string, what: 'row' | 'snapshot', seq: number): Promise<void>
  /** A row vanishes. */
  lose(document: string, seq: number): Promise<void>
  close(): Promise<void>
}

/** Opens an empty log whose clock is `now` (milliseconds since 1970). */
export type OpenLog = (now: () => number) => Promise<OpenedLog>

/** What every update log must do, whatever it is made of. Each test gets a fresh one. */
export function describeUpdateLog(name: string, open: OpenLog): void {
  let time = Date.parse('2026-03-01T09:00:00Z')
  const withLog = async (run: (opened: OpenedLog) => Promise<void>) => {
    time = Date.parse('2026-03-01T09:00:00Z')
    const opened = await open(() => time)
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

  test(`${name}: every row tells when it was written and by whom`, () =>
    withLog(async ({ log, reopen }) => {
      expect(await log.readMoments('m/board')).toEqual([])
      await log.append([{ ...row('m/board', bytes(1)), by: ['ada', 'ben'] }, row('m/desk', bytes(2))])
      time += 1500
      await log.append([{ ...row('m/board', bytes(3)), by: ['ben'] }])
      expect(await (await reopen()).readMoments('m/board')).toEqual([
        { seq: 1, at: '2026-03-01T09:00:00.000Z', by: ['ada', 'ben'] },
        { seq: 2, at: '2026-03-01T09:00:01.500Z', by: ['ben'] },
      ])
    }))

  test(`${name}: documents are listed by name, once they were written`, () =>
    withLog(async ({ log, reopen }) => {
      await log.load('m/never')
      await log.append(['n/board', 'm/desk', 'm/board', 'm/desk'].map((document) => row(document, bytes(1))))
      expect(await (await reopen()).readDocuments()).toEqual(['m/board', 'm/desk', 'n/board'])
    }))

  test(`${name}: a moment that never was is not rebuilt`, () =>
    withLog(async ({ log }) => {
      await log.append([row('m/board', bytes(1))])
      for (const seq of [0, 2, -1]) {
        await expect(log.loadAt('m/board', seq)).rejects.toMatchObject({ name: 'MomentNotKeptError' })
      }
      await expect(log.loadAt('m/never', 1)).rejects.toMatchObject({ name: 'MomentNotKeptError' })
    }))

  test.each(['damaged', 'missing'] as const)(`${name}: a %s row is named; what is left can be salvaged`, (what) =>
    withLog(async ({ log, damage, lose }) => {
      const { updates } = writtenWords(['one ', 'two ', 'three ', 'four '])
      await log.append(updates.map((update) => row('m/board', update)))
      await log.append([{ ...row('m/desk', bytes(9)), claims: [{ clientId: 7, owner: 'ada' }] }])
      for (const seq of [2, 3]) await (what === 'damaged' ? damage('m/board', 'row', seq) : lose('m/board', seq))

      await expect(log.load('m/board')).rejects.toMatchObject({ name: 'DamagedDocumentError', document: 'm/board', seq: 2, what })
      const { updates: left, ...salvaged } = await log.salvage('m/board')
      expect(salvaged).toEqual({ snapshot: null, owners: [], seq: 4, damaged: [{ seq: 2, upTo: 3, what }] })
      expect(left.map((update) => [...update])).toEqual([updates[0], updates[3]].map((update) => [...(update ?? [])]))
      const desk = await log.load('m/desk')
      expect(await log.salvage('m/desk')).toEqual({ ...desk, damaged: [] })
      expect(textOf(await log.loadAt('m/board', 1))).toBe('one ')
      await expect(log.loadAt('m/board', 4)).rejects.toMatchObject({ name: 'DamagedDocumentError', seq: 2, what })
    }),
  )

  test(`${name}: a document whose newest row is gone does not look whole`, () =>
    withLog(async ({ log, lose }) => {
      await log.append([row('m/board', bytes(1)), row('m/board', bytes(2))])
      await lose('m/board', 2)
      await expect(log.load('m/board')).rejects.toMatchObject({ name: 'DamagedDocumentError', seq: 2, what: 'missing' })
      expect((await log.salvage('m/board')).damaged).toEqual([{ seq: 2, upTo: 2, what: 'missing' }])
    }))

  test(`${name}: a repaired document loads, can be written, and keeps the history before the damage`, () =>
    withLog(async ({ log, reopen, damage }) => {
      const { updates } = writtenWords(['one ', 'two ', 'three '])
      await log.append(updates.map((update) => row('m/board', update)))
      await damage('m/board', 'row', 2)
      const left = updates[0] ?? bytes(0)
      await expect(log.repair('m/board', 2, left)).rejects.toThrow('its log ends at row 3')
      await log.repair('m/board', 3, left)
      const again = await reopen()
      expect(textOf(await again.load('m/board'))).toBe('one ')
      expect((await again.salvage('m/board')).damaged).toEqual([])
      expect(await again.append([row('m/board', bytes(4))])).toEqual([4])
      expect(textOf(await again.loadAt('m/board', 1))).toBe('one ')
      expect(textOf(await again.loadAt('m/board', 3))).toBe('one ')
    }))

  test(`${name}: history older than the retention goes, and what is kept is still told`, () =>
    withLog(async ({ log }) => {
      const { updates, states } = writtenWords(Array.from({ length: 12 }, (_, index) => `${index} `))
      for (const [index, update] of updates.entries()) {
        await log.append([row('m/board', update)])
        if (index % 3 === 2) await log.compact('m/board', index + 1, states[index] ?? bytes(0))
        time += 60_000
      }
      await log.forget('2026-03-01T09:00:00Z')
      expect((await log.readMoments('m/board')).length).toBe(12)
      await log.forget('2026-03-01T09:09:00Z')
      for (const seq of [10, 11, 12]) expect(textOf(await log.loadAt('m/board', seq))).toMatch(new RegExp(`${seq - 1} $`))
      // Of what is older than everything: two snapshots (9 and 12) must stand for what goes.
      await log.forget('2027-01-01T00:00:00Z')
      expect((await log.readMoments('m/board')).map(({ seq }) => seq)).toEqual([10, 11, 12])
      await expect(log.loadAt('m/board', 9)).rejects.toMatchObject({ name: 'MomentNotKeptError' })
      expect(textOf(await log.load('m/board'))).toBe('0 1 2 3 4 5 6 7 8 9 10 11 ')
      expect(await log.append([row('m/board', bytes(1))])).toEqual([13])
    }))

  test(`${name}: [I2] any history can be told moment by moment, whatever was compacted, forgotten, or of a snapshot damaged`, () =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.nat(60), (steps, keptMinutes) =>
        withLog(async ({ log, reopen, damage }) => {
          const doc = new Y.Doc()
          const states: Uint8Array[] = []
          const texts: string[] = []
          const snapshots: number[] = []
          const onUpdate = (update: Uint8Array) => pending.push(update)
          const pending: Uint8Array[] = []
          doc.on('update', onUpdate)
          const text = doc.getText('text')
          for (const each of steps) {
            if (each.is === 'write') {
              text.insert(Math.min(each.at, text.length), each.words)
            } else if (each.is === 'delete') {
              const from = Math.min(each.at, text.length)
              text.delete(from, Math.min(each.length, text.length - from))
            } else if (states.length > 0) {
              const seq = Math.max(1, states.length - each.back)
              await log.compact('m/board', seq, states[seq - 1] ?? bytes(0))
              if (!snapshots.includes(seq)) snapshots.push(seq)
            }
            for (const update of pending.splice(0)) {
              expect(await log.append([row('m/board', update)])).toEqual([states.length + 1])
              states.push(Y.encodeStateAsUpdate(doc))
              texts.push(text.toString())
              time += 60_000
            }
          }
          const { seq } = await log.load('m/board')
          expect(seq).toBe(texts.length)
          const whole = textOf(await log.load('m/board'))
          const before = time - keptMinutes * 60_000
          await log.forget(new Date(before).toISOString())
          const newest = snapshots.toSorted((a, b) => a - b).at(-1)
          if (newest !== undefined) await damage('m/board', 'snapshot', newest)
          const again = await reopen()
          expect(textOf(await again.load('m/board'))).toBe(whole)
          const moments = await again.readMoments('m/board')
          for (const moment of moments) {
            expect(textOf(await again.loadAt('m/board', moment.seq))).toBe(texts[moment.seq - 1])
          }
          const mustBeKept = texts.map((_, index) => index + 1).slice(-keptMinutes || texts.length)
          expect(moments.map((moment) => moment.seq)).toEqual(expect.arrayContaining(mustBeKept))
        }),
      ),
      { numRuns: 40 },
    ))
}

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ is: fc.constant('write' as const), at: fc.nat(30), words: fc.string({ minLength: 1, maxLength: 4 }) }),
  },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('delete' as const), at: fc.nat(30), length: fc.nat(6) }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('compact' as const), back: fc.nat(4) }) },
)

/** A document in which words were written one after the other: what each brought, and all of it after each. */
function writtenWords(words: readonly string[]): { updates: Uint8Array[]; states: Uint8Array[] } {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  const states: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (const word of words) {
    doc.getText('text').insert(doc.getText('text').length, word)
    states.push(Y.encodeStateAsUpdate(doc))
  }
  return { updates, states }
}

function textOf({ snapshot, updates }: StoredDocument | StoredMoment): string {
  const doc = new Y.Doc()
  for (const update of snapshot ? [snapshot, ...updates] : updates) Y.applyUpdate(doc, update)
  expect(doc.store.pendingStructs).toBeNull()
  return doc.getText('text').toString()
}

function row(document: string, update: Uint8Array) {
  return { document, update, claims: [], by: [] }
}

function bytes(seed: number): Uint8Array {
  return Uint8Array.from({ length: 5 }, (_, index) => (seed + index * 7) % 256)
}
