import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { openCommitter } from './committer.ts'
import { defaultLimits } from './limits.ts'
import { LiveDocument } from './liveDocument.ts'
import type { UpdateLog } from './ports.ts'
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
function open(log: UpdateLog, onReady: () => void = () => undefined) {
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
      onReady,
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
const refusedByNobody = { update: circle, claims: [], deletesOnly: false, isNew: true, needsOwnRow: false }

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
    expect(document.apply(refusedByNobody, {}, 'eve')).toBe(false)
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
  expect(document.apply(refusedByNobody, {}, 'eve')).toBe(false)
  log.release()
  await edited
  expect(await document.read(textOf)).toBe('zero one two three ')
  expect(events).toEqual([{ is: 'rebuilt', document: 'm/board' }])
  document.destroy()
})

test('[S6] [C10] the server’s own edit that waited for a rebuild sees what was typed the moment that was done', async () => {
  const log = memoryLog()
  const ada = new Y.Doc()
  ada.getText('text').insert(0, 'start')
  const claims = [{ clientId: ada.clientID, owner: 'ada' }]
  await log.append([{ document: 'm/board', update: Y.encodeStateAsUpdate(ada), claims, by: ['ada'] }])
  let typed: Uint8Array = new Uint8Array()
  ada.on('update', (update: Uint8Array) => (typed = update))
  ada.getText('text').insert(5, '!')
  const access = { owner: 'ada', mayWrite: true, user: null, roots: null }
  let isLoaded = false
  let isTaken = false
  const { document } = open(log, () => {
    if (isLoaded && document.isReady) isTaken ||= document.takeTyping(access, typed, {})
  })
  await document.loaded
  isLoaded = true
  expect(document.apply(refusedByNobody, {}, 'eve')).toBe(false)
  expect(await document.edit(textOf)).toBe('start!')
  expect(isTaken).toBe(true)
  document.destroy()
})

test('[I2] [C10] a rebuild goes on when what is on its way to the log does not fit what the log gave back', async () => {
  const log = await writtenLog()
  let isStale = false
  const stale: UpdateLog = {
    ...log,
    async load(name) {
      const stored = await log.load(name)
      return isStale ? { ...stored, updates: stored.updates.slice(0, 1) } : stored
    },
  }
  const { document, events } = open(stale)
  await document.loaded
  log.hold()
  const edited = document.edit((doc) => doc.getText('text').insert(14, 'four '))
  await until('it is on its way', () => log.waiting === 1)
  isStale = true
  expect(document.apply(refusedByNobody, {}, 'eve')).toBe(false)
  await until('the log has been read', () => log.loads === 2)
  isStale = false
  log.release()
  await edited
  expect(await document.read(textOf)).toBe('one two three four ')
  expect(document.isDamaged).toBe(false)
  expect(events).toEqual([{ is: 'rebuilt', document: 'm/board' }])
  document.destroy()
})
