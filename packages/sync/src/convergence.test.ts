import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { openDriver, type Person, until } from './testing/driver.ts'

type Step =
  | { is: 'text'; who: number; at: number; words: string }
  | { is: 'cut'; who: number; at: number }
  | { is: 'set'; who: number; key: number; value: number }
  | { is: 'push'; who: number; value: number }
  | { is: 'rich'; who: number; words: string }
  | { is: 'go-offline' | 'come-back'; who: number }

const who = fc.nat(2)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ is: fc.constant('text' as const), who, at: fc.nat(50), words: fc.string({ minLength: 1, maxLength: 8 }) }),
  fc.record({ is: fc.constant('cut' as const), who, at: fc.nat(50) }),
  fc.record({ is: fc.constant('set' as const), who, key: fc.nat(3), value: fc.nat(9) }),
  fc.record({ is: fc.constant('push' as const), who, value: fc.nat(9) }),
  fc.record({ is: fc.constant('rich' as const), who, words: fc.string({ maxLength: 8 }) }),
  fc.record({ is: fc.constantFrom('go-offline' as const, 'come-back' as const), who }),
)

function run(people: readonly Person[], each: Step): void {
  const person = people[each.who]
  if (!person) return
  const { doc, text, provider } = person
  switch (each.is) {
    case 'text':
      return text.insert(Math.min(each.at, text.length), each.words)
    case 'cut':
      if (text.length > 0) text.delete(each.at % text.length, 1)
      return
    case 'set':
      doc.getMap('map').set(`key${each.key}`, each.value)
      return
    case 'push':
      return doc.getArray('list').push([each.value])
    case 'rich': {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(each.words)])
      return doc.getXmlFragment('rich').insert(0, [paragraph])
    }
    case 'go-offline':
      return provider.disconnect()
    case 'come-back':
      return provider.connect()
  }
}

function contents(doc: Y.Doc): string {
  return JSON.stringify([
    doc.getText('text').toString(),
    doc.getArray('list').toJSON(),
    [0, 1, 2, 3].map((key) => doc.getMap('map').get(`key${key}`)),
    doc.getXmlFragment('rich').toJSON(),
  ])
}

test('[I4] people who write, drop out and come back all end with the same words, and so does the log', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const room = await openDriver()
      try {
        const people = ['ada', 'ben', 'cleo'].map((name) => room.joinAs(name))
        for (const [index, each] of steps.entries()) {
          run(people, each)
          if (index % 7 === 0) await new Promise((resolve) => setImmediate(resolve))
        }
        for (const person of people) person.provider.connect()
        await until('all agree', () => {
          const [first, ...others] = people.map((person) => contents(person.doc))
          return people.every((person) => person.provider.synced) && others.every((other) => other === first)
        })
        await until('the server agrees', () => room.rooms.isSaving)
        const expected = contents(people[0]?.doc ?? new Y.Doc())
        expect(await room.rooms.read('m/board', contents)).toBe(expected)
      } finally {
        await room.close()
      }
    }),
    { numRuns: 40 },
  )
}, 60_000)
