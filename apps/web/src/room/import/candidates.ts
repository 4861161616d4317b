import type { EntryTime, Mark } from '@second-story/meeting'
import { momentOf } from '@second-story/meeting'
import type { ImportedLink, ImportedRow } from '@second-story/formats'
import type { Candidate } from './importMessages.ts'
import type { Choice, ImportState } from './importSession.ts'
import { wordsOf } from './proposal.ts'

/** A row of the preview: one candidate, or several that become one row. */
export interface Item {
  readonly id: string
  readonly first: Candidate
  /** All that go into it, the first included. */
  readonly members: readonly Candidate[]
  readonly isKept: boolean
  readonly isStarred: boolean
  readonly mark: Mark | null
}

type Decided = Pick<ImportState, 'choices' | 'groups'>

/** A candidate as it is proposed. Of a large export there are very many: each is made once, as it arrives. */
export function proposedItem(first: Candidate): Item {
  return itemOf(first, [first], undefined)
}

/**
 * The items as they were decided about, in their order; what was grouped stands where the first of the group does. Those that nobody
 * decided about are the very objects that were given, so that a tick among ten thousands costs next to nothing.
 */
export function itemsOf(proposed: readonly Item[], { choices, groups }: Decided): readonly Item[] {
  if (choices.size === 0 && groups.size === 0) return proposed
  const decided = proposed.map((item) => (choices.has(item.id) ? itemOf(item.first, item.members, choices.get(item.id)) : item))
  if (groups.size === 0) return decided
  const inGroups = new Set([...groups.values()].flat())
  const members = new Map(proposed.flatMap(({ id, first }) => (inGroups.has(id) ? [[id, first] as const] : [])))
  return decided.flatMap((item) => {
    if (!inGroups.has(item.id)) return [item]
    const group = groups.get(item.id)
    if (group === undefined) return []
    return [
      itemOf(
        item.first,
        group.flatMap((id) => members.get(id) ?? []),
        choices.get(item.id),
      ),
    ]
  })
}

function itemOf(first: Candidate, members: readonly Candidate[], choice: Choice | undefined): Item {
  return {
    id: first.row.id,
    first,
    members,
    isKept: choice?.isKept ?? (members.length > 1 || first.isProposed),
    isStarred: choice?.isStarred ?? false,
    mark: choice?.mark === undefined ? (members.find(({ row }) => row.mark !== null)?.row.mark ?? null) : choice.mark,
  }
}

/** What the screen says of all items, counted in one pass. */
export interface Tally {
  readonly all: number
  readonly kept: number
  readonly starred: number
  readonly leftOut: number
  readonly there: number
  /** Letters of what isn't kept. */
  readonly otherLength: number
  readonly lacksDate: boolean
  readonly lacksZone: boolean
}

type Counting = { -readonly [Key in keyof Tally]: Tally[Key] }

export function noTally(): Counting {
  return { all: 0, kept: 0, starred: 0, leftOut: 0, there: 0, otherLength: 0, lacksDate: false, lacksZone: false }
}

export function tallyOf(items: readonly Item[]): Tally {
  const tally = noTally()
  for (const item of items) countIn(tally, item)
  return tally
}

export function countIn(tally: Counting, item: Item): void {
  const { first, members, isKept, isStarred } = item
  if (isListed(item)) tally.all += 1
  if (first.leftOut !== null) tally.leftOut += 1
  if (first.isThere) tally.there += 1
  if (isStarred) tally.starred += 1
  if (isKept) {
    tally.kept += 1
    if (first.row.at === null && first.leftOut === null) tally.lacksDate = true
    if (lacksZone(first.row)) tally.lacksZone = true
  } else {
    for (const { row } of members) tally.otherLength += row.text.length
  }
}

/** Among all rows; what was left out is once it was taken in. */
export function isListed({ first, isKept }: Item): boolean {
  return first.leftOut === null || isKept
}

export interface Filter {
  readonly view: 'all' | 'kept' | 'starred' | 'left-out'
  readonly person: string | null
  readonly words: string
}

