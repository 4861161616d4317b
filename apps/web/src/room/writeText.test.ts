import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { writeText } from './writeText.ts'

test('only what differs is written, so two tabs that change different ends both keep their words', () => {
  const [a, b] = [new Y.Doc(), new Y.Doc()]
  const ideas = (doc: Y.Doc) => doc.getMap<unknown>('ideas')
  ideas(a).set('idea', new Y.Map([['text', new Y.Text('alert on the queue')]]))
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
  writeText(ideas(a), 'idea', 'an alert on the queue')
  writeText(ideas(b), 'idea', 'alert on the queue length')
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b))
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
  for (const doc of [a, b]) expect(ideas(doc).toJSON()).toEqual({ idea: { text: 'an alert on the queue length' } })
})

test('a text that another client wrote as something else is replaced; what is gone stays gone', () => {
  const ideas = new Y.Doc().getMap<unknown>('ideas')
  ideas.set('idea', new Y.Map([['text', 'plain']]))
  writeText(ideas, 'idea', 'plainer')
  writeText(ideas, 'gone', 'words')
  expect(ideas.toJSON()).toEqual({ idea: { text: 'plainer' } })
})
