import * as Y from 'yjs'
import * as z from 'zod/mini'
import { type EntryId, isId, type ParticipantId } from '../ids.ts'
import { isTextValue, type TextValue } from '../richText.ts'

/**
 * What all entities of the board have in common. Anything read out of a shared document is untrusted: it passes a schema, and an
 * entity that doesn't fit is left out rather than shown wrong. Optional fields that don't fit count as not given.
 */

/**
 * ISO 8601 with an offset or Z. Exactly that, not what `Date.parse` makes of it: engines differ about all else (29 February 2019, a
 * blank for the T), and two clients would then show two orders.
 */
export const InstantSchema = z.string().check(z.refine(isInstant))

function isInstant(value: string): boolean {
  const match =
    /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/.exec(value)
  if (match === null) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

export const EntryIdSchema = z.custom<EntryId>(isId)
/** Null where a meeting opens ideas without names. */
export const AuthorSchema = z.catch(z.nullable(z.custom<ParticipantId>(isId)), null)
export const TextSchema = z.catch(z.custom<TextValue>(isTextValue), '')

export const entityFields = { id: EntryIdSchema, by: AuthorSchema, createdAt: z.catch(InstantSchema, '1970-01-01T00:00:00.000Z') }

export interface Entity {
  readonly id: EntryId
  readonly by: ParticipantId | null
  readonly createdAt: string
}

/** Fields of an entity's map as they are, without descending into shared types: those stay live. */
export function fieldsOf(value: unknown): unknown {
  return value instanceof Y.Map ? Object.fromEntries(value.entries()) : value
}

/** The keys of a shared set (`Y.Map<id, true>`) that are ids, sorted. */
export function readIdSet(value: unknown): readonly string[] {
  if (!(value instanceof Y.Map)) return []
  return [...value.entries()]
    .filter(([key, on]) => on === true && isId(key))
    .map(([key]) => key)
    .sort()
}

/** Puts a key into a shared set or takes it out; makes the set if the entity has none yet. */
export function setInIdSet(entity: Y.Map<unknown>, field: string, key: string, on: boolean): void {
  const present = entity.get(field)
  let set: Y.Map<unknown> | null = present instanceof Y.Map ? present : null
  if (set === null) {
    if (!on) return
    set = new Y.Map<unknown>()
    entity.set(field, set)
  }
  if (on) set.set(key, true)
  else set.delete(key)
}

/**
 * Reads every entity of a root that fits, in no particular order. One that calls itself by another id than it stands under is left
 * out: an edit would reach the other.
 */
export function readAll<T extends { readonly id: string }>(root: Y.Map<unknown>, read: (value: unknown) => T | null): T[] {
  const found: T[] = []
  for (const [key, value] of root.entries()) {
    const entity = read(value)
    if (entity !== null && entity.id === key) found.push(entity)
  }
  return found
}

export interface NewEntity {
  readonly id: EntryId
  readonly by: ParticipantId | null
  /** ISO 8601 UTC. */
  readonly createdAt: string
}

/** Adds an entity under its id with the given fields; undefined ones are left away. Returns its live map. */
export function addEntity(root: Y.Map<unknown>, entity: NewEntity, fields: Readonly<Record<string, unknown>>): Y.Map<unknown> {
  const map = new Y.Map<unknown>()
  for (const [key, value] of Object.entries({ ...entity, ...fields })) if (value !== undefined) map.set(key, value)
  root.set(entity.id, map)
  return map
}

/** The live map of an entity, or null if it is gone. */
export function findEntity(root: Y.Map<unknown>, id: string): Y.Map<unknown> | null {
  const map = root.get(id)
  return map instanceof Y.Map ? map : null
}