export function filtered(items: readonly Item[], { view, person, words }: Filter): readonly Item[] {
  // A pattern reads millions of letters without a copy of them in small ones.
  const wanted = words.trim() === '' ? null : new RegExp(words.trim().replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`), 'i')
  return items.filter(
    (item) =>
      isInView(item, view) &&
      (person === null || item.members.some(({ row }) => row.who === person)) &&
      (wanted === null || item.members.some(({ row }) => wanted.test(row.text) || (row.who !== null && wanted.test(row.who)))),
  )
}

function isInView(item: Item, view: Filter['view']): boolean {
  switch (view) {
    case 'all':
      return isListed(item)
    case 'kept':
      return item.isKept
    case 'starred':
      return item.isStarred
    case 'left-out':
      return item.first.leftOut !== null
  }
}

export const noFilter: Filter = { view: 'all', person: null, words: '' }

/** What belongs together with a row by itself: its thread, else the run of messages of the same person around it. */
export function groupAround(items: readonly Item[], index: number): readonly Item[] {
  const item = items[index]
  if (item === undefined || item.first.leftOut !== null) return []
  const { id, thread, who } = item.first.row
  const root = thread ?? id
  const inThread = items.filter(({ first: { row } }) => row.id === root || row.thread === root)
  if (inThread.length > 1) return inThread
  if (who === null) return []
  const isSame = (other: Item | undefined) => other !== undefined && other.first.row.who === who && other.first.leftOut === null
  let from = index
  while (isSame(items[from - 1])) from -= 1
  let to = index
  while (isSame(items[to + 1])) to += 1
  return items.slice(from, to + 1)
}

/** From one row to another, whichever comes first; the second alone where the first is not among them. */
export function rangeOf(items: readonly Item[], anchor: string | null, current: string | null): readonly Item[] {
  if (current === null) return []
  const [a, b] = [items.findIndex(({ id }) => id === anchor), items.findIndex(({ id }) => id === current)]
  if (b < 0) return []
  return a < 0 ? items.slice(b, b + 1) : items.slice(Math.min(a, b), Math.max(a, b) + 1)
}

/** What a row of the timeline is made of. */
export interface NewRow {
  readonly time: EntryTime | null
  readonly text: string
  readonly mark: Mark | null
  readonly isStarred: boolean
  readonly isBySystem: boolean
  readonly links: readonly ImportedLink[]
}

/** As it will stand in the timeline. Times that are no instants yet (the zone is not answered) are left open; days begin in `zone`. */
export function newRowOf({ first, members, mark, isStarred }: Item, zone: string): NewRow {
  const links = new Map(members.flatMap(({ row }) => row.links).map((link) => [link.url, link]))
  return {
    time: timeOf(first.row, zone),
    text: members.map(({ row }) => wordsOf(row)).join('\n'),
    mark,
    isStarred,
    isBySystem: members.every(({ row }) => row.isBot),
    links: [...links.values()],
  }
}

export function timeOf({ at, until, precision, approximate }: ImportedRow, zone: string): EntryTime | null {
  const begin = instantOf(at, zone)
  return begin === null ? null : { at: begin, until: instantOf(until, zone), precision, approximate }
}

function instantOf(at: string | null, zone: string): string | null {
  if (at === null) return null
  if (/T.*(?:Z|[+-]\d\d:\d\d)$/.test(at)) return at
  if (at.includes('T')) return null
  const midnight = momentOf({ date: at.slice(0, 10), time: '00:00' }, zone)
  return midnight.is === 'moment' ? midnight.at : null
}

/** A clock time of which nobody has said yet in which zone. */
function lacksZone({ at }: ImportedRow): boolean {
  return at !== null && at.includes('T') && !/(?:Z|[+-]\d\d:\d\d)$/.test(at)
}

/** What was not kept, a line each, as it was found. */
export function supportingText(items: readonly Item[]): string {
  return items
    .flatMap(({ members }) => members)
    .map(({ row }) => [row.at, wordsOf(row).replace(/\s*\n\s*/g, ' / ')].filter((part) => part !== null).join('  '))
    .join('\n')
}
