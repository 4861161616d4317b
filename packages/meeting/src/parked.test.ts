import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { type EntryId, parseEntryId } from './ids.ts'
import { addParkedIdea, parkedIdeas, readParkedIdea, readParkedIdeas } from './parked.ts'
import { plainText, readRichText } from './richText.ts'

test('an idea is kept with its words until its author takes it back', () => {
  const parked = new Y.Doc()
  addParkedIdea(parked, { id: parseEntryId('a') as EntryId, createdAt: '2018-02-12T09:00:00.000Z', text: 'Test the alarms' })
  ;(parkedIdeas(parked).get('a') as Y.Map<unknown>).set('withdrawn', true)
  expect(readParkedIdeas(parked).map((it) => [it.id, plainText(readRichText(it.text)), it.withdrawn])).toEqual([
    ['a', 'Test the alarms', true],
  ])
})

test('[I3] an idea goes by the id that it stands under, whatever it says itself', () => {
  expect(readParkedIdea({ id: 'another', text: 'x' }, 'own')?.id).toBe('own')
  expect(readParkedIdea({ text: 'x' }, 'not an id')).toBeNull()
  expect(readParkedIdea('x', 'own')).toBeNull()
})
