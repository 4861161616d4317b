import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { type EntryId, parseEntryId } from '../ids.ts'
import { plainText, readRichText } from '../richText.ts'
import { addRecommendation, mergeTarget, mergeTargets, readRecommendations } from './recommendations.ts'

function entity(id: string) {
  return { id: parseEntryId(id) as EntryId, by: null, createdAt: '2018-02-12T09:00:00.000Z' }
}

test('a recommendation that is there already is left as it is', () => {
  const board = new Y.Doc()
  expect(addRecommendation(board, entity('a'), { text: 'Test the alarms' })).toBe(true)
  expect(addRecommendation(board, entity('a'), { text: 'Something else' })).toBe(false)
  expect(readRecommendations(board).map((it) => plainText(readRichText(it.text)))).toEqual(['Test the alarms'])
})

describe('merges', () => {
  const targets = (merges: Record<string, string | null>) =>
    Object.fromEntries(mergeTargets(Object.entries(merges).map(([id, mergedInto]) => ({ id, mergedInto }))))

  test('a chain ends at the one that was merged into nothing', () => {
    expect(targets({ a: 'b', b: 'c', c: null })).toEqual({ a: 'c', b: 'c', c: 'c' })
  })

  test('[I4] of a ring the smallest id stands for all, also for those who lead into it', () => {
    expect(targets({ c: 'b', b: 'd', d: 'c', z: 'c' })).toEqual({ b: 'b', c: 'b', d: 'b', z: 'b' })
    expect(targets({ a: 'a' })).toEqual({ a: 'a' })
  })

  test('[I6] one merged into what is gone stands for itself', () => {
    expect(targets({ a: 'gone' })).toEqual({ a: 'a' })
  })

  test('[I4] all at once gives what each one gives, in whatever order they come', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f']
    const merges = fc
      .shuffledSubarray(ids, { minLength: 6 })
      .chain((order) =>
        fc.tuple(...order.map((id) => fc.record({ id: fc.constant(id), mergedInto: fc.constantFrom(null, ...ids) }))),
      )
    fc.assert(
      fc.property(merges, (all) => {
        const into = new Map(all.map((it) => [it.id, it.mergedInto]))
        const found = mergeTargets(all)
        for (const { id } of all) expect(found.get(id)).toBe(mergeTarget(id, (from) => into.get(from) ?? null))
      }),
    )
  })

  test('[I3] a very long chain costs little', () => {
    const length = 50_000
    const chain = Array.from({ length }, (_, index) => ({
      id: `r${index}`,
      mergedInto: index + 1 < length ? `r${index + 1}` : null,
    }))
    expect(new Set(mergeTargets(chain).values())).toEqual(new Set([`r${length - 1}`]))
  })
})
