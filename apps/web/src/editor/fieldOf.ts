import type { Field } from '@second-story/coach'
import * as Y from 'yjs'

/** Where in a review a shared text stands, by the root of its document (packages/meeting). */
export function fieldOf(text: Y.XmlFragment): Field {
  let type: unknown = text
  while (type instanceof Y.AbstractType && type.parent !== null) type = type.parent
  // A text that is in no document yet has no root.
  return type instanceof Y.AbstractType && type.doc !== null ? (byRoot.get(Y.findRootTypeKey(type)) ?? 'other') : 'other'
}

const byRoot: ReadonlyMap<string, Field> = new Map<string, Field>([
  ['timeline', 'timeline'],
  ['causes', 'cause'],
  ['lessons', 'lesson'],
  ['recommendations', 'recommendation'],
  ['ideas', 'recommendation'],
  ['summary', 'summary'],
])
