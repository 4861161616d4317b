import type { EntryTime, TimelineEntry } from '@second-story/meeting'
import { readTimelineEntry } from '@second-story/meeting'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { gapBetween, isSameMoment } from './gaps.ts'

describe('gaps', () => {
  it.each([
    ['an hour and more', '2018-02-10T13:01:00Z', '2018-02-10T14:20:00Z', 79],
    ['a quarter of an hour is no gap', '2018-02-10T13:00:00Z', '2018-02-10T13:15:00Z', null],
    ['across zones', '2018-02-10T13:00:00+01:00', '2018-02-10T13:00:00Z', 60],
  ])('%s', (_name, before, after, minutes) => {
    expect(gapBetween(entry({ at: before }), entry({ at: after }))).toBe(minutes === null ? null : minutes * 60_000)
  })

  it('counts from the end of a range', () => {
    const range = entry({ at: '2018-02-10T13:00:00Z', until: '2018-02-10T13:50:00Z' })
    expect(gapBetween(range, entry({ at: '2018-02-10T14:00:00Z' }))).toBeNull()
  })

  it('says nothing where a time is missing or only a day', () => {
    const timed = entry({ at: '2018-02-10T13:00:00Z' })
    expect(gapBetween(null, timed)).toBeNull()
    expect(gapBetween(timed, entry({}))).toBeNull()
    expect(gapBetween(entry({ at: '2018-02-09T00:00:00Z', precision: 'day' }), timed)).toBeNull()
    expect(gapBetween(timed, entry({ at: '2018-02-12T00:00:00Z', precision: 'day' }))).toBeNull()
  })
})

describe('rows of the same moment', () => {
  it('are those of one instant, however it is written, and those without a time', () => {
    expect(isSameMoment(entry({ at: '2018-02-10T14:00:00+01:00' }), entry({ at: '2018-02-10T13:00:00Z' }))).toBe(true)
    expect(isSameMoment(entry({}), entry({}))).toBe(true)
    expect(isSameMoment(entry({}), entry({ at: '2018-02-10T13:00:00Z' }))).toBe(false)
  })
})

let count = 0

function entry(time: Partial<EntryTime>): TimelineEntry {
  const id = `entry-${count++}`
  const map = new Y.Doc().getMap('timeline').set(id, new Y.Map<unknown>(Object.entries({ id, text: 'Something', ...time })))
  const read = readTimelineEntry(map)
  if (read === null) throw new Error('An entry fits its schema.')
  return read
}
