import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { encodeAwarenessUpdate } from 'y-protocols/awareness'
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { readFrame } from './frames.ts'
import { awarenessFrame, step1Frame, updateFrame } from './testing/clientFrames.ts'
import { contents, handmade, item, string } from './testing/handmadeUpdate.ts'
import { barrierFrame, type Driver, openDriver, type RawSocket, until } from './testing/driver.ts'

let room: Driver
afterEach(() => room.close())

const nothing = new Uint8Array([0])

function edit(words: string): Uint8Array {
  const doc = new Y.Doc()
  doc.getText('text').insert(0, words)
  return Y.encodeStateAsUpdate(doc)
}

/** What the frames that this socket got are, in order: `sync 0` is a step 1, and so on. */
function kinds({ received }: RawSocket): string[] {
  return received.map(([type, kind]) => (type === 0 ? `sync ${kind}` : String(type)))
}

const count = (socket: RawSocket, kind: string) => kinds(socket).filter((each) => each === kind).length

/** A socket that has asked for the whole document and has got all that it will get for that. */
async function follow(owner: string): Promise<RawSocket> {
  const socket = await room.socketAs(owner)
  socket.send(step1Frame(nothing))
  await until(`${owner} is in`, () => count(socket, 'sync 1') === 1)
  return socket
}

test('each message that a stock client may send is read, one a frame [W1]', async () => {
  room = await openDriver()
  const payload = new Uint8Array([1, 2, 3])
  expect(readFrame(step1Frame(payload))).toEqual({ is: 'step1', stateVector: payload })
  expect(readFrame(updateFrame(payload))).toEqual({ is: 'update', update: payload })
  expect(readFrame(awarenessFrame(payload))).toEqual({ is: 'awareness', update: payload })
  expect(readFrame(new Uint8Array([3]))).toEqual({ is: 'query-awareness' })
  expect(readFrame(barrierFrame(300))).toEqual({ is: 'barrier', token: 300 })
  expect(() => readFrame(Uint8Array.of(...updateFrame(payload), ...updateFrame(payload)))).toThrow('bytes after the message')
})

test('Saved carries the token and the row; a Notice is JSON with a kind and a sentence [W2]', async () => {
  room = await openDriver({ limits: { maxReaderWrites: 5 } })
  const ada = await room.socketAs('ada')
  ada.send(updateFrame(edit('one')))
  ada.send(barrierFrame(1000))
  await until('it is saved', () => count(ada, '121') === 1)
  const saved = decoding.createDecoder(ada.received.find((frame) => frame[0] === 121) ?? nothing)
  expect([decoding.readVarUint(saved), decoding.readVarUint(saved), decoding.readVarUint(saved)]).toEqual([121, 1000, 1])

  const otto = await room.socketAs('otto', { mayWrite: false })
  otto.send(barrierFrame(1))
  otto.send(updateFrame(edit('not his')))
  otto.send(barrierFrame(2))
  await until('he is told twice', () => count(otto, '122') === 2)
  const notice = decoding.createDecoder((otto.received.find((frame) => frame[0] === 122) ?? nothing).slice(1))
  expect(JSON.parse(decoding.readVarString(notice))).toEqual({ kind: 'refused', message: expect.stringMatching(/\.$/) })
  expect(count(otto, '121')).toBe(1) // the token after the refused change is never acknowledged [S2]
})

test('a connection that never sent a Barrier is never sent a message of ours [W3]', async () => {
  room = await openDriver()
  const otto = await room.socketAs('otto', { mayWrite: false })
  otto.send(updateFrame(edit('not his')))
  await until('it was refused', () => room.events.length === 1)
  otto.send(step1Frame(nothing))
  await until('he is answered', () => count(otto, 'sync 1') === 1)
  await room.rooms.drain()
  await otto.closed
  expect(kinds(otto)).toEqual(['sync 1'])
})

