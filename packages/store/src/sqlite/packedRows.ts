/**
 * Rows on their way to the store's thread: the updates of a batch one after the other in one buffer, which moves instead of being copied.
 * A message with a buffer of its own per row costs the server's event loop several times as much.
 */
import type { ClientClaim, LogAppend } from '@second-story/sync'

/** Everything by index: `ends` says where in `bytes` an update ends. */
export interface PackedRows {
  readonly names: readonly string[]
  readonly ends: readonly number[]
  readonly claims: readonly (readonly ClientClaim[])[]
  readonly by: readonly (readonly string[])[]
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Copies the updates, which are often views of a larger buffer: the caller's own stay untouched. */
export function packRows(rows: readonly LogAppend[]): PackedRows {
  let length = 0
  const ends = rows.map(({ update }) => (length += update.length))
  const bytes = new Uint8Array(length)
  rows.forEach(({ update }, index) => bytes.set(update, ends[index - 1] ?? 0))
  return {
    names: rows.map(({ document }) => document),
    ends,
    claims: rows.map(({ claims }) => claims),
    by: rows.map(({ by }) => by),
    bytes,
  }
}
