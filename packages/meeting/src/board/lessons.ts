import type * as Y from 'yjs'
import * as z from 'zod/mini'
import { byCreation } from '../order.ts'
import { fragmentOf } from '../richText.ts'
import { addEntity, entityFields, fieldsOf, type NewEntity, readAll, TextSchema } from './entities.ts'
import { boardCollection } from './roots.ts'

export const lessonKinds = ['went-well', 'went-wrong', 'got-lucky'] as const
export type LessonKind = (typeof lessonKinds)[number]

const LessonSchema = z.object({ ...entityFields, text: TextSchema, kind: z.enum(lessonKinds) })
export type Lesson = z.infer<typeof LessonSchema>

export function readLesson(value: unknown): Lesson | null {
  const result = LessonSchema.safeParse(fieldsOf(value))
  return result.success ? result.data : null
}

export function readLessons(board: Y.Doc): Lesson[] {
  return readAll(boardCollection(board, 'lessons'), readLesson).sort(byCreation)
}

export function addLesson(board: Y.Doc, entity: NewEntity, fields: { text: string; kind: LessonKind }): void {
  board.transact(() => {
    addEntity(boardCollection(board, 'lessons'), entity, { text: fragmentOf(fields.text), kind: fields.kind })
  })
}
