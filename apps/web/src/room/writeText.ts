import * as Y from 'yjs'

/**
 * Makes the `text` of an entity say `next`, by the smallest change, so that two tabs of the same person merge. A text of another kind
 * than `Y.Text` (another client wrote it) is replaced.
 */
export function writeText(root: Y.Map<unknown>, id: string, next: string): void {
  const entity = root.get(id)
  if (!(entity instanceof Y.Map)) return
  const text: unknown = entity.get('text')
  if (text instanceof Y.Text) setText(text, next)
  else entity.set('text', new Y.Text(next))
}

/** Replaces only what lies between the common beginning and the common end. */
export function setText(text: Y.Text, next: string): void {
  const before = text.toString()
  let start = 0
  while (start < before.length && start < next.length && before[start] === next[start]) start++
  // A pair of surrogates is one character: never cut between its halves.
  if (start > 0 && /[\uD800-\uDBFF]/.test(before[start - 1] ?? '')) start--
  let end = 0
  const most = Math.min(before.length, next.length) - start
  while (end < most && before[before.length - 1 - end] === next[next.length - 1 - end]) end++
  if (end > 0 && /[\uDC00-\uDFFF]/.test(before[before.length - end] ?? '')) end--
  const change = () => {
    if (before.length - end > start) text.delete(start, before.length - end - start)
    if (next.length - end > start) text.insert(start, next.slice(start, next.length - end))
  }
  if (text.doc) text.doc.transact(change)
  else change()
}
