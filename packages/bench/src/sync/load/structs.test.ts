import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { readStructs } from './structs.ts'

/** Every clock that the update brings, as `client:clock`. */
function clocksOf(update: Uint8Array): string[] {
  const clocks = new Set<string>()
  readStructs(update, 0, update.length, (client, clock, length) => {
    for (let each = clock; each < clock + length; each++) clocks.add(`${client}:${each}`)
  })
  return [...clocks].sort()
}

function clocksAsYjsSays(update: Uint8Array): string[] {
  return Y.decodeUpdate(update)
    .structs.flatMap(({ id, length }) => Array.from({ length }, (_, index) => `${id.client}:${id.clock + index}`))
    .sort()
}

const step = fc.record({
  client: fc.integer({ min: 1, max: 0xffff_ffff }),
  at: fc.nat(),
  text: fc.stringMatching(/^[a-z ]{1,300}$/),
  removes: fc.boolean(),
  isMap: fc.boolean(),
})

test('the structs of an update are those that Yjs finds, typed or not, alone or merged', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
      const updates: Uint8Array[] = []
      const doc = new Y.Doc()
      doc.on('update', (update: Uint8Array) => updates.push(update))
      for (const { client, at, text, removes, isMap } of steps) {
        doc.clientID = client
        const shared = doc.getText('text')
        if (isMap) doc.getMap('map').set(text, new Y.Map())
        else if (removes && shared.length > 0) shared.delete(at % shared.length, 1)
        else shared.insert(at % (shared.length + 1), text)
      }
      for (const update of [...updates, Y.mergeUpdates(updates), Y.encodeStateAsUpdate(doc)]) {
        expect(clocksOf(update)).toEqual(clocksAsYjsSays(update))
      }
    }),
  )
})
