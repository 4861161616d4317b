import type * as Y from 'yjs'
import * as z from 'zod/mini'
import type { EntryId } from '../ids.ts'
import { byCreation } from '../order.ts'
import { fragmentOf } from '../richText.ts'
import { addEntity, EntryIdSchema, entityFields, fieldsOf, type NewEntity, readAll, TextSchema } from './entities.ts'
import { boardCollection } from './roots.ts'

const NoteSchema = z.object({ ...entityFields, text: TextSchema, about: z.catch(z.nullable(EntryIdSchema), null) })
export type Note = z.infer<typeof NoteSchema>

export function readNote(value: unknown): Note | null {
  const result = NoteSchema.safeParse(fieldsOf(value))
  return result.success ? result.data : null
}

export function readNotes(board: Y.Doc): Note[] {
  return readAll(boardCollection(board, 'notes'), readNote).sort(byCreation)
}

export function addNote(board: Y.Doc, entity: NewEntity, fields: { text: string; about?: EntryId | null }): void {
  board.transact(() => {
    addEntity(boardCollection(board, 'notes'), entity, { text: fragmentOf(fields.text), about: fields.about ?? undefined })
  })
}
