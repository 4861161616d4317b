import * as Y from 'yjs'
import * as z from 'zod/mini'
import { EntryIdSchema, entityFields, fieldsOf, TextSchema } from './board/entities.ts'
import type { EntryId } from './ids.ts'
import { byCreation } from './order.ts'

/** Ideas that one person keeps for the recommendations phase, in a document that nobody else can open. */
const ParkedIdeaSchema = z.object({
  id: EntryIdSchema,
  createdAt: entityFields.createdAt,
  /** Plain text, as `Y.Text`: it is typed into a plain text area, which phones handle best. */
  text: TextSchema,
  about: z.catch(z.nullable(EntryIdSchema), null),
  withdrawn: z.catch(z.boolean(), false),
})
export type ParkedIdea = z.infer<typeof ParkedIdeaSchema>

export function parkedIdeas(parked: Y.Doc): Y.Map<unknown> {
  return parked.getMap('ideas')
}

/** One idea; `key` is its id, whatever the map itself says: the id under which it is opened must not be forged. */
export function readParkedIdea(value: unknown, key: string): ParkedIdea | null {
  const fields = fieldsOf(value)
  const result = ParkedIdeaSchema.safeParse(typeof fields === 'object' && fields !== null ? { ...fields, id: key } : fields)
  return result.success ? result.data : null
}

/** In the order in which they were parked, withdrawn ones included. */
export function readParkedIdeas(parked: Y.Doc): ParkedIdea[] {
  return [...parkedIdeas(parked).entries()].flatMap(([key, value]) => readParkedIdea(value, key) ?? []).sort(byCreation)
}

export function addParkedIdea(
  parked: Y.Doc,
  idea: { id: EntryId; createdAt: string; text: string; about?: EntryId | null },
): void {
  parked.transact(() => {
    const map = new Y.Map<unknown>()
    map.set('id', idea.id)
    map.set('createdAt', idea.createdAt)
    map.set('text', new Y.Text(idea.text))
    if (idea.about) map.set('about', idea.about)
    parkedIdeas(parked).set(idea.id, map)
  })
}
