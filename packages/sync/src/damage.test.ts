import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { repairDocument } from './repairDocument.ts'
import { barrierFrame, type Driver, openDriver, type Person, until } from './testing/driver.ts'
import { type MemoryLog, memoryLog } from './testing/memoryLog.ts'

/** Rule R4: a document of which something is lost can be read as far as it goes, and not be written. */

let room: Driver
afterEach(() => room.close())

/** `m/board` as ada wrote it: "one two three ", a row for each word, and as ben did in his list, which builds upon none of them. */
async function writtenBoard(): Promise<MemoryLog> {
  const log = memoryLog()
  const ada = new Y.Doc()
  const ben = new Y.Doc()
  const updates: Uint8Array[] = []
  ada.on('update', (update: Uint8Array) => updates.push(update))
  ben.on('update', (update: Uint8Array) => updates.push(update))
  for (const word of ['one ', 'two ', 'three ']) ada.getText('text').insert(ada.getText('text').length, word)
  ben.getArray('list').push(['ben was here'])
  await log.append(updates.map((update) => ({ document: 'm/board', update, claims: [], by: [] })))
  return log
}

/** The kinds of notices that a client of ours has heard. */
function noticesOf(person: Person): string[] {
  const notices: string[] = []
  person.provider.messageHandlers[122] = (_encoder, decoder) => {
    const length = decoder.arr[decoder.pos] ?? 0
    const text = new TextDecoder().decode(decoder.arr.subarray(decoder.pos + (length < 128 ? 1 : 2)))
    notices.push((JSON.parse(text) as { kind: string }).kind)
  }
  return notices
}

function savedTokensOf(person: Person): unknown[] {
  const saved: unknown[] = []
  person.provider.messageHandlers[121] = () => void saved.push('saved')
  return saved
}

test('[I2] what is left of a damaged document can be read; its writers are told, nothing is called saved or written [R4]', async () => {
  const log = await writtenBoard()
  log.damage('m/board', 'row', 2)
  room = await openDriver({ log })
  const ada = room.joinAs('ada')
  const notices = noticesOf(ada)
  const saved = savedTokensOf(ada)
  await until('ada reads it', () => ada.text.toString() === 'one ' && ada.doc.getArray('list').length === 1)
  expect(ada.doc.store.pendingStructs).toBeNull()

  ada.says('more')
  ada.provider.ws?.send(new Uint8Array(barrierFrame(1)))
  await until('ada is told', () => notices.includes('damaged'))
  expect(ada.text.toString()).toBe('one more')
  expect(saved).toEqual([])
  const ben = room.joinAs('ben', { mayWrite: false })
  await until('ben reads what is left', () => ben.text.toString() === 'one ')
  await expect(room.rooms.edit('m/board', (doc) => doc.getText('text').insert(0, 'x'))).rejects.toMatchObject({
    name: 'DamagedDocumentError',
  })
  expect(await room.rooms.read('m/board', (doc) => doc.getText('text').toString())).toBe('one ')
  expect(log.appends).toBe(1)
  expect(room.events).toMatchObject([{ is: 'damaged', rows: [{ seq: 2, upTo: 2, what: 'damaged' }], leftOut: 1 }])
})

test('[I2] once repaired it can be written, and with an operator’s leave people’s copies bring back what was lost', async () => {
  const log = await writtenBoard()
  room = await openDriver({ log })
  const ada = room.joinAs('ada')
  await until('ada has all of it', () => ada.text.toString() === 'one two three ')
  const whole = Y.encodeStateAsUpdate(ada.doc)
  await room.close()

  log.damage('m/board', 'row', 2)
  expect(await repairDocument(log, 'm/board')).toEqual({ rows: [{ seq: 2, upTo: 2, what: 'damaged' }], leftOut: 1 })
  expect(await repairDocument(log, 'm/board')).toBeNull()

  room = await openDriver({ log, letClientsHeal: true })
  const ben = room.joinAs('ben')
  await until('ben reads what is left', () => ben.text.toString() === 'one ')
  const again = room.joinAs('ada')
  Y.applyUpdate(again.doc, whole)
  await until('ben has what was lost', () => ben.text.toString() === 'one two three ')
  expect(room.events).toEqual([])
})

test('a document that was never damaged, or never written, needs no repair', async () => {
  const log = await writtenBoard()
  room = await openDriver({ log })
  expect(await repairDocument(log, 'm/board')).toBeNull()
  expect(await repairDocument(log, 'm/never')).toBeNull()
  expect((await log.load('m/board')).seq).toBe(4)
})
