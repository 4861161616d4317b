import * as encoding from 'lib0/encoding'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { closeCodes } from './closeCodes.ts'
import { awarenessFrame, step1Frame, step2Frame, updateFrame } from './frames.ts'
import { type Driver, openDriver, until } from './testing/driver.ts'

let room: Driver
afterEach(() => room.close())

/** An update by a client of its own, and the document it comes from. */
function updateOf(change: (doc: Y.Doc) => void, clientId?: number): Uint8Array {
  const doc = new Y.Doc()
  if (clientId !== undefined) doc.clientID = clientId
  change(doc)
  return Y.encodeStateAsUpdate(doc)
}

async function openWithWitness() {
  const opened = await openDriver()
  const witness = opened.joinAs('witness')
  witness.says('unharmed')
  await until('the witness is saved', () => witness.provider.synced)
  await opened.rooms.edit('m/board', () => undefined)
  return { opened, witness }
}

async function expectUnharmed(witness: { says(words: string): void; text: Y.Text }) {
  const probe = room.joinAs('probe')
  witness.says('!')
  await until('a newcomer reads what the witness wrote', () => probe.text.toString() === witness.text.toString())
  expect(await room.rooms.read('m/board', (doc) => doc.getText('text').toString())).toBe(witness.text.toString())
  expect(witness.text.toString().includes('unharmed')).toBe(true)
}

const nested = (depth: number) => (doc: Y.Doc) => {
  let map = doc.getMap<unknown>('map')
  for (let level = 0; level < depth; level++) {
    const inner = new Y.Map<unknown>()
    map.set('in', inner)
    map = inner
  }
}

const gap = () => {
  const doc = new Y.Doc()
  doc.getText('text').insert(0, 'missing')
  const before = Y.encodeStateVector(doc)
  doc.getText('text').insert(7, 'orphan')
  return Y.encodeStateAsUpdate(doc, before)
}

const hugeClock = encoding.encode((encoder) => {
  for (const number of [1, 1, 4242, 0]) encoding.writeVarUint(encoder, number) // one client, one struct, id 4242, clock 0
  encoding.writeUint8(encoder, 0) // GC
  encoding.writeVarUint(encoder, 2 ** 52)
  encoding.writeVarUint(encoder, 0)
})

const foreignDelete = encoding.encode((encoder) => {
  for (const number of [0, 1, 987_654, 1, 0, 5]) encoding.writeVarUint(encoder, number)
})

const refused: [string, () => Uint8Array | string, number][] = [
  ['[C1] a text frame', () => 'hello', closeCodes.abuse],
  ['[C1] an empty frame', () => new Uint8Array(), closeCodes.abuse],
  [
    '[C2] a frame cut short',
    () => updateFrame(updateOf((doc) => doc.getText('text').insert(0, 'x'))).slice(0, 6),
    closeCodes.abuse,
  ],
  [
    '[C2] bytes after the message',
    () => Uint8Array.of(...updateFrame(updateOf((doc) => doc.getText('text').insert(0, 'x'))), 7),
    closeCodes.abuse,
  ],
  [
    '[C4] bytes after the update',
    () => updateFrame(Uint8Array.of(...updateOf((doc) => doc.getText('text').insert(0, 'x')), 7)),
    closeCodes.abuse,
  ],
  ['[C4] an update that is none', () => updateFrame(Uint8Array.of(9, 9, 9, 9)), closeCodes.abuse],
  [
    '[C7] a part that the document does not have',
    () => updateFrame(updateOf((doc) => doc.getText('elsewhere').insert(0, 'x'))),
    closeCodes.abuse,
  ],
  ['[C8] nesting without end', () => updateFrame(updateOf(nested(200))), closeCodes.abuse],
  ['[C9] a clock beyond all use', () => updateFrame(hugeClock), closeCodes.abuse],
  [
    '[C7] a document inside of the document',
    () => updateFrame(updateOf((doc) => doc.getMap('map').set('d', new Y.Doc()))),
    closeCodes.abuse,
  ],
  [
    '[C3] an update beyond the limit',
    () => updateFrame(updateOf((doc) => doc.getText('text').insert(0, 'x'.repeat(1_200_000)))),
    closeCodes.tooLarge,
  ],
  ['[C3] a state vector beyond the limit', () => step1Frame(new Uint8Array(70_000)), closeCodes.tooLarge],
  ['[P5] presence beyond the limit', () => awarenessFrame(new Uint8Array(5000)), closeCodes.tooLarge],
]

test.each(refused)('[I3] %s is refused, and nobody else is affected', async (_title, frame, code) => {
  const { opened, witness } = await openWithWitness()
  room = opened
  const eve = await room.socketAs('eve')
  eve.send(frame())
  expect(await eve.closed).toBe(code)
  await expectUnharmed(witness)
})

