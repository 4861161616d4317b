import * as Y from 'yjs'
import * as z from 'zod/mini'
import type { EntryId } from '../ids.ts'
import { byCreation } from '../order.ts'
import { fragmentOf } from '../richText.ts'
import { addEntity, EntryIdSchema, entityFields, fieldsOf, type NewEntity, readAll, readIdSet, TextSchema } from './entities.ts'
import { boardCollection } from './roots.ts'

const QuestionSchema = z.object({
  ...entityFields,
  text: TextSchema,
  /** The timeline entry that it is about. */
  about: z.catch(z.nullable(EntryIdSchema), null),
  answered: z.catch(z.boolean(), false),
  answer: TextSchema,
})

export type Question = z.infer<typeof QuestionSchema> & {
  /** Participants who are curious too. */
  readonly votes: readonly string[]
}

export function readQuestion(value: unknown): Question | null {
  const result = QuestionSchema.safeParse(fieldsOf(value))
  return result.success && value instanceof Y.Map ? { ...result.data, votes: readIdSet(value.get('votes')) } : null
}

/** In the order in which they were asked. */
export function readQuestions(board: Y.Doc): Question[] {
  return readAll(boardCollection(board, 'questions'), readQuestion).sort(byCreation)
}

export function addQuestion(board: Y.Doc, entity: NewEntity, fields: { text: string; about?: EntryId | null }): void {
  board.transact(() => {
    addEntity(boardCollection(board, 'questions'), entity, {
      text: fragmentOf(fields.text),
      about: fields.about ?? undefined,
      votes: new Y.Map(),
      answered: false,
      answer: new Y.XmlFragment(),
    })
  })
}
