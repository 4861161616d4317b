import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { addTimelineEntry, type Mark, type Precision, readTimeline } from '../board/timeline.ts'
import { parseEntryId, type EntryId } from '../ids.ts'
import { formatDuration, readDurations } from './durations.ts'

function durationsOf(...rows: [mark: Mark, at: string | null, said?: { approximate?: boolean; precision?: Precision }][]) {
  const board = new Y.Doc()
  rows.forEach(([mark, at, said], index) => {
    const entity = { id: parseEntryId(`row${index}`) as EntryId, by: null, createdAt: '2018-02-12T09:00:00.000Z' }
    addTimelineEntry(board, entity, { time: { at, until: null, precision: 'minute', approximate: false, ...said }, mark })
  })
  return readDurations(readTimeline(board))
}

const minute = 60_000
const begin = ['impact-start', '2018-02-10T13:01:00-05:00'] as const

test('durations are measured from the start of the impact, across offsets', () => {
  expect(durationsOf([...begin], ['detected', '2018-02-10T18:20:00Z'], ['mitigated', '2018-02-10T16:14:00-05:00'])).toEqual({
    toDetect: { ms: 19 * minute, approximate: false },
    toMitigate: { ms: 193 * minute, approximate: false },
    toResolve: null,
  })
})

describe('unknown stays unknown', () => {
  const nothing = { toDetect: null, toMitigate: null, toResolve: null }
  test('without marks, without a beginning, without times', () => {
    expect(durationsOf()).toEqual(nothing)
    expect(durationsOf(['resolved', '2018-02-10T17:50:00-05:00'])).toEqual(nothing)
    expect(durationsOf(['impact-start', null], ['resolved', '2018-02-10T17:50:00-05:00'])).toEqual(nothing)
  })

  test('where the end is before the beginning', () => {
    expect(durationsOf([...begin], ['detected', '2018-02-10T12:00:00-05:00'])).toEqual(nothing)
  })
})

test('the earliest of several rows with a mark counts', () => {
  const late = ['detected', '2018-02-10T15:00:00-05:00'] as const
  expect(durationsOf([...late], [...begin], ['detected', '2018-02-10T13:11:00-05:00']).toDetect?.ms).toBe(10 * minute)
})

test('what is measured from an approximate time, or a day, is approximate', () => {
  expect(durationsOf([...begin], ['resolved', '2018-02-10T17:50:00-05:00', { approximate: true }]).toResolve?.approximate).toBe(
    true,
  )
  expect(durationsOf([...begin], ['resolved', '2018-02-12T00:00:00-05:00', { precision: 'day' }]).toResolve?.approximate).toBe(
    true,
  )
})

test.each([
  [0, '0 min'],
  [45_000, '45 s'],
  [79 * minute, '1 h 19 min'],
  [60 * minute + 5000, '1 h'],
  [51 * 60 * minute, '2 d 3 h'],
])('%i ms are told as %s', (ms, text) => {
  expect(formatDuration({ ms, approximate: false })).toBe(text)
  expect(formatDuration({ ms, approximate: true })).toBe(`about ${text}`)
})
