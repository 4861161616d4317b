import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { updateFrame } from './testing/clientFrames.ts'
import { type InspectedUpdate, inspectUpdate } from './inspectUpdate.ts'
import { contents, handmade, item, string } from './testing/handmadeUpdate.ts'
import { openDriver, until } from './testing/driver.ts'
import { newServerDoc } from './serverDoc.ts'
import { TypedAhead } from './typedAhead.ts'
import { readTyping, type Typing } from './typing.ts'

const people = [11, 22, 33]

type Step =
  /** Somebody types, where they are or elsewhere, in what they have heard of. */
  | { is: 'type'; who: number; at: number; letters: string; goesOn: boolean }
  | { is: 'hear'; who: number }
  | { is: 'delete'; who: number; at: number }
  /** Bytes that only look like typing: numbers of a sound one, changed. */
  | { is: 'forge'; who: number; off: readonly [number, number, number, number] }
  /** The server looks into the document. */
  | { is: 'look' }

const who = fc.nat(people.length - 1)
const off = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: -3, max: 3 }))
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      is: fc.constant('type' as const),
      who,
      at: fc.nat(40),
      letters: fc.string({ minLength: 1, maxLength: 3 }),
      goesOn: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ is: fc.constant('hear' as const), who }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('delete' as const), who, at: fc.nat(40) }) },
  { weight: 3, arbitrary: fc.record({ is: fc.constant('forge' as const), who, off: fc.tuple(off, off, off, off) }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('look' as const) }) },
)

const rules = {
  owner: 'anybody',
  owners: new Map<number, string>(),
  presentUnder: () => undefined,
  maxClientIds: 100,
  roots: null,
  maxDepth: 64,
  maxClock: 2 ** 31,
}

/** A server that tells its document at once, and one that lets typing wait, hear the same. Returns how much waited. */
function run(steps: readonly Step[]): { waited: number; forged: number } {
  const first = new Y.Doc()
  first.clientID = 5
  first.getText('text').insert(0, 'one two three')
  const start = Y.encodeStateAsUpdate(first)
  const [eager, lazy] = [newServerDoc(), newServerDoc()]
  const writers = people.map((clientID) => {
    const doc = new Y.Doc()
    doc.clientID = clientID
    return { doc, sent: [] as Uint8Array[], at: 0 }
  })
  for (const doc of [eager, lazy, ...writers.map((each) => each.doc)]) Y.applyUpdate(doc, start)
  for (const { doc, sent } of writers)
    doc.on('update', (update: Uint8Array, origin) => void (origin !== 'heard' && sent.push(update)))
  const ahead = new TypedAhead()
  let waited = 0
  let forged = 0
  const catchUp = () => {
    const update = ahead.take()
    if (update !== null) Y.applyUpdate(lazy, update)
    expect(lazy.store.pendingStructs).toBeNull()
  }
  const take = (update: Uint8Array): boolean => {
    const typing = readTyping(update)
    const isCertain = typing !== null && ahead.fits(lazy, typing)
    // The whole examination of the same bytes must not find anything that this one has overlooked.
    const inspected = isCertain ? inspectUpdate(eager, update, rules) : inspectedIfSound(eager, update)
    if (inspected === null || inspected.deletesOnly) return false
    Y.applyUpdate(eager, inspected.update)
    if (isCertain) {
      ahead.add(typing)
      waited += 1
      if (ahead.isMuch) catchUp()
    } else {
      catchUp()
      Y.applyUpdate(lazy, inspected.update)
    }
    return true
  }
  const forge = ({ client, clock, ...typing }: Typing, [a, b, c, d]: readonly [number, number, number, number]): Uint8Array => {
    const least = (value: number) => Math.max(0, value)
    const before = typing.rightClient === -1 ? null : Y.createID(typing.rightClient, least(typing.rightClock + c))
    const after = Y.createID(typing.leftClient, least(typing.leftClock + b))
    const where = d === 3 ? { after, before: null } : { after, before }
    return handmade([{ client, clock: least(clock + a), structs: [item(where, contents.string, string(typing.text))] }])
  }
  for (const each of steps) {
    const writer = 'who' in each ? writers[each.who] : undefined
    if (each.is === 'look') catchUp()
    if (writer === undefined) continue
    const { doc, sent } = writer
    const text = doc.getText('text')
    if (each.is === 'type') {
      writer.at = Math.min(text.length, each.goesOn ? writer.at : each.at)
      for (const letter of each.letters) {
        text.insert(writer.at, letter)
        writer.at += 1
      }
    } else if (each.is === 'delete' && text.length > 0) {
      text.delete(each.at % text.length, 1)
    } else if (each.is === 'hear') {
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(eager), 'heard')
    } else if (each.is === 'forge') {
      text.insert(Math.min(text.length, writer.at), 'x')
      const genuine = sent.pop()
      const typing = genuine && readTyping(genuine)
      // A forgery that is taken in is what this person has written.
      if (genuine && typing && take(forge(typing, each.off))) forged += 1
      else if (genuine) take(genuine)
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(eager), 'heard')
      // Two things under one id: nobody honest comes so far.
      if (Y.encodeStateVector(doc).length === 0 || doc.store.pendingStructs !== null) break
    }
    for (const update of sent.splice(0)) take(update)
  }
  catchUp()
  expect(lazy.getText('text').toDelta()).toEqual(eager.getText('text').toDelta())
  expect(Y.decodeStateVector(Y.encodeStateVector(lazy))).toEqual(Y.decodeStateVector(Y.encodeStateVector(eager)))
  return { waited, forged }
}

