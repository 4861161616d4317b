import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { fieldOf } from './fieldOf.ts'

test('a text knows where it stands, however deep', () => {
  const board = new Y.Doc()
  expect(fieldOf(board.getXmlFragment('summary'))).toBe('summary')
  expect(fieldOf(board.getXmlFragment('impact'))).toBe('other')
  const account = new Y.XmlFragment()
  const entry = new Y.Map<unknown>()
  board.getMap('timeline').set('a', entry)
  entry.set('accounts', new Y.Map([['b', account]]))
  expect(fieldOf(account)).toBe('timeline')
  expect(fieldOf(new Y.XmlFragment())).toBe('other')
})
