import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { openCommitter } from './committer.ts'
import { defaultLimits } from './limits.ts'
import { LiveDocument } from './liveDocument.ts'
import type { RoomsEvent } from './rooms.ts'
import { until } from './testing/driver.ts'
import { type MemoryLog, memoryLog } from './testing/memoryLog.ts'

/** What no check would let through, to see that the document survives it: each of two items stands right of the other. */
const circle = encoding.encode((encoder) => {
  const item = (client: number, other: number) => {
    for (const number of [1, client, 0]) encoding.writeVarUint(encoder, number)
    encoding.writeUint8(encoder, 0x80 | 4)
    for (const number of [other, 0]) encoding.writeVarUint(encoder, number)
    encoding.writeVarString(encoder, 'x')
  }
  encoding.writeVarUint(encoder, 2)
  item(1001, 1002)
  item(1002, 1001)
  encoding.writeVarUint(encoder, 0)
})

/** A live document of its own, with a committer, but without a room. */
function open(log: MemoryLog) {
  const events: RoomsEvent[] = []
  const report = (event: RoomsEvent) => void events.push(event)
  const committer = openCommitter({
    log,
    maxCommitBytes: 1_000_000,
    commitMs: 0,
    onCommit() {
      document.takeCommitted()
      document.goOn()
    },
    onFailed: (error, waiting) => report({ is: 'save-failed', error, waiting }),
    onRecovered: () => undefined,
  })
  const limits = { ...defaultLimits, loadRetryMs: 10, compactRows: 2 }
  const document: LiveDocument<object> = new LiveDocument(
    'm/board',
    { log, limits, committer, report, letClientsHeal: false },
    {
      onCommitted: () => undefined,
      gatherMs: () => 0,
      onReady: () => undefined,
      onUnreachable: () => undefined,
      presentUnder: () => undefined,
    },
  )
  return { document, events }
}

async function writtenLog(): Promise<MemoryLog> {
  const log = memoryLog()
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (const word of ['one ', 'two ', 'three ']) doc.getText('text').insert(doc.getText('text').length, word)
  await log.append(updates.map((update) => ({ document: 'm/board', update, claims: [], by: [] })))
  return log
}

const textOf = (doc: Y.Doc) => doc.getText('text').toString()
const refusedByNobody = { claims: [], deletesOnly: false, isKnown: false, isNew: true }

test.each(['with nothing on its way to the log', 'with a commit under way'])(
  '[I2] a document that must be rebuilt, %s, from a log that is damaged by now can be read, and is not written [C10] [R4]',
  async (when) => {
    const log = await writtenLog()
    const { document, events } = open(log)
    expect(await document.read(textOf)).toBe('one two three ')
    log.damage('m/board', 'row', 2)
    let edited: Promise<void> = Promise.resolve()
    if (when === 'with a commit under way') {
      log.hold()
      edited = document.edit((doc) => doc.getText('text').insert(14, 'four '))
      await until('it is on its way', () => log.waiting === 1)
    }
    expect(document.apply(circle, refusedByNobody, {}, 'eve')).toBe(false)
    log.release()
    await edited
    await until('it is known to be damaged', () => document.isDamaged)
    const { seq } = await log.salvage('m/board')
    expect(await document.read(textOf)).toBe('one ')
    expect(await document.read((doc) => doc.store.pendingStructs)).toBeNull()
    await expect(document.edit((doc) => doc.getText('text').insert(0, 'x'))).rejects.toMatchObject({
      name: 'DamagedDocumentError',
    })
    // Not even a snapshot: it would cover the damage up.
    expect((await log.salvage('m/board')).damaged).toEqual([{ seq: 2, upTo: 2, what: 'damaged' }])
    expect((await log.salvage('m/board')).seq).toBe(seq)
    expect(events.filter((event) => event.is === 'damaged')).toHaveLength(1)
    document.destroy()
  },
)

test('[I2] a document that must be rebuilt while a commit is under way keeps what that commit holds [C10]', async () => {
  const log = await writtenLog()
  const { document, events } = open(log)
  await document.loaded
  log.hold()
  const edited = document.edit((doc) => doc.getText('text').insert(0, 'zero '))
  await until('it is on its way', () => log.waiting === 1)
  expect(document.apply(circle, refusedByNobody, {}, 'eve')).toBe(false)
  log.release()
  await edited
  expect(await document.read(textOf)).toBe('zero one two three ')
  expect(events).toEqual([{ is: 'rebuilt', document: 'm/board' }])
  document.destroy()
})
