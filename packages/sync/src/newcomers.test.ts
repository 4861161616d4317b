import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { isSameForNewcomers } from './newcomers.ts'
import { contents, handmade, honestDocument, honestIds, item, sharedType, string } from './testing/index.ts'

const { ada } = honestIds
const between = (after: number, before: number) => ({ after: Y.createID(ada, after), before: Y.createID(ada, before) })
const word = (client: number, after: number, before: number) =>
  handmade([{ client, clock: 0, structs: [item(between(after, before), contents.string, string('x'))] }])

test('[S7] a sound document is the same for newcomers, also one that somebody has looked into', () => {
  const doc = honestDocument()
  expect(isSameForNewcomers(doc)).toBe(true)
  doc.getText('nobody has written here')
  Y.applyUpdate(doc, word(7, 2, 20))
  expect(isSameForNewcomers(doc)).toBe(true)
})

test('[S7] one with a word in the wrong order is not, be it in a root, within something, or deleted', () => {
  const inRoot = honestDocument()
  Y.applyUpdate(inRoot, word(7, 8, 5))
  expect(isSameForNewcomers(inRoot)).toBe(false)
  inRoot.getText('text').delete(0, inRoot.getText('text').length)
  expect(isSameForNewcomers(inRoot)).toBe(false)

  const within = honestDocument()
  const text = new Y.Text('words within')
  within.clientID = 9
  within.getMap('map').set('inner', text)
  expect(isSameForNewcomers(within)).toBe(true)
  const wrong = { after: Y.createID(9, 8), before: Y.createID(9, 3) }
  Y.applyUpdate(within, handmade([{ client: 7, clock: 0, structs: [item(wrong, contents.type, sharedType(2))] }]))
  expect(text.toString()).toBe('words within')
  expect(isSameForNewcomers(within)).toBe(false)
})
