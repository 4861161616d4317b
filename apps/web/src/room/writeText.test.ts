import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { setText } from './writeText.ts'

test('a text says what it was set to, whatever it said before', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, next) => {
      const text = new Y.Doc().getText('text')
      text.insert(0, before)
      setText(text, next)
      expect(text.toString()).toBe(next)
    }),
  )
})

test('two tabs that change different ends both keep their words', () => {
  const [a, b] = [new Y.Doc(), new Y.Doc()]
  a.getText('text').insert(0, 'alert on the queue')
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
  setText(a.getText('text'), 'an alert on the queue')
  setText(b.getText('text'), 'alert on the queue length')
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b))
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
  expect(a.getText('text').toString()).toBe('an alert on the queue length')
  expect(b.getText('text').toString()).toBe('an alert on the queue length')
})
