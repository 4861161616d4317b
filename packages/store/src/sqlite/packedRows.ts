/**
 * Rows on their way to the store's thread: the updates of a batch one after the other in one buffer, which moves instead of being copied, and
 * all else in one string. A message of many small arrays and buffers costs the server's event loop several times as much.
 */
import type { ClientClaim, LogAppend } from '@second-story/sync'

export interface PackedRows {
  /** Of `RowHeads`, as JSON. */
  readonly heads: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Everything by index: `ends` says where in the bytes an update ends. */
export interface RowHeads {
  readonly names: readonly string[]
  readonly ends: readonly number[]
  readonly claims: readonly (readonly ClientClaim[])[]
  readonly by: readonly (readonly string[])[]
}

/** Copies the updates, which are often views of a larger buffer: the caller's own stay untouched. */
export function packRows(rows: readonly LogAppend[]): PackedRows {
  let length = 0
  const ends = rows.map(({ update }) => (length += update.length))
  const bytes = new Uint8Array(length)
  rows.forEach(({ update }, index) => bytes.set(update, ends[index - 1] ?? 0))
  const heads: RowHeads = {
    names: rows.map(({ document }) => document),
    ends,
    claims: rows.map(({ claims }) => claims),
    by: rows.map(({ by }) => by),
  }
  return { heads: JSON.stringify(heads), bytes }
}

export function readHeads({ heads }: PackedRows): RowHeads {
  return JSON.parse(heads) as RowHeads
}
