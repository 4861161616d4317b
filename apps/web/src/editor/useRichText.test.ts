import { fragmentOf, plainText } from '@second-story/meeting'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { richTextStore } from './useRichText.ts'

function sharedText(words: string): Y.XmlFragment {
  const fragment = fragmentOf(words)
  new Y.Doc().getMap('texts').set('text', fragment)
  return fragment
}

test('a text is the same object until it changes', () => {
  const fragment = sharedText('Alert')
  const store = richTextStore(fragment)
  const first = store.read()
  let calls = 0
  const stop = store.subscribe(() => (calls += 1))
  expect(store.read()).toBe(first)

  fragment.push([new Y.XmlElement('paragraph')])
  expect(calls).toBe(1)
  expect(store.read()).not.toBe(first)
  expect(store.read()).toBe(store.read())

  stop()
  fragment.push([new Y.XmlElement('paragraph')])
  expect(calls).toBe(1)
})

test('a change between the first reading and the subscription is seen', () => {
  const fragment = sharedText('Alert')
  const store = richTextStore(fragment)
  store.read()
  fragment.insert(0, [new Y.XmlElement('paragraph')])
  store.subscribe(() => undefined)
  expect(plainText(store.read())).toBe('\nAlert')
})

test('plain strings and texts of other clients are read too', () => {
  expect(plainText(richTextStore('one\ntwo').read())).toBe('one\ntwo')
  const text = new Y.Doc().getText('text')
  const store = richTextStore(text)
  store.subscribe(() => undefined)
  text.insert(0, 'typed')
  expect(plainText(store.read())).toBe('typed')
})