test('types of other implementations are ignored [W4]', async () => {
  room = await openDriver()
  const ada = await room.socketAs('ada')
  for (const type of [2, 4, 8, 102]) ada.send(Uint8Array.of(type, 1, 2, 3))
  ada.send(barrierFrame(1))
  await until('she is still listened to', () => count(ada, '121') === 1)
  expect(room.events).toEqual([])
})

test('who may write is asked first of all; a reader is asked nothing [W5, S4]', async () => {
  room = await openDriver()
  const ada = await follow('ada')
  expect(kinds(ada)).toEqual(['sync 0', 'sync 1'])
  const otto = await room.socketAs('otto', { mayWrite: false })
  otto.send(step1Frame(nothing))
  await until('he reads', () => count(otto, 'sync 1') === 1)
  expect(kinds(otto)).toEqual(['sync 1'])
})

test('a silent room says something now and then, so that stock clients stay [W6]', async () => {
  room = await openDriver({ limits: { keepaliveMs: 30 } })
  const ada = await room.socketAs('ada')
  await until('there were three', () => count(ada, '1') >= 3)
  for (const frame of ada.received.filter(([type]) => type === 1)) expect([...frame]).toEqual([1, 1, 0])
})

test('who says nothing is pinged along with what it is sent, or alone, and let go if no answer comes [W7]', async () => {
  room = await openDriver({ limits: { pingAlongMs: 20, pingMs: 60_000, keepaliveMs: 30 } })
  const ada = await room.socketAs('ada')
  let pings = 0
  ada.socket.on('ping', () => (pings += 1))
  await until('she was pinged along', () => pings >= 2)
  expect(count(ada, '1')).toBeGreaterThanOrEqual(2)
  await room.close()

  room = await openDriver({ limits: { pingMs: 30, pongMs: 150 } })
  const [there, gone] = [await room.socketAs('there'), await room.socketAs('gone')]
  gone.socket.pong = () => undefined
  let answered = 0
  there.socket.on('ping', () => (answered += 1))
  await gone.closed
  await until('who answers is asked again', () => answered >= 3)
  expect(there.socket.readyState).toBe(there.socket.OPEN)
})

test('who joins while others write gets the state encoded before, and what was committed since [J3]', async () => {
  room = await openDriver()
  const ada = await follow('ada')
  await follow('ben')
  ada.send(updateFrame(edit('since then')))
  ada.send(barrierFrame(1))
  await until('it is saved', () => count(ada, '121') === 1)
  const cleo = await follow('cleo')
  expect(kinds(cleo)).toEqual(['sync 0', 'sync 2', 'sync 1'])
})

test('what came for all documents during one commit shares the next [S5]', async () => {
  room = await openDriver()
  room.log.hold()
  const sockets = await Promise.all([1, 2, 3].map((number) => room.socketAs(`p${number}`, { document: `m/${number}` })))
  const probe = await room.socketAs('probe', { document: 'm/other' })
  const handled = async (token: number) => {
    probe.send(barrierFrame(token))
    await until('all was handled', () => count(probe, '121') === token)
  }
  for (const socket of sockets) socket.send(updateFrame(edit('first')))
  await handled(1)
  const before = room.log.appends
  for (let round = 0; round < 5; round++) for (const socket of sockets) socket.send(updateFrame(edit(`more ${round}`)))
  for (const socket of sockets) socket.send(barrierFrame(1))
  await handled(2)
  expect(room.log.appends).toBe(before) // all of it waits for the one that is held
  room.log.release()
  await until('all is saved', () => sockets.every((socket) => count(socket, '121') === 1))
  expect(room.log.appends - before).toBeLessThanOrEqual(2)
})

