import fc from 'fast-check'
import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { updateFrame } from './testing/clientFrames.ts'
import { inspectUpdate, Refused } from './inspectUpdate.ts'
import {
  any,
  collected,
  contents,
  handmade,
  honestDocument,
  honestIds,
  item,
  openDoor,
  sharedType,
  string,
  values,
} from './testing/index.ts'

const { ada, ben } = honestIds
const words = (at: Parameters<typeof item>[0], text = 'x') => item(at, contents.string, string(text))
const byEve = (...structs: ReturnType<typeof item>[]) => handmade([{ client: 6, clock: 0, structs }])
const inText = Y.createID(ada, 20)
const inList = Y.createID(ada, 34)

const withPrototype = values((encoder) => {
  encoding.writeUint8(encoder, 118) // an object of one entry
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarString(encoder, '__proto__')
  encoding.writeAny(encoder, { name: 'Ada' })
})

const refused: [string, Refused['kind'], Uint8Array][] = [
  [
    '[C4] an update with two parts of one client, of which Yjs applies the second alone',
    'malformed',
    handmade([0, 1].map((clock) => ({ client: 6, clock, structs: [words({ root: 'text' })] }))),
  ],
  ['[C4] a part without length', 'malformed', byEve(words({ root: 'text' }, ''))],
  ['[C4] a deletion of nothing', 'malformed', handmade([], [{ client: ada, ranges: [[0, 0]] }])],
  ['[C5] a part that is its own neighbour', 'malformed', byEve(words({ after: Y.createID(6, 0), before: null }))],
  [
    '[C5] parts that wait for each other',
    'malformed',
    handmade([
      { client: 6, clock: 0, structs: [words({ after: Y.createID(7, 0), before: null })] },
      { client: 7, clock: 0, structs: [words({ after: Y.createID(6, 0), before: null })] },
    ]),
  ],
  [
    '[C5] three parts that wait for each other',
    'malformed',
    handmade(
      [6, 7, 8].map((client) => ({
        client,
        clock: 0,
        structs: [
          words({ root: 'text' }),
          item({ inside: Y.createID(client === 8 ? 6 : client + 1, 1) }, contents.type, sharedType(1)),
        ],
      })),
    ),
  ],
  ['[C5] words between a text and a list', 'malformed', byEve(words({ after: inText, before: inList }))],
  [
    '[C5] a value before the one that a key has',
    'malformed',
    byEve(item({ after: null, before: Y.createID(ada, 38) }, contents.any, values(any(1)))),
  ],
  ['[C5] several values for a key', 'malformed', byEve(item({ root: 'map', key: 'new' }, contents.any, values(any(1), any(2))))],
  ['[C5] a word for a key', 'malformed', byEve(words({ after: Y.createID(ada, 38), before: null }, 'ab'))],
  ['[C8] a value with a prototype of its own', 'malformed', byEve(item({ root: 'list' }, contents.any, withPrototype))],
  ['[C5] a skipped part', 'gap', byEve(collected(10, 3), words({ root: 'text' }))],
]

test.each(refused)('[I3] %s is refused before it touches the document', (_title, kind, update) => {
  expect(openDoor().take(updateFrame(update))).toBe(kind)
})

const rules = {
  owner: 'eve',
  owners: new Map<number, string>(),
  presentUnder: () => undefined,
  maxClientIds: 1e6,
  roots: null,
  maxDepth: 64,
  maxClock: 2 ** 31,
}

const between = (after: Y.ID, before: Y.ID) => words({ after, before })
const twoInOnePlace = [7, 6].map((client) => ({ client, clock: 0, structs: [between(inText, Y.createID(ada, 21))] }))
const byTwo = (after: number, before: number) =>
  handmade([{ client: 8, clock: 0, structs: [between(Y.createID(after, 0), Y.createID(before, 0))] }, ...twoInOnePlace])

test.each<[string, boolean, Uint8Array]>([
  ['a word before its left neighbour', true, byEve(between(inText, Y.createID(ada, 19)))],
  ['a word between a letter and itself', true, byEve(between(inText, inText))],
  [
    'a word between somebody’s letter and an earlier one of somebody else',
    true,
    byEve(between(Y.createID(ben, 0), Y.createID(ada, 0))),
  ],
  [
    'a word between two letters of a new one, the wrong way round',
    true,
    byEve(words({ root: 'text' }, 'abc'), between(Y.createID(6, 2), Y.createID(6, 1))),
  ],
  [
    'a word between two letters of a new one',
    false,
    byEve(words({ root: 'text' }, 'abc'), between(Y.createID(6, 1), Y.createID(6, 2))),
  ],
  ['a word between two far apart', false, byEve(between(Y.createID(ada, 2), Y.createID(ada, 24)))],
  ['a word between two new ones of which only applying tells which stands left', true, byTwo(6, 7)],
])('[S7] %s: is it told that its place depends on what else is there? %s', (_title, needsOwnRow, update) => {
  expect(inspectUpdate(openDoor().doc, update, rules).needsOwnRow).toBe(needsOwnRow)
})

