import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { handmade, item, string } from './testing/handmadeUpdate.ts'
import { readTyping, Typed, type Typing } from './typing.ts'

const number = fc.oneof(
  { weight: 6, arbitrary: fc.nat(300) },
  fc.nat(),
  fc.integer({ min: 2 ** 31, max: 2 ** 32 - 1 }),
  fc.integer({ min: 2 ** 32, max: 2 ** 53 - 1 }),
)
const id = fc.record({ client: number, clock: number }).map(({ client, clock }) => Y.createID(client, clock))
const words = fc.string({ unit: 'grapheme', maxLength: 12 })
/** One struct of a string, most of the time between two others. */
const written = fc
  .record({
    client: number,
    clock: number,
    left: fc.option(id),
    right: fc.option(id),
    text: words,
    content: fc.constantFrom(4, 4, 4, 3, 5),
  })
  .map(({ client, clock, left, right, text, content }) =>
    handmade([
      {
        client,
        clock,
        structs: [item(left || right ? { after: left, before: right } : { root: 'text' }, content, string(text))],
      },
    ]),
  )
const cutOrChanged = fc
  .tuple(written, fc.nat(), fc.nat(255), fc.constantFrom('cut', 'change', 'append'))
  .map(([update, at, byte, how]) => {
    const where = at % update.length
    if (how === 'cut') return update.slice(0, where)
    if (how === 'append') return Uint8Array.from([...update, byte])
    return update.map((old, index) => (index === where ? byte : old))
  })

/** What Yjs makes of it, if it is one string with a left neighbour and nothing else, in full. */
function decoded(update: Uint8Array): Typing | null {
  try {
    const { structs, ds } = Y.decodeUpdate(update)
    const [struct] = structs
    if (
      structs.length !== 1 ||
      ds.clients.size > 0 ||
      !(struct instanceof Y.Item) ||
      !(struct.content instanceof Y.ContentString)
    )
      return null
    const { id, origin, rightOrigin, content } = struct
    if (origin === null || content.str === '') return null
    return {
      client: id.client,
      clock: id.clock,
      text: content.str,
      leftClient: origin.client,
      leftClock: origin.clock,
      rightClient: rightOrigin?.client ?? -1,
      rightClock: rightOrigin?.clock ?? -1,
    }
  } catch {
    return null
  }
}

test('[S6] [C4] what is taken for typing is what Yjs reads from the same bytes, and whatever Yjs can’t read is not', () => {
  let taken = 0
  fc.assert(
    fc.property(fc.oneof(written, cutOrChanged), (update) => {
      const typing = readTyping(update)
      if (typing === null) return
      taken += 1
      expect(typing).toEqual(decoded(update))
      const typed = new Typed()
      typed.add(typing)
      expect(decoded(typed.encode())).toEqual(typing)
    }),
    { numRuns: 3000, seed: 20261123 },
  )
  expect(taken).toBeGreaterThan(300)
})

test('what an editor sends for a letter is typing; a new paragraph, a deletion and a mark are not', () => {
  const doc = new Y.Doc()
  const sent: Uint8Array[] = []
  const text = new Y.XmlText()
  doc.getXmlFragment('notes').push([text])
  text.insert(0, 'Wir messen')
  doc.on('update', (update: Uint8Array) => sent.push(update))
  text.insert(10, ',')
  text.insert(3, 'ü')
  text.insert(4, '👩‍🚒 and a whole sentence')
  text.delete(1, 2)
  text.format(0, 3, { bold: true })
  doc.getXmlFragment('notes').push([new Y.XmlElement('paragraph')])
  expect(sent.map((update) => readTyping(update)?.text ?? null)).toEqual([',', 'ü', '👩‍🚒 and a whole sentence', null, null, null])
})

test('letters become the words that Yjs would make of them', () => {
  const [ada, ben, server] = [new Y.Doc(), new Y.Doc(), new Y.Doc()] as const
  ada.clientID = 7
  ben.clientID = 9
  ada.getText('text').insert(0, '[]')
  for (const doc of [ben, server]) Y.applyUpdate(doc, Y.encodeStateAsUpdate(ada))
  const typed = new Typed()
  const letters: Uint8Array[] = []
  for (const doc of [ada, ben]) {
    doc.on('update', (update: Uint8Array) => {
      letters.push(update)
      typed.add(readTyping(update) as Typing)
    })
  }
  const write = (doc: Y.Doc, from: number, words: string) => {
    for (const [index, letter] of [...words].entries()) doc.getText('text').insert(from + index, letter)
  }
  write(ada, 1, 'learning')
  write(ben, 1, 'why')
  write(ada, 10, '!?')

  expect(typed.length).toBe(letters.length)
  const update = typed.encode()
  expect(stringsOf(update)).toEqual(['why', 'learning', '!?'])
  const told = new Y.Doc()
  Y.applyUpdate(told, Y.encodeStateAsUpdate(server))
  Y.applyUpdate(told, update)
  for (const letter of letters) Y.applyUpdate(server, letter)
  expect(told.getText('text').toString()).toBe(server.getText('text').toString())
})

function stringsOf(update: Uint8Array): string[] {
  return Y.decodeUpdate(update).structs.map((struct) =>
    struct instanceof Y.Item && struct.content instanceof Y.ContentString ? struct.content.str : '',
  )
}
