import * as Y from 'yjs'
import * as z from 'zod/mini'
import type { EntryId, ParticipantId } from '../ids.ts'
import { byCreation, compare } from '../order.ts'
import { fragmentOf, safeLink, type TextValue } from '../richText.ts'
import {
  addEntity,
  AuthorSchema,
  EntryIdSchema,
  entityFields,
  fieldsOf,
  InstantSchema,
  type NewEntity,
  readAll,
  TextSchema,
} from './entities.ts'
import { boardCollection } from './roots.ts'

/** The moments that the incident's durations are measured between. */
export const marks = ['impact-start', 'detected', 'declared', 'mitigated', 'resolved'] as const
export type Mark = (typeof marks)[number]

/** What somebody was doing at that moment; each kind has its own good questions. */
export const entryKinds = ['noticed', 'judged', 'decided', 'did', 'asked-for-help', 'system'] as const
export type EntryKind = (typeof entryKinds)[number]

export const precisions = ['day', 'minute', 'second'] as const
export type Precision = (typeof precisions)[number]

/** When something happened, as well as people can tell. `at` and `until` are ISO 8601 with an offset. */
export interface EntryTime {
  readonly at: string | null
  readonly until: string | null
  readonly precision: Precision
  readonly approximate: boolean
}

export interface Account {
  readonly id: EntryId
  readonly by: ParticipantId | null
  readonly text: TextValue
}

export interface Evidence {
  readonly id: string
  readonly url: string
  readonly title: string
  /** When, and to whom, it could be seen then. */
  readonly visibleAt: string | null
  readonly visibleTo: string | null
}

const TimelineEntrySchema = z.object({
  ...entityFields,
  at: z.catch(z.nullable(InstantSchema), null),
  until: z.catch(z.nullable(InstantSchema), null),
  precision: z.catch(z.enum(precisions), 'minute'),
  approximate: z.catch(z.boolean(), false),
  mark: z.catch(z.nullable(z.enum(marks)), null),
  kind: z.catch(z.nullable(z.enum(entryKinds)), null),
  starred: z.catch(z.boolean(), false),
  order: z.catch(z.nullable(z.string()), null),
  text: TextSchema,
})

export type TimelineEntry = z.infer<typeof TimelineEntrySchema> & {
  readonly accounts: readonly Account[]
  readonly evidence: readonly Evidence[]
}

/** One entry; `text` and the accounts' texts stay live. Null for what is no entry. */
export function readTimelineEntry(value: unknown): TimelineEntry | null {
  if (!(value instanceof Y.Map)) return null
  const result = TimelineEntrySchema.safeParse(entryFields(value))
  if (!result.success) return null
  return { ...result.data, accounts: readAccounts(value.get('accounts')), evidence: readEvidence(value.get('evidence')) }
}

/** Fields that most entries leave out get what they then mean: the schema would take each for a fault first, which costs more than the rest. */
function entryFields(entry: Y.Map<unknown>): Record<keyof z.infer<typeof TimelineEntrySchema>, unknown> {
  return {
    id: entry.get('id'),
    by: entry.get('by'),
    createdAt: entry.get('createdAt'),
    at: entry.get('at') ?? null,
    until: entry.get('until') ?? null,
    precision: entry.get('precision') ?? 'minute',
    approximate: entry.get('approximate') ?? false,
    mark: entry.get('mark') ?? null,
    kind: entry.get('kind') ?? null,
    starred: entry.get('starred') ?? false,
    order: entry.get('order') ?? null,
    text: entry.get('text') ?? '',
  }
}

/** All entries in the order that every client shows. */
export function readTimeline(board: Y.Doc): TimelineEntry[] {
  return readAll(boardCollection(board, 'timeline'), readTimelineEntry).sort(compareEntries)
}

/** By instant, then `order`, then creation, then id; entries without a time last. */
export function compareEntries(a: TimelineEntry, b: TimelineEntry): number {
  if ((a.at === null) !== (b.at === null)) return a.at === null ? 1 : -1
  if (a.at !== null && b.at !== null) {
    const byTime = Date.parse(a.at) - Date.parse(b.at)
    if (byTime !== 0) return byTime
  }
  return compareOrder(a.order, b.order) || byCreation(a, b)
}

/** Adds an entry to the board in one transaction. */
export function addTimelineEntry(
  board: Y.Doc,
  entity: NewEntity,
  fields: {
    time: EntryTime | null
    text?: string | Y.XmlFragment
    mark?: Mark
    kind?: EntryKind
    order?: string
    starred?: boolean
  },
): void {
  board.transact(() => {
    const map = addEntity(boardCollection(board, 'timeline'), entity, {
      text: fields.text instanceof Y.XmlFragment ? fields.text : fragmentOf(fields.text ?? ''),
      accounts: new Y.Map(),
      evidence: new Y.Map(),
      mark: fields.mark,
      kind: fields.kind,
      order: fields.order,
      starred: fields.starred,
    })
    writeTime(map, fields.time)
  })
}

/** Sets or (null) clears the time of an entry. */
export function writeTime(entry: Y.Map<unknown>, time: EntryTime | null): void {
  entry.set('at', time?.at ?? null)
  entry.set('precision', time?.precision ?? 'minute')
  if (time?.until) entry.set('until', time.until)
  else entry.delete('until')
  if (time?.approximate) entry.set('approximate', true)
  else entry.delete('approximate')
}

const AccountSchema = z.object({ id: EntryIdSchema, by: AuthorSchema, text: TextSchema })

function readAccounts(value: unknown): Account[] {
  if (!(value instanceof Y.Map)) return []
  const accounts: Account[] = []
  for (const [id, account] of value.entries()) {
    const fields = fieldsOf(account)
    const result = AccountSchema.safeParse(typeof fields === 'object' && fields !== null ? { ...fields, id } : fields)
    if (result.success) accounts.push(result.data)
  }
  return accounts.sort((a, b) => compare(a.id, b.id))
}

const EvidenceSchema = z.object({
  url: z.string(),
  title: z.catch(z.string(), ''),
  visibleAt: z.catch(z.nullable(z.string()), null),
  visibleTo: z.catch(z.nullable(z.string()), null),
})

/** Evidence is written whole (`{url, title, ...}`), as a plain object or a map; one with an unsafe address is left out. */
function readEvidence(value: unknown): Evidence[] {
  if (!(value instanceof Y.Map)) return []
  const found: Evidence[] = []
  for (const [id, entry] of value.entries()) {
    const result = EvidenceSchema.safeParse(fieldsOf(entry))
    if (result.success && safeLink(result.data.url) !== null) found.push({ id, ...result.data })
  }
  return found.sort((a, b) => compare(a.id, b.id))
}

function compareOrder(a: string | null, b: string | null): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return compare(a, b)
}
