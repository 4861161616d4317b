import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { mergeUpdates } from './mergeUpdates.ts'

test.each([0, 1, 2, 31, 32, 33, 1025])('%i updates of three people merge to the bytes that Yjs would make of them', (count) => {
  const updates: Uint8Array[] = []
  const docs = [1, 2, 3].map((clientID) => {
    const doc = new Y.Doc()
    doc.clientID = clientID
    doc.on('update', (update: Uint8Array) => updates.push(update))
    return doc
  })
  for (let step = 0; step < count; step++) {
    const text = docs[step % 3]?.getText(`text ${step % 5}`)
    if (step % 7 === 6 && text !== undefined && text.length > 0) text.delete(0, 1)
    else text?.insert(step % (text.length + 1), `${step} `)
  }
  const some = updates.slice(0, count)
  expect(mergeUpdates(some)).toEqual(some.length === 0 ? new Uint8Array([0, 0]) : Y.mergeUpdates(some))
})
