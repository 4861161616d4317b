import * as Y from 'yjs'
import { editSharedText } from './editSharedText.ts'

/**
 * Makes the `text` of an entity say `next`, by the smallest change, so that two tabs of the same person merge. A text of another kind
 * than `Y.Text` (another client wrote it) is replaced.
 */
export function writeText(root: Y.Map<unknown>, id: string, next: string): void {
  const entity = root.get(id)
  if (!(entity instanceof Y.Map)) return
  const text: unknown = entity.get('text')
  if (text instanceof Y.Text) editSharedText(text, next, null)
  else entity.set('text', new Y.Text(next))
}