test('a commit is one frame for each of the others, and none for whose it is [F1]', async () => {
  room = await openDriver()
  const [ada, ben] = [await follow('ada'), await follow('ben')]
  room.log.hold()
  for (const words of ['one', 'two', 'three']) ada.send(updateFrame(edit(words)))
  await until('they wait together', () => room.log.waiting === 1)
  ada.send(updateFrame(edit('four')))
  ada.send(barrierFrame(1))
  room.log.release()
  await until('it is saved', () => count(ada, '121') === 1)
  await until('ben has it', () => count(ben, 'sync 2') >= 1)
  expect(count(ben, 'sync 2')).toBeLessThanOrEqual(2)
  expect(count(ada, 'sync 2')).toBe(0)
  const doc = new Y.Doc()
  for (const frame of ben.received.map(readFrame)) if (frame.is === 'update') Y.applyUpdate(doc, frame.update)
  expect(doc.getText('text').length).toBe('onetwothreefour'.length)
})

test('a caret goes with the words before it [F1]', async () => {
  room = await openDriver({ limits: { presenceMs: 60_000 } })
  const [ada, ben] = [await follow('ada'), await follow('ben')]
  const states = new Map([[7, { cursor: 'after the words' }]])
  const awareness = { states, meta: new Map([[7, { clock: 1, lastUpdated: 0 }]]) }
  ada.send(awarenessFrame(encodeAwarenessUpdate(awareness as never, [7])))
  ada.send(updateFrame(edit('words')))
  await until('ben is told both', () => count(ben, '1') === 1)
  expect(kinds(ben).slice(-2)).toEqual(['sync 2', '1'])
  expect(count(ada, '1')).toBe(0) // she knows best where she is
})

test('[I7] presence waits for a commit that is under way, but not for a disk that does not answer [P5]', async () => {
  room = await openDriver({ limits: { presenceMs: 20 } })
  const [ada, ben] = [await follow('ada'), await follow('ben')]
  room.log.hold()
  ada.send(updateFrame(edit('words')))
  await until('they wait', () => room.log.waiting === 1)
  const states = new Map([[7, { cursor: 'after the words' }]])
  const awareness = { states, meta: new Map([[7, { clock: 1, lastUpdated: 0 }]]) }
  ada.send(awarenessFrame(encodeAwarenessUpdate(awareness as never, [7])))
  await until('ben sees her move', () => count(ben, '1') === 1)
  expect(count(ben, 'sync 2')).toBe(0)
  room.log.release()
  await until('ben has the words', () => count(ben, 'sync 2') === 1)
})

test('everybody is announced anew before others forget them [P6]', async () => {
  room = await openDriver({ limits: { announceMs: 40 } })
  const [ada, ben] = [await follow('ada'), await follow('ben')]
  const states = new Map([[7, { phase: 'causes' }]])
  const awareness = { states, meta: new Map([[7, { clock: 1, lastUpdated: 0 }]]) }
  ada.send(awarenessFrame(encodeAwarenessUpdate(awareness as never, [7])))
  const clocks = () =>
    ben.received
      .filter(([type, , entries]) => type === 1 && entries === 1)
      .map((frame) => {
        const decoder = decoding.createDecoder(frame.slice(3))
        return [decoding.readVarUint(decoder), decoding.readVarUint(decoder)]
      })
  await until('ben is told three times', () => clocks().length >= 3)
  expect(clocks().every(([id]) => id === 7)).toBe(true)
  const numbers = clocks().map(([, clock]) => clock ?? 0)
  expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b)) // each is news to a stock client
})

test('[I3] what comes faster than the disk takes it waits with its sender, not here [S3]', async () => {
  room = await openDriver({ limits: { maxWaitingBytes: 200_000, bytesBurst: 2 ** 26 } })
  const ada = await room.socketAs('ada')
  await until('she is in', () => room.rooms.counts.connections === 1)
  room.log.hold()
  const doc = new Y.Doc()
  let sent = 0
  doc.on('update', (update: Uint8Array) => {
    sent += update.length
    ada.send(updateFrame(update))
  })
  for (let index = 0; index < 160; index++) doc.getArray('list').push(['x'.repeat(100_000)])
  ada.send(barrierFrame(1))
  let before = -1
  let unchanged = 0
  await until('she is not read from any more', () => {
    unchanged = ada.socket.bufferedAmount === before ? unchanged + 1 : 0
    before = ada.socket.bufferedAmount
    return before > 0 && unchanged > 30
  })
  expect(count(ada, '121')).toBe(0)
  room.log.release()
  await until('all is saved', () => count(ada, '121') === 1)
  expect(sent).toBeGreaterThan(16_000_000)
  expect(await room.rooms.read('m/board', (board) => board.getArray('list').length)).toBe(160)
})