function inspectedIfSound(doc: Y.Doc, update: Uint8Array): InspectedUpdate | null {
  try {
    return inspectUpdate(doc, update, rules)
  } catch {
    return null
  }
}

test('[S6] [C5] a document that is told of typing later says what it would have said at once, whoever types where', () => {
  let all = { waited: 0, forged: 0 }
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }), (steps) => {
      const { waited, forged } = run(steps)
      all = { waited: all.waited + waited, forged: all.forged + forged }
    }),
    { numRuns: 400, seed: 20261123 },
  )
  expect(all.waited).toBeGreaterThan(3000)
  expect(all.forged).toBeGreaterThan(50)
})

test('[S6] [J2] who joins, and who asks the server, gets what was typed and the document was not told of yet', async () => {
  const room = await openDriver()
  const [ada, ben] = [room.joinAs('ada'), room.joinAs('ben')]
  await until('they are there', () => ada.provider.synced && ben.provider.synced)
  const serverSays = () => room.rooms.read('m/board', (doc) => doc.getText('text').toString())
  ada.says('a')
  for (const letter of 'bcdefg') ada.says(letter)
  await until('ben has seen it, so it is quiet', () => ben.text.toString() === 'abcdefg')
  expect(await serverSays()).toBe('abcdefg')
  ada.says('h')
  await until('ben has seen that', () => ben.text.toString() === 'abcdefgh')
  const newcomer = room.joinAs('newcomer')
  await until('a newcomer has all of it', () => newcomer.text.toString() === 'abcdefgh')
  ada.says('i')
  await until('ben has seen that too', () => ben.text.toString() === 'abcdefghi')
  await room.rooms.edit('m/board', (doc) => doc.getText('text').insert(0, doc.getText('text').toString().toUpperCase()))
  expect(await serverSays()).toBe('ABCDEFGHIabcdefghi')
  await room.close()
})

test('[S6] [C6] typing under somebody else’s client id is not taken for typing', async () => {
  const room = await openDriver()
  const ada = room.joinAs('ada')
  await until('ada is there', () => ada.provider.synced)
  ada.says('mine')
  const ben = room.joinAs('ben')
  await until('ben has it', () => ben.text.toString() === 'mine')
  const eve = await room.socketAs('eve')
  const { clientID } = ada.doc
  const after = Y.createID(clientID, 3)
  const letter = item({ after, before: null }, contents.string, string('!'))
  eve.send(updateFrame(handmade([{ client: clientID, clock: 4, structs: [letter] }])))
  expect(await eve.closed).toBe(4408)
  expect(await room.rooms.read('m/board', (doc) => doc.getText('text').toString())).toBe('mine')
  await room.close()
})