test('[I3] [C5] a known part is left alone, whatever neighbours it is said to have now', () => {
  const { doc } = openDoor()
  doc.getText('text').insert(0, '😀')
  const [first, second] = [0, 1].map((clock) => Y.createID(doc.clientID, clock))
  if (!first || !second) throw new Error('unreachable')
  const known = { client: ben, clock: 0, structs: [words({ after: first, before: second }, 'first ')] }
  const before = Y.encodeStateAsUpdate(doc)
  const nothing = inspectUpdate(doc, handmade([known]), rules)
  expect(nothing.deletesOnly).toBe(true)
  Y.applyUpdate(doc, nothing.update)
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before)

  const more = inspectUpdate(doc, handmade([known, { client: 6, clock: 0, structs: [words({ root: 'text' }, 'new ')] }]), rules)
  expect(more).toMatchObject({ deletesOnly: false, isNew: true, claims: [{ clientId: 6, owner: 'eve' }] })
  Y.applyUpdate(doc, more.update)
  expect(doc.getText('text').toString()).toContain('😀')
  expect(doc.getText('text').toString()).toContain('new ')
})

test('[C5] what many people wrote in turn, each upon the other, is taken as one update', () => {
  const people = Array.from({ length: 5 }, (_, index) => {
    const doc = new Y.Doc()
    doc.clientID = 50 - index * 7
    return doc
  })
  for (let turn = 0; turn < 40; turn++) {
    const [from, to] = [people[turn % 5], people[(turn * 3 + 1) % 5]]
    from?.getText('text').insert(Math.floor(from.getText('text').length / 2), `${turn} `)
    if (from && to) Y.applyUpdate(to, Y.encodeStateAsUpdate(from))
  }
  for (const doc of people) expect(inspectUpdate(new Y.Doc(), Y.encodeStateAsUpdate(doc), rules).isNew).toBe(true)
})

test('[C5] parts of thousands of clients that need each other in a long chain are looked through once', () => {
  const count = 20_000
  const chain = handmade(
    Array.from({ length: count }, (_, index) => ({
      client: count - index,
      clock: 0,
      structs: [words(index === count - 1 ? { root: 'text' } : { after: Y.createID(count - index - 1, 0), before: null })],
    })),
  )
  const start = performance.now()
  expect(inspectUpdate(new Y.Doc(), chain, rules).isNew).toBe(true)
  expect(performance.now() - start).toBeLessThan(2000)
})

test('[C5] nothing that an honest document does is refused: typing, formatting, moving back and forth in time', () => {
  const step = fc.record({ who: fc.nat(1), what: fc.nat(7), at: fc.nat(40), length: fc.nat(5) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const server = new Y.Doc()
      const people = [ada, ben].map((id) => {
        const doc = new Y.Doc()
        Y.applyUpdate(doc, Y.encodeStateAsUpdate(honestDocument()))
        doc.clientID = id + 1000
        return {
          doc,
          undo: new Y.UndoManager([doc.getText('text'), doc.getMap('map'), doc.getXmlFragment('rich')], { captureTimeout: 0 }),
        }
      })
      Y.applyUpdate(server, Y.encodeStateAsUpdate(honestDocument()))
      for (const { who, what, at, length } of steps) {
        const person = people[who]
        if (person) edit(person, what, at, length)
        if (at % 3 !== 0) continue
        // Whoever comes by, with all that they have.
        if (person) inspectAndApply(server, Y.encodeStateAsUpdate(person.doc, Y.encodeStateVector(server)))
        for (const { doc } of people) if (at % 2 === 0) Y.applyUpdate(doc, Y.encodeStateAsUpdate(server))
      }
      for (const { doc } of people) inspectAndApply(server, Y.encodeStateAsUpdate(doc))
    }),
    { numRuns: 300 },
  )
})

test('[C5] older values of a key, which an undo keeps, are several in one part, and taken', () => {
  const doc = new Y.Doc()
  const undo = new Y.UndoManager(doc.getMap('map'), { captureTimeout: 0 })
  for (const value of [1, 2, 3]) doc.getMap('map').set('key', value)
  const update = Y.encodeStateAsUpdate(doc)
  expect(Y.decodeUpdate(update).structs.map(({ length }) => length)).toEqual([2, 1])
  expect(inspectUpdate(new Y.Doc(), update, rules).isNew).toBe(true)
  undo.destroy()
})

function inspectAndApply(server: Y.Doc, update: Uint8Array): void {
  const inspected = inspectUpdate(server, update, rules)
  Y.applyUpdate(server, inspected.update)
  expect(server.store.pendingStructs ?? server.store.pendingDs).toBeNull()
}

function edit({ doc, undo }: { doc: Y.Doc; undo: Y.UndoManager }, what: number, at: number, length: number): void {
  const text = doc.getText('text')
  const position = at % (text.length + 1)
  switch (what) {
    case 0:
      return text.insert(position, 'words 😀'.slice(0, length + 2))
    case 1:
      return text.delete(position, Math.min(length, text.length - position))
    case 2:
      return text.format(position, Math.min(length, text.length - position), { bold: at % 2 === 0 ? true : null })
    case 3:
      return void undo.undo()
    case 4:
      return void undo.redo()
    case 5:
      return void doc.getMap('map').set(`k${at % 3}`, at % 2 === 0 ? length : new Y.Map([['in', length]]))
    case 6:
      return doc.getXmlFragment('rich').insert(0, [new Y.XmlElement('paragraph'), new Y.XmlText('rich')])
    default:
      return doc.getXmlFragment('rich').length > 0 ? doc.getXmlFragment('rich').delete(0, 1) : undefined
  }
}
