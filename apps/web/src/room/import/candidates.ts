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

/** The candidates as they were decided about, in their order; what was grouped stands where the first of the group does. */
export function itemsOf(candidates: readonly Candidate[], { choices, groups }: Decided): readonly Item[] {
  const grouped = new Set([...groups.values()].flatMap((ids) => ids.slice(1)))
  const inGroups = new Set([...groups.values()].flat())
  const members = new Map(candidates.filter(({ row }) => inGroups.has(row.id)).map((each) => [each.row.id, each]))
  return candidates.flatMap((first): Item | readonly Item[] => {
    const { id } = first.row
    if (grouped.has(id)) return []
    const all = (groups.get(id) ?? []).flatMap((member) => members.get(member) ?? [])
    return itemOf(first, all.length > 1 ? all : [first], choices.get(id))
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

export interface Filter {
  readonly view: 'all' | 'kept' | 'starred' | 'left-out'
  readonly person: string | null
  readonly words: string
}

export function filtered(items: readonly Item[], { view, person, words }: Filter): readonly Item[] {
  const wanted = words.trim().toLowerCase()
  return items.filter(
    (item) =>
      isInView(item, view) &&
      (person === null || item.members.some(({ row }) => row.who === person)) &&
      (wanted === '' || item.members.some(({ row }) => wordsOf(row).toLowerCase().includes(wanted))),
  )
}

function isInView({ first, isKept, isStarred }: Item, view: Filter['view']): boolean {
  switch (view) {
    case 'all':
      return first.leftOut === null || isKept
    case 'kept':
      return isKept
    case 'starred':
      return isStarred
    case 'left-out':
      return first.leftOut !== null
  }
}

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
export function lacksZone({ at }: ImportedRow): boolean {
  return at !== null && at.includes('T') && !/(?:Z|[+-]\d\d:\d\d)$/.test(at)
}

/** What was not kept, a line each, as it was found. */
export function supportingText(items: readonly Item[]): string {
  return items
    .flatMap(({ members }) => members)
    .map(({ row }) => [row.at, wordsOf(row).replace(/\s*\n\s*/g, ' / ')].filter((part) => part !== null).join('  '))
    .join('\n')
}
