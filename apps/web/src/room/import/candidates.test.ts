import { readImport } from '@second-story/formats'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  filtered,
  groupAround,
  type Item,
  itemsOf,
  newRowOf,
  proposedItem,
  rangeOf,
  supportingText,
  tallyOf,
} from './candidates.ts'
import type { Choice } from './importSession.ts'
import { momentKey, propose, wordsOf } from './proposal.ts'

const known = { date: '2018-02-10', zone: 'America/New_York' }
const undecided = { choices: new Map<string, Choice>(), groups: new Map<string, readonly string[]>() }

/** A channel in which Ada, Bo and Cy take turns, `ada` twice; the third answers the first. */
function channel(messages: number): string {
  return JSON.stringify(
    Array.from({ length: messages }, (_, index) => ({
      type: 'message',
      ts: `${1518289200 + index * 60}.000100`,
      text: `message ${index}${index === 5 ? ' <https://graphs.example/5|a graph>' : ''}`,
      user_profile: { display_name: ['ada', 'ada', 'bo', 'cy'][index % 4] },
      user: ['U1', 'U1', 'U2', 'U3'][index % 4],
      ...(index === 2 && { thread_ts: '1518289200.000100' }),
    })),
  )
}

function preview(text: string, there: readonly string[] = []): { items: readonly Item[]; isPicked: boolean } {
  const { imported } = readImport([{ name: 'pasted', text }], known)
  const { candidates, isPicked } = propose(imported, new Set(there))
  return { items: candidates.map(proposedItem), isPicked }
}

const story = 'Nothing of it has a time\n13:01 UTC Outage begins\n13:05 UTC Ada is paged\n13:20 UTC Bo restarts it\n'

test('rows are proposed, what was left out is not, and either can be decided otherwise', () => {
  const { items } = preview(story)
  expect(items.map(({ isKept, first }) => [isKept, first.leftOut !== null])).toEqual([
    [true, false],
    [true, false],
    [true, false],
    [false, true],
  ])
  const [first, , , left] = items
  const choices = new Map([
    [first?.id ?? '', { isKept: false, isStarred: true, mark: null }],
    [left?.id ?? '', { isKept: true }],
  ])
  const decided = itemsOf(items, { ...undecided, choices })
  expect(decided.map(({ isKept, isStarred }) => [isKept, isStarred])).toEqual([
    [false, true],
    [true, false],
    [true, false],
    [true, false],
  ])
  expect([items[0]?.mark, decided[0]?.mark]).toEqual(['impact-start', null])
  expect(decided[1]).toBe(items[1])
})

test('what the timeline has already is not proposed again', () => {
  const { items } = preview(story, [momentKey('2018-02-10T08:05:00-05:00', 'Ada is paged')])
  expect(items.map(({ first, isKept }) => [first.isThere, isKept]).slice(0, 3)).toEqual([
    [false, true],
    [true, false],
    [false, true],
  ])
})

test('of many messages those are proposed that link to something or mark a moment', () => {
  expect(preview(channel(40))).toMatchObject({ isPicked: false })
  const { items, isPicked } = preview(channel(400))
  expect(isPicked).toBe(true)
  expect(items.filter(({ isKept }) => isKept).map(({ first }) => first.row.text)).toEqual([
    'message 5a graph'.replace('5a', '5 a'),
  ])
})

test('rows are found by person and by word, in small letters and large, and by no pattern', () => {
  const { items } = preview(channel(12))
  expect(filtered(items, { view: 'all', person: 'bo', words: '' }).map(({ first }) => first.row.text)).toEqual([
    'message 2',
    'message 6',
    'message 10',
  ])
  expect(filtered(items, { view: 'all', person: null, words: 'MESSAGE 1' })).toHaveLength(3)
  expect(filtered(items, { view: 'all', person: null, words: '.*' })).toEqual([])
})

test('a thread belongs together, else the run of one person', () => {
  const { items } = preview(channel(12))
  const texts = (group: readonly Item[]) => group.map(({ first }) => first.row.text)
  expect(texts(groupAround(items, 0))).toEqual(['message 0', 'message 2'])
  expect(texts(groupAround(items, 4))).toEqual(['message 4', 'message 5 a graph'])
  expect(texts(groupAround(items, 3))).toEqual(['message 3'])
})

test('several rows that became one say all of their words, at the time of the first', () => {
  const { items } = preview(channel(12))
  const ids = rangeOf(items, items[5]?.id ?? null, items[4]?.id ?? null).map(({ id }) => id)
  const grouped = itemsOf(items, { ...undecided, groups: new Map([[ids[0] ?? '', ids]]) })
  expect(grouped).toHaveLength(11)
  const row = newRowOf(grouped[4] ?? items[0]!, 'UTC')
  expect(row.text).toBe('ada: message 4\nada: message 5 a graph')
  expect(row.time?.at).toBe(items[4]?.first.row.at)
  expect(row.links).toEqual([{ url: 'https://graphs.example/5', title: 'a graph' }])
})

test('a day begins in the zone of the review, and a clock time without a zone stays open', () => {
  const { imported } = readImport([{ name: 'pasted', text: '13:01 it begins\n13:05 it ends\n' }], {
    date: '2018-02-10',
    zone: null,
  })
  const items = propose(imported, new Set()).candidates.map(proposedItem)
  expect(tallyOf(items)).toMatchObject({ kept: 2, lacksZone: true, lacksDate: false })
  expect(newRowOf(items[0]!, 'UTC').time).toBeNull()
  const day = {
    ...items[0]!,
    first: { ...items[0]!.first, row: { ...items[0]!.first.row, at: '2018-02-10', precision: 'day' as const } },
  }
  expect(newRowOf(day, 'America/New_York').time).toMatchObject({
    at: expect.stringMatching(/^2018-02-10T00:00(:00)?-05:00$/),
    precision: 'day',
  })
})

test('whatever is pasted and decided, each part of it is kept or stays as supporting information', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.constantFrom('13:01 UTC it begins', '- 14:05Z it ends', '# Timeline', '', 'bo: hello'))),
      fc.array(fc.tuple(fc.nat(20), fc.boolean())),
      fc.array(fc.nat(20), { maxLength: 4 }),
      (lines, decisions, group) => {
        const { items } = preview(lines.join('\n'))
        const choices = new Map(decisions.map(([index, isKept]) => [items[index]?.id ?? '', { isKept }]))
        const ids = [...new Set(group)].sort((a, b) => a - b).flatMap((index) => items[index]?.id ?? [])
        const decided = itemsOf(items, { choices, groups: new Map(ids.length > 1 ? [[ids[0] ?? '', ids]] : []) })
        const kept = decided.filter(({ isKept }) => isKept).map((item) => newRowOf(item, 'UTC').text)
        const rest = supportingText(decided.filter(({ isKept }) => !isKept))
        const everywhere = squeeze([...kept, rest].join('\n'))
        for (const { first } of items) expect(everywhere).toContain(squeeze(wordsOf(first.row)))
        const tally = tallyOf(decided)
        expect(tally.kept).toBe(kept.length)
        expect(filtered(decided, { view: 'kept', person: null, words: '' })).toHaveLength(kept.length)
      },
    ),
  )
})

/** Line breaks become marks of their own in a line of supporting information. */
function squeeze(text: string): string {
  return text.replace(/[\s/]+/g, '')
}
