import type * as Y from 'yjs'

/** One replacement that turns `before` into `after`, as small as it can be. Indexes count UTF-16 units, as `Y.Text` and `<textarea>` do. */
export interface TextEdit {
  readonly at: number
  readonly remove: number
  readonly insert: string
}

export function smallestEdit(before: string, after: string): TextEdit | null {
  if (before === after) return null
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  // Half of a pair must not stay behind: Yjs would make two broken characters of it.
  if (start > 0 && isHighSurrogate(before, start - 1)) start--
  let end = 0
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  if (end > 0 && isLowSurrogate(before, before.length - end)) end--
  return { at: start, remove: before.length - start - end, insert: after.slice(start, after.length - end) }
}

/** Makes a shared text say `after`, touching only what differs, so that what others type elsewhere in it stays. */
export function editSharedText(text: Y.Text, after: string, origin: unknown): void {
  const edit = smallestEdit(text.toString(), after)
  if (edit === null) return
  const change = () => {
    if (edit.remove > 0) text.delete(edit.at, edit.remove)
    if (edit.insert !== '') text.insert(edit.at, edit.insert)
  }
  if (text.doc) text.doc.transact(change, origin)
  else change()
}

/** Where a caret stands after an edit that somebody else made. */
export function caretAfter(caret: number, edit: TextEdit): number {
  if (caret <= edit.at) return caret
  if (caret <= edit.at + edit.remove) return edit.at + Math.min(caret - edit.at, edit.insert.length)
  return caret - edit.remove + edit.insert.length
}

function isHighSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index)
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLowSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index)
  return unit >= 0xdc00 && unit <= 0xdfff
}
