import { mergeUpdates } from './mergeUpdates.ts'
import type { ClientClaim, DocumentName, LogAppend } from './ports.ts'
import { Typed, type Typing } from './typing.ts'

/** An edit that is taken in and not yet in a row. */
export interface Edit<Source> {
  readonly update: Uint8Array
  /** What it is if it is only that. */
  readonly typing: Typing | null
  /** Shown and kept as it is, not merged with others. */
  readonly isAlone: boolean
  readonly claims: readonly ClientClaim[]
  /** Null for the server's own. */
  readonly source: Source | null
  readonly by: string | null
}

/** What an edit of the server's own says besides. */
export const byServer = { typing: null, isAlone: false, source: null, by: null } as const

/** One row of them all, and whose they are if they are all of one source. */
export function rowOf<Source>(
  document: DocumentName,
  edits: readonly Edit<Source>[],
): { row: LogAppend; onlySource: Source | null } {
  const [first, ...rest] = edits
  if (first === undefined) throw new Error('a row of nothing')
  const by = first.by === null ? [] : [first.by]
  let onlySource = first.source
  let { claims } = first
  for (const edit of rest) {
    if (edit.source !== onlySource) onlySource = null
    if (edit.by !== null && !by.includes(edit.by)) by.push(edit.by)
    if (edit.claims.length > 0) claims = [...claims, ...edit.claims]
  }
  return { row: { document, update: mergeEdits(edits), claims, by }, onlySource }
}

/** Letters of one commit become words, and what else there is, is merged as Yjs does it. */
function mergeEdits(edits: readonly Edit<unknown>[]): Uint8Array {
  const [first] = edits
  if (first !== undefined && edits.length === 1) return first.update
  const updates: Uint8Array[] = []
  const typed = new Typed()
  const endWords = () => {
    if (!typed.isEmpty) updates.push(typed.encode())
    typed.clear()
  }
  for (const { update, typing } of edits) {
    if (typing !== null) {
      typed.add(typing)
    } else {
      endWords()
      updates.push(update)
    }
  }
  endWords()
  return mergeUpdates(updates)
}
