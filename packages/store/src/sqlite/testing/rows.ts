import type { ClientClaim, LogAppend } from '@second-story/sync'
import * as Y from 'yjs'

/** A real update that writes `text`. */
export function rowOf(document: string, text: string, claims: readonly ClientClaim[] = []): LogAppend {
  const doc = new Y.Doc()
  doc.getText('text').insert(0, text)
  return { document, update: Y.encodeStateAsUpdate(doc), claims, by: [] }
}