test.each([
  ['a gap', () => updateFrame(gap())],
  ['a deletion of what is not known', () => updateFrame(foreignDelete)],
])('[I3] [C5] %s is asked for once, then refused', async (_title, frame) => {
  const { opened, witness } = await openWithWitness()
  room = opened
  const eve = await room.socketAs('eve')
  const asked = () => eve.received.filter((bytes) => bytes[0] === 0 && bytes[1] === 0).length
  await until('the server greeted', () => asked() === 1)
  eve.send(frame())
  await until('the server asks for what is missing', () => asked() === 2)
  eve.send(frame())
  expect(await eve.closed).toBe(closeCodes.abuse)
  await expectUnharmed(witness)
})

test('[I3] [C6] words under somebody else’s client id are refused: the victim’s own later words survive', async () => {
  const { opened, witness } = await openWithWitness()
  room = opened
  const eve = await room.socketAs('eve')
  const forged = new Y.Doc()
  Y.applyUpdate(forged, Y.encodeStateAsUpdate(witness.doc))
  forged.clientID = witness.doc.clientID
  forged.getText('text').insert(0, 'EVIL')
  eve.send(updateFrame(Y.encodeStateAsUpdate(forged, Y.encodeStateVector(witness.doc))))
  expect(await eve.closed).toBe(closeCodes.abuse)
  await expectUnharmed(witness)
})

test('[C6] the same person may write from two places, and send everybody’s words back', async () => {
  const { opened, witness } = await openWithWitness()
  room = opened
  const elsewhere = room.joinAs('witness')
  await until('it is in', () => elsewhere.text.toString() === 'unharmed')
  const ben = await room.socketAs('ben')
  ben.send(step2Frame(Y.encodeStateAsUpdate(witness.doc)))
  elsewhere.says(' twice')
  await until('both agree', () => witness.text.toString() === 'unharmed twice')
  expect(ben.socket.readyState).toBe(ben.socket.OPEN)
})

test('[I3] [C3] a reader changes nothing, and may stay for as long as it only reads', async () => {
  const { opened, witness } = await openWithWitness()
  room = opened
  const reader = room.joinAs('olga', { mayWrite: false })
  await until('she reads', () => reader.text.toString() === 'unharmed')
  const raw = await room.socketAs('otto', { mayWrite: false })
  raw.send(step2Frame(Y.encodeStateAsUpdate(new Y.Doc())))
  raw.send(updateFrame(updateOf((doc) => doc.getText('text').insert(0, 'graffiti'))))
  raw.send(step2Frame(updateOf((doc) => doc.getText('text').insert(0, 'graffiti'))))
  await until('it was noticed', () => room.events.filter((event) => event.is === 'refused').length === 2)
  expect(raw.socket.readyState).toBe(raw.socket.OPEN)
  reader.says('me too')
  for (let attempt = 0; attempt < 30; attempt++) raw.send(updateFrame(updateOf((doc) => doc.getText('text').insert(0, 'again'))))
  expect(await raw.closed).toBe(closeCodes.forbidden)
  await expectUnharmed(witness)
})

test('[I3] a flood is cut off', async () => {
  room = await openDriver({ limits: { messagesPerSecond: 10, messagesBurst: 50 } })
  const eve = await room.socketAs('eve')
  for (let count = 0; count < 200; count++) eve.send(Uint8Array.of(3))
  expect(await eve.closed).toBe(closeCodes.overloaded)
})

test('[I3] whoever’s right was taken away writes nothing from that moment on', async () => {
  const { opened, witness } = await openWithWitness()
  room = opened
  const eve = await room.socketAs('eve')
  await until('she is in', () => room.rooms.counts.connections === 2)
  expect(room.rooms.disconnect(({ owner }) => owner === 'eve', closeCodes.restarting)).toBe(1)
  eve.send(updateFrame(updateOf((doc) => doc.getText('text').insert(0, 'late'))))
  await eve.closed
  await expectUnharmed(witness)
})

test('[I3] mutated frames never harm the document or the server', async () => {
  const { opened, witness } = await openWithWitness()
  room = opened
  const rich = updateOf((doc) => {
    doc.getXmlFragment('rich').insert(0, [new Y.XmlElement('paragraph'), new Y.XmlText('words')])
    doc.getMap('map').set('list', Y.Array.from([1, 'two', { three: null }]))
    doc.getText('text').insert(0, 'some text')
    doc.getText('text').delete(2, 3)
  })
  const original = updateFrame(rich)
  const mutation = fc.array(fc.tuple(fc.nat(original.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 20 }), async (frames) => {
      const eve = await room.socketAs('eve')
      for (const flips of frames) {
        const frame = original.slice()
        for (const [at, value] of flips) frame[at] = value
        eve.send(frame)
      }
      eve.socket.close()
      await eve.closed
    }),
    { numRuns: 60 },
  )
  await expectUnharmed(witness)
  const stored = await room.log.copy().load('m/board')
  const loaded = new Y.Doc()
  for (const update of [...(stored.snapshot ? [stored.snapshot] : []), ...stored.updates]) Y.applyUpdate(loaded, update)
  expect(loaded.store.pendingStructs).toBeNull()
  expect(Y.encodeStateAsUpdate(loaded).length).toBeGreaterThan(2)
})
