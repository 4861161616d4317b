import * as decoding from 'lib0/decoding'
import { afterEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { closeCodes } from './closeCodes.ts'
import { readFrame } from './frames.ts'
import { step1Frame, updateFrame } from './testing/clientFrames.ts'
import { barrierFrame, type Driver, openDriver, type RawSocket, until } from './testing/driver.ts'
import { memoryLog } from './testing/memoryLog.ts'

let room: Driver
afterEach(() => room.close())

function savedTokens({ received }: RawSocket): number[] {
  return received.filter((frame) => frame[0] === 121).map((frame) => decoding.readVarUint(decoding.createDecoder(frame.slice(1))))
}

function noticeOf(frame: Uint8Array): unknown {
  return JSON.parse(decoding.readVarString(decoding.createDecoder(frame.slice(1))))
}

function edit(words: string): Uint8Array {
  const doc = new Y.Doc()
  doc.getText('text').insert(0, words)
  return Y.encodeStateAsUpdate(doc)
}

test('two stock clients write together, and a third who comes later reads it all [J1]', async () => {
  room = await openDriver()
  const [ada, ben] = [room.joinAs('ada'), room.joinAs('ben')]
  ada.says('the disk ')
  await until('ben sees it', () => ben.text.toString() === 'the disk ')
  ben.says('was full')
  await until('ada sees it', () => ada.text.toString() === 'the disk was full')
  const cleo = room.joinAs('cleo')
  await until('cleo sees it', () => cleo.text.toString() === 'the disk was full')
})

test('[I2] nobody sees, and nobody is told of as saved, what is not on disk [S1, S2]', async () => {
  room = await openDriver()
  const ben = room.joinAs('ben')
  await until('ben is in', () => ben.provider.synced)
  const ada = await room.socketAs('ada')
  room.log.hold()
  ada.send(updateFrame(edit('not yet')))
  ada.send(barrierFrame(1))
  const late = room.joinAs('late')
  const probe = await room.socketAs('probe', { document: 'm/other' })
  probe.send(barrierFrame(1))
  await until('the server has handled what came', () => savedTokens(probe).length === 1)
  expect(savedTokens(ada)).toEqual([])
  expect(ben.text.toString()).toBe('')
  expect(late.text.toString()).toBe('')
  expect((await room.log.copy().load('m/board')).seq).toBe(0)

  room.log.release()
  await until('it is acknowledged', () => savedTokens(ada).includes(1))
  expect((await room.log.copy().load('m/board')).seq).toBe(1)
  await until('the others see it', () => ben.text.toString() === 'not yet' && late.text.toString() === 'not yet')
})

test.each([
  ['has nothing', new Uint8Array([0])],
  ['has something', Y.encodeStateVector(new Map([[4711, 1]]))],
])('[I2] who joins and %s waits for what is on its way to the disk [J2]', async (_who, stateVector) => {
  room = await openDriver()
  room.log.hold()
  const ada = await room.socketAs('ada')
  ada.send(updateFrame(edit('not yet')))
  await until('it is on its way', () => room.log.waiting === 1)
  const late = await room.socketAs('late')
  late.send(step1Frame(stateVector))
  await until('late is in', () => room.rooms.counts.connections === 2)
  const probe = await room.socketAs('probe', { document: 'm/other' })
  probe.send(barrierFrame(1))
  await until('the server has handled what came', () => savedTokens(probe).length === 1)
  const answers = () => late.received.filter((frame) => frame[0] === 0 && frame[1] === 1)
  expect(answers()).toEqual([])
  room.log.release()
  await until('late is answered', () => answers().length === 1)
  expect(answers()[0]?.length).toBeGreaterThan('not yet'.length)
})

test('[I2] a commit of unknown fate is made again, and changes nothing if it is there twice [S3]', async () => {
  room = await openDriver({ limits: { compactRows: 3 } })
  const ada = room.joinAs('ada')
  const ben = room.joinAs('ben')
  await until('they are in', () => ada.provider.synced && ben.provider.synced)
  room.log.failAfterwards(new Error('the disk is gone'))
  ada.says('once ')
  await until('it was tried twice', () => room.log.appends > 2)
  expect(ben.text.toString()).toBe('')
  room.log.heal()
  await until('ben sees it', () => ben.text.toString() === 'once ')
  ben.says('and no more')
  await until('ada sees that', () => ada.text.toString() === 'once and no more')
  await room.rooms.read('m/board', () => undefined)

  const { seq } = await room.log.load('m/board')
  expect(seq).toBeGreaterThan(3)
  const again = await openDriver({ log: room.log.copy() })
  const cleo = again.joinAs('cleo')
  await until('cleo reads it once', () => cleo.text.toString() === 'once and no more')
  await again.close()
})

test('[I2] a disk that fails saves nothing falsely, is said, and loses nothing [S3]', async () => {
  room = await openDriver()
  const ada = await room.socketAs('ada')
  ada.send(barrierFrame(0))
  await until('acknowledgements are on', () => savedTokens(ada).includes(0))
  room.log.fail(new Error('no space left on device'))
  ada.send(updateFrame(edit('kept')))
  ada.send(barrierFrame(1))
  await until('it is reported', () => room.events.some((event) => event.is === 'save-failed'))
  await until('people are told', () => ada.received.some((frame) => frame[0] === 122))
  expect(room.rooms.isSaving).toBe(false)
  expect(savedTokens(ada)).toEqual([0])
  room.log.heal()
  await until('it is saved after all', () => savedTokens(ada).includes(1))
  expect(room.rooms.isSaving).toBe(true)
})

test('a restart of the server finds everything that was acknowledged', async () => {
  room = await openDriver()
  const ada = await room.socketAs('ada')
  ada.send(updateFrame(edit('remember this')))
  ada.send(barrierFrame(1))
  await until('it is saved', () => savedTokens(ada).includes(1))
  const copy = room.log.copy()
  await room.close()
  room = await openDriver({ log: copy })
  const ben = room.joinAs('ben')
  await until('ben reads it', () => ben.text.toString() === 'remember this')
})

test('any number of first joins load a document once, and lose nothing that they send meanwhile [R1]', async () => {
  let letIn = () => undefined as void
  const gate = new Promise<void>((resolve) => {
    letIn = resolve
  })
  room = await openDriver({ access: () => gate })
  const people = Array.from({ length: 12 }, (_, index) => room.joinAs(`p${index}`))
  people.forEach((person, index) => person.says(`${index} `))
  letIn()
  await until('all have all', () => people.every((person) => person.text.toString().split(' ').length === 13))
  expect(room.log.loads).toBe(1)
})

test('a document that cannot be loaded is not written, and its people are told to come back [R3]', async () => {
  const log = memoryLog()
  await log.append([{ document: 'm/board', update: edit('old'), claims: [], by: [] }])
  log.failLoads(new Error('the disk does not answer'))
  room = await openDriver({ log })
  const ada = await room.socketAs('ada')
  expect(await ada.closed).toBe(closeCodes.loadFailed)
  expect((await log.copy().load('m/board')).seq).toBe(1)
})

test('an idle room is unloaded, and comes back whole [R2]', async () => {
  room = await openDriver({ limits: { idleMs: 20 } })
  const ada = room.joinAs('ada')
  ada.says('still here')
  await until('it is saved', () => room.rooms.counts.rooms === 1 && ada.provider.synced)
  await room.rooms.edit('m/board', () => undefined)
  ada.close()
  await until('the room is gone', () => room.rooms.counts.rooms === 0)
  const ben = room.joinAs('ben')
  await until('ben reads it', () => ben.text.toString() === 'still here')
})

test('the server’s own edits are durable before they resolve, and everybody sees them', async () => {
  room = await openDriver()
  const ada = room.joinAs('ada')
  await until('ada is in', () => ada.provider.synced)
  await room.rooms.edit('m/board', (doc) => doc.getMap('map').set('phase', 'timeline'))
  expect((await room.log.copy().load('m/board')).seq).toBe(1)
  await until('ada sees it', () => ada.doc.getMap('map').get('phase') === 'timeline')
  expect(await room.rooms.read('m/board', (doc) => doc.getMap('map').get('phase'))).toBe('timeline')
})

test('somebody who types all the time does not keep others from joining [J2]', async () => {
  room = await openDriver()
  const ada = room.joinAs('ada')
  await until('ada is in', () => ada.provider.synced)
  const typing = setInterval(() => ada.says('x'), 1)
  try {
    const others = Array.from({ length: 5 }, (_, index) => room.joinAs(`p${index}`))
    await until('all are in', () => others.every((person) => person.provider.synced && person.text.length > 0))
  } finally {
    clearInterval(typing)
  }
})

test('a snapshot is stored once the rows outweigh the one before', async () => {
  room = await openDriver({ limits: { compactBytes: 5000 } })
  const stored = async () => (await room.log.copy().load('m/board')).snapshot?.length ?? 0
  await room.rooms.edit('m/board', (doc) => doc.getText('text').insert(0, 'x'.repeat(6000)))
  await vi.waitFor(async () => expect(await stored()).toBeGreaterThan(6000))
  const before = await stored()
  await room.rooms.edit('m/board', (doc) => doc.getText('text').insert(0, 'x'.repeat(3000)))
  expect(await stored()).toBe(before)
  await room.rooms.edit('m/board', (doc) => doc.getText('text').insert(0, 'x'.repeat(4000)))
  await vi.waitFor(async () => expect(await stored()).toBeGreaterThan(13_000))
})

test('a snapshot is stored after enough rows, and the document stays whole', async () => {
  room = await openDriver({ limits: { compactRows: 10 } })
  for (let index = 0; index < 25; index++) {
    await room.rooms.edit('m/board', (doc) => doc.getText('text').insert(0, `${index},`))
  }
  await vi.waitFor(async () => expect((await room.log.copy().load('m/board')).snapshot).not.toBeNull())
  const expected = await room.rooms.read('m/board', (doc) => doc.getText('text').toString())
  const copy = room.log.copy()
  await room.close()
  room = await openDriver({ log: copy })
  expect(await room.rooms.read('m/board', (doc) => doc.getText('text').toString())).toBe(expected)
})

test('a slow receiver costs the others nothing, and gets one difference when it can take it [F2]', async () => {
  room = await openDriver({ limits: { slowBytes: 64 * 1024, drainedBytes: 1024 } })
  const [ada, ben] = [room.joinAs('ada'), room.joinAs('ben')]
  await until('both are in', () => [ada, ben].every((person) => person.provider.synced))
  const slow = await room.socketAs('slow')
  slow.send(step1Frame(new Uint8Array([0])))
  const answers = () => slow.received.filter((frame) => frame[0] === 0 && frame[1] === 1).length
  await until('slow is in', () => answers() === 1)
  slow.socket.pause()
  const words = 'w'.repeat(40_000)
  for (let index = 0; index < 300; index++) {
    ada.doc.getArray('list').push([words + index])
    if (index % 20 === 0) await until('ben keeps up', () => ben.doc.getArray('list').length === index + 1)
  }
  await until('ben has all', () => ben.doc.getArray('list').length === 300)
  slow.socket.resume()
  await until('the difference came', () => answers() === 2)
  const doc = new Y.Doc()
  for (const frame of slow.received.map(readFrame))
    if (frame.is === 'update' || frame.is === 'step2') Y.applyUpdate(doc, frame.update)
  expect(doc.getArray('list').length).toBe(300)
}, 30_000)

test('draining saves what is pending and tells everybody to come back [D1]', async () => {
  room = await openDriver()
  const ada = await room.socketAs('ada')
  room.log.fail(new Error('busy'))
  ada.send(updateFrame(edit('last words')))
  await until('it waits to be saved', () => room.events.some((event) => event.is === 'save-failed'))
  room.log.heal()
  await room.rooms.drain()
  expect(await ada.closed).toBe(closeCodes.restarting)
  expect((await room.log.copy().load('m/board')).seq).toBe(1)
})

test('draining tells everybody when to come back, and takes in what they write until it is their turn [D1]', async () => {
  room = await openDriver({ limits: { drainPerSecond: 20 } })
  const sockets = await Promise.all(Array.from({ length: 6 }, (_, index) => room.socketAs(`person ${index}`)))
  for (const socket of sockets) socket.send(barrierFrame(1))
  await until('all are known', () => sockets.every((socket) => savedTokens(socket).length === 1))
  const order: number[] = []
  sockets.forEach(({ closed }, index) => void closed.then(() => order.push(index)))
  const drained = room.rooms.drain()
  await until('one had to go', () => order.length > 0)
  const last = sockets.find(({ socket }) => socket.readyState === socket.OPEN)
  last?.send(updateFrame(edit('one more word')))
  await drained
  expect((await room.log.copy().load('m/board')).seq).toBe(1)
  expect(await Promise.all(sockets.map(({ closed }) => closed))).toEqual(Array(6).fill(closeCodes.restarting))
  const notices = sockets.map(({ received }) => received.filter((frame) => frame[0] === 122).map(noticeOf))
  expect(notices).toEqual(Array(6).fill([expect.objectContaining({ kind: 'restarting', comeBackWithinMs: 800 })]))
})

test('many tabs of one person share one rate; others keep theirs [C1]', async () => {
  room = await openDriver({ limits: { ownerMessagesPerSecond: 0.001, ownerMessagesBurst: 30 } })
  const [one, other, ben] = [await room.socketAs('ada'), await room.socketAs('ada'), await room.socketAs('ben')]
  for (const socket of [one, other, ben]) for (let token = 1; token <= 20; token++) socket.send(barrierFrame(token))
  expect(await Promise.race([one.closed, other.closed])).toBe(closeCodes.overloaded)
  await until('ben was answered', () => savedTokens(ben).length === 20)
})

test('stock clients have nothing to complain about', async () => {
  const complaint = vi.spyOn(console, 'error')
  room = await openDriver()
  const [ada, ben] = [room.joinAs('ada'), room.joinAs('ben')]
  ada.says('quiet')
  await until('ben sees it', () => ben.text.toString() === 'quiet')
  expect(complaint).not.toHaveBeenCalled()
})
