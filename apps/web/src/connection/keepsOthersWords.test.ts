import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { keepsOthersWords } from './keepsOthersWords.ts'

test('taking back a paragraph leaves what somebody else wrote in it', () => {
  const { mine, theirs, undo } = twoWriters()
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText('mine ')])
  mine.doc?.transact(() => mine.insert(0, [paragraph]), 'me')

  const text = (theirs.get(0) as Y.XmlElement).get(0) as Y.XmlText
  text.insert(5, 'theirs')

  undo.undo()
  expect(mine.toJSON()).toBe('<paragraph>theirs</paragraph>')
  expect(theirs.toJSON()).toBe(mine.toJSON())
})

test('a paragraph of nobody else goes as a whole', () => {
  const { mine, undo } = twoWriters()
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText('mine')])
  mine.doc?.transact(() => mine.insert(0, [paragraph]), 'me')
  undo.undo()
  expect(mine.length).toBe(0)
})

function twoWriters() {
  const [mine, theirs] = [new Y.Doc(), new Y.Doc()]
  mine.on('update', (update: Uint8Array, origin: unknown) => origin !== 'link' && Y.applyUpdate(theirs, update, 'link'))
  theirs.on('update', (update: Uint8Array, origin: unknown) => origin !== 'link' && Y.applyUpdate(mine, update, 'link'))
  const fragment = mine.getXmlFragment('text')
  const undo = new Y.UndoManager(fragment, { trackedOrigins: new Set(['me']), deleteFilter: keepsOthersWords })
  return { mine: fragment, theirs: theirs.getXmlFragment('text'), undo }
}