test('a token after a change that is still asked for is held until it came [C5, S2]', async () => {
  room = await openDriver()
  const ada = await room.socketAs('ada')
  await until('she is asked', () => count(ada, 'sync 0') === 1)
  const doc = new Y.Doc()
  doc.getText('text').insert(0, 'first, ')
  const before = Y.encodeStateVector(doc)
  doc.getText('text').insert(7, 'second')
  ada.send(updateFrame(Y.encodeStateAsUpdate(doc, before)))
  ada.send(barrierFrame(1))
  await until('she is asked again', () => count(ada, 'sync 0') === 2)
  expect(count(ada, '121')).toBe(0)
  ada.send(
    encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint8Array(encoder, Y.encodeStateAsUpdate(doc))
    }),
  )
  await until('it is saved', () => count(ada, '121') === 1)
  expect(await room.rooms.read('m/board', (board) => board.getText('text').length)).toBe('first, second'.length)
})

test('[S7] what Yjs places by when it is applied is in a row of its own, so that everybody who follows places it alike', async () => {
  room = await openDriver()
  const ben = room.joinAs('ben')
  await until('ben is there', () => ben.provider.synced)
  ben.says('abcd')
  await until('it is saved', () => room.log.appends === 1 && room.log.waiting === 0)
  const eve = await room.socketAs('eve')
  room.log.hold()
  ben.says('e')
  await until('a commit is under way, for which the others wait', () => room.log.waiting === 1)
  const at = (clock: number) => Y.createID(ben.doc.clientID, clock)
  // Merged, what the higher client wrote would come first.
  const edits: [client: number, after: Y.ID, before: Y.ID, word: string][] = [
    [3, at(1), at(3), 'x'],
    [9, at(3), at(2), 'y'],
  ]
  for (const [client, after, before, word] of edits)
    eve.send(updateFrame(handmade([{ client, clock: 0, structs: [item({ after, before }, contents.string, string(word))] }])))
  const heard = eve.received.length
  eve.send(queryAwarenessFrame)
  await until('they are taken in', () => eve.received.length > heard)
  room.log.release()
  await until('ben has both', () => ben.text.length === 7)
  expect(ben.text.toString()).toBe('abxcdye')
  expect(await room.rooms.read('m/board', (doc) => doc.getText('text').toString())).toBe('abxcdye')
  ben.says('f')
  const newcomer = room.joinAs('newcomer')
  await until('a newcomer has it all', () => newcomer.text.length === 8)
  expect(newcomer.text.toString()).toBe('abxcdyef')
})

test('[S7] [C10] what newcomers would find in another place is refused', async () => {
  room = await openDriver()
  const ben = room.joinAs('ben')
  await until('ben is there', () => ben.provider.synced)
  ben.says('abcd')
  await until('it is saved', () => room.log.appends === 1 && room.log.waiting === 0)
  const eve = await room.socketAs('eve')
  const at = (clock: number) => Y.createID(ben.doc.clientID, clock)
  const word = item({ after: at(3), before: at(1) }, contents.string, string('x'))
  eve.send(updateFrame(handmade([{ client: 3, clock: 0, structs: [word] }])))
  expect(await eve.closed).toBe(4408)
  await until('it is as it was', () => room.events.some((event) => event.is === 'rebuilt'))
  expect(await room.rooms.read('m/board', (doc) => doc.getText('text').toString())).toBe('abcd')
  expect(ben.text.toString()).toBe('abcd')
})

const queryAwarenessFrame = new Uint8Array([3])
