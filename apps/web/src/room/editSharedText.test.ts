import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { caretAfter, editSharedText, smallestEdit } from './editSharedText.ts'

/** Few characters, so that texts share much; pairs among them that share a half. */
const words = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '😀', '😁', '🨀'), maxLength: 12 })

function sharedText(content: string): Y.Text {
  const text = new Y.Doc().getText('notes')
  text.insert(0, content)
  return text
}

test('the text says what was typed, whatever it said before', () => {
  fc.assert(
    fc.property(words, words, (before, after) => {
      const text = sharedText(before)
      editSharedText(text, after, null)
      expect(text.toString()).toBe(after)
    }),
  )
})

test('only what differs is touched', () => {
  expect(smallestEdit('we asked Ana', 'we had asked Ana')).toEqual({ at: 3, remove: 0, insert: 'had ' })
  expect(smallestEdit('we asked Ana', 'we asked')).toEqual({ at: 8, remove: 4, insert: '' })
  expect(smallestEdit('same', 'same')).toBeNull()
})

test('a pair of code units is replaced whole', () => {
  expect(smallestEdit('so 😀', 'so 😁')).toEqual({ at: 3, remove: 2, insert: '😁' })
})

test('[I4] what another facilitator types at the same time is kept', () => {
  const here = new Y.Doc()
  const there = new Y.Doc()
  here.getText('notes').insert(0, 'one two')
  Y.applyUpdate(there, Y.encodeStateAsUpdate(here))
  editSharedText(here.getText('notes'), 'one and two', null)
  editSharedText(there.getText('notes'), 'one two three', null)
  Y.applyUpdate(there, Y.encodeStateAsUpdate(here))
  Y.applyUpdate(here, Y.encodeStateAsUpdate(there))
  expect(here.getText('notes').toString()).toBe('one and two three')
  expect(there.getText('notes').toString()).toBe('one and two three')
})

test('the caret stays beside the same words when somebody else edits', () => {
  const inserted = { at: 3, remove: 0, insert: 'had ' }
  expect(caretAfter(2, inserted)).toBe(2)
  expect(caretAfter(5, inserted)).toBe(9)
  expect(caretAfter(3, inserted)).toBe(3)
  expect(caretAfter(6, { at: 3, remove: 6, insert: '' })).toBe(3)
})
