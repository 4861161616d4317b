import * as Y from 'yjs'
import * as z from 'zod/mini'
import { byCreation } from '../order.ts'
import { fragmentOf } from '../richText.ts'
import { addEntity, entityFields, fieldsOf, type NewEntity, readAll, readIdSet, TextSchema } from './entities.ts'
import { boardCollection } from './roots.ts'

/** In `contributesTo`: what happened in the end. */
export const outcome = 'outcome'

const CauseSchema = z.object({ ...entityFields, text: TextSchema, trueBefore: TextSchema })

export type Cause = z.infer<typeof CauseSchema> & {
  /** Ids of causes, or `outcome`. */
  readonly contributesTo: readonly string[]
  /** Ids of timeline entries. */
  readonly supportedBy: readonly string[]
  readonly conflictsWith: readonly string[]
}

export function readCause(value: unknown): Cause | null {
  const result = CauseSchema.safeParse(fieldsOf(value))
  if (!result.success || !(value instanceof Y.Map)) return null
  return {
    ...result.data,
    contributesTo: readIdSet(value.get('contributesTo')),
    supportedBy: readIdSet(value.get('supportedBy')),
    conflictsWith: readIdSet(value.get('conflictsWith')),
  }
}

export function readCauses(board: Y.Doc): Cause[] {
  return readAll(boardCollection(board, 'causes'), readCause).sort(byCreation)
}

/** Adds a cause that contributes to the outcome until somebody says to what else. */
export function addCause(board: Y.Doc, entity: NewEntity, fields: { text: string; contributesTo?: readonly string[] }): void {
  board.transact(() => {
    const to = fields.contributesTo ?? [outcome]
    addEntity(boardCollection(board, 'causes'), entity, {
      text: fragmentOf(fields.text),
      contributesTo: new Y.Map(to.map((id) => [id, true])),
      supportedBy: new Y.Map(),
      conflictsWith: new Y.Map(),
      trueBefore: new Y.XmlFragment(),
    })
  })
}
