import { addTimelineEntry, type EntryId, type Mark, readTimeline } from '@second-story/meeting'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { stripMoments } from './stripMoments.ts'

it('places rows and marks, and the impact between the marks that bound it', () => {
  const strip = stripMoments(
    timeline([
      ['13:00', 'impact-start'],
      ['13:15', 'detected'],
      ['13:45', 'mitigated'],
      ['14:00', 'resolved'],
    ]),
  )
  expect(strip?.ticks).toBe('M0 0V1M250 0V1M750 0V1M1000 0V1')
  expect(strip?.marks.map(({ mark, x }) => [mark, x])).toEqual([
    ['impact-start', 0],
    ['detected', 0.25],
    ['mitigated', 0.75],
    ['resolved', 1],
  ])
  expect(strip?.impact).toEqual({ from: 0, to: 0.75 })
})

it('shows no impact before both of its ends are marked, and nothing at all for one moment', () => {
  expect(stripMoments(timeline([['13:00', 'impact-start'], ['14:00']]))?.impact).toBeNull()
  expect(stripMoments(timeline([['13:00']]))).toBeNull()
})

function timeline(rows: [clock: string, mark?: Mark][]) {
  const board = new Y.Doc()
  for (const [index, [clock, mark]] of rows.entries()) {
    const at = `2018-02-10T${clock}:00Z`
    addTimelineEntry(
      board,
      { id: `row-${index}` as EntryId, by: null, createdAt: at },
      { time: { at, until: null, precision: 'minute', approximate: false }, text: 'Something', ...(mark && { mark }) },
    )
  }
  return readTimeline(board)
}
