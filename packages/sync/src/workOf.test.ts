import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { inspectUpdate } from './inspectUpdate.ts'
import { any, contents, handmade, item, string, values } from './testing/index.ts'

const rules = { owner: 'eve', presentUnder: () => undefined, maxClientIds: 1e6, roots: null, maxDepth: 64, maxClock: 2 ** 31 }
const inspect = (doc: Y.Doc, update: Uint8Array) => inspectUpdate(doc, update, { ...rules, owners: new Map<number, string>() })

const count = 10_000
const times = <T>(make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index))
const letter = string('x')
const value = values(any(1))
const after = (client: number, clock: number) => ({ after: Y.createID(client, clock), before: null })
const chain = {
  client: 6,
  clock: 0,
  structs: times((index) => item(index === 0 ? { root: 'list' } : after(6, index - 1), contents.string, letter)),
}

/** Two letters by 5. */
function openText(): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = 5
  doc.getText('text').insert(0, 'ab')
  return doc
}

const costly: [string, () => Uint8Array][] = [
  [
    'letters typed backwards, and as many that stand before none of them',
    () => {
      const between = (index: number) => ({
        after: Y.createID(5, 0),
        before: index === 0 ? Y.createID(5, 1) : Y.createID(6, index - 1),
      })
      const backwards = times((index) => item(between(index), contents.string, letter))
      return handmade([
        { client: 6, clock: 0, structs: [...backwards, ...times(() => item(after(5, 0), contents.string, letter))] },
      ])
    },
  ],
  [
    'one key set again and again, each time as if for the first time',
    () => handmade([{ client: 6, clock: 0, structs: times(() => item({ root: 'map', key: 'k' }, contents.any, value)) }]),
  ],
  [
    'somebody who sees of a long list only its end, wherever they write',
    () => handmade([chain, { client: 7, clock: 0, structs: times((index) => item(after(6, index), contents.string, letter)) }]),
  ],
  [
    'a long list that nobody has joined',
    () =>
      handmade([
        {
          client: 6,
          clock: 0,
          structs: [0, 1]
            .flatMap(() => times((index) => index))
            .map((_, index) => item(index === 0 ? { root: 'list' } : after(6, index - 1), contents.any, value)),
        },
      ]),
  ],
]

test.each(costly)('[I3] [C11] %s would keep the server busy for seconds, and is refused', (_title, make) => {
  const update = make()
  const start = performance.now()
  expect(() => inspect(openText(), update)).toThrow(/more work/)
  expect(performance.now() - start).toBeLessThan(2000)
})

test('[I3] [C11] so is somebody who sees only the end of a long list that is there', () => {
  const doc = openText()
  Y.applyUpdate(doc, handmade([chain]))
  const ends = Array.from({ length: 1000 }, (_, index) => item(after(6, index), contents.string, letter))
  // The letters of it are one item in the document: a short walk.
  expect(inspect(doc, handmade([{ client: 7, clock: 0, structs: ends.slice(0, 100) }])).isNew).toBe(true)
  const lists = handmade([
    {
      client: 8,
      clock: 0,
      structs: times((index) => item(index === 0 ? { root: 'text' } : after(8, index - 1), contents.type, aList)),
    },
  ])
  Y.applyUpdate(doc, lists)
  const far = times((index) => item(after(8, index), contents.string, letter)).slice(0, 1000)
  expect(() => inspect(doc, handmade([{ client: 7, clock: 0, structs: far }]))).toThrow(/more work/)
})

const aList = values()

test('[I3] [C11] and every second letter of a long text deleted, a million of them', () => {
  const doc = new Y.Doc()
  doc.clientID = 5
  doc.getText('text').insert(0, 'x'.repeat(500_000))
  const ranges = Array.from({ length: 240_000 }, (_, index) => [index * 2, 1] as const)
  expect(() => inspect(doc, handmade([], [{ client: 5, ranges }]))).toThrow(/more work/)
})

test('[C11] a large import, and somebody who writes all over the place for long, are no more work than they are', () => {
  const imported = new Y.Doc()
  imported.transact(() => {
    for (let index = 0; index < count; index++)
      imported.getMap('map').set(
        `k${index}`,
        new Y.Map<unknown>([
          ['at', index],
          ['text', new Y.Text('words')],
        ]),
      )
  })
  const scattered = new Y.Doc()
  const text = scattered.getText('text')
  for (let index = 0; index < count; index++) text.insert((index * 7919) % (text.length + 1), 'ab')
  for (let index = 0; index < count / 4; index++) text.delete((index * 31) % text.length, 1)
  for (const doc of [imported, scattered]) expect(inspect(new Y.Doc(), Y.encodeStateAsUpdate(doc)).isNew).toBe(true)
})
