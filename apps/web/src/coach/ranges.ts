/**
 * Parts of a text that is being written, followed through its edits. Places count what the text counts: UTF-16 units of a plain one, positions
 * of a rich one. Ranges are in order and don't touch each other.
 */
export type Range = readonly [from: number, to: number]

/** What stood in `[from, to)` was replaced by something of this length. */
export interface Edit {
  readonly from: number
  readonly to: number
  readonly length: number
}

/** The same parts after an edit: without what was removed, and around what was inserted only if that `isTyped` too. */
export function afterEdit(ranges: readonly Range[], edit: Edit, isTyped: boolean): readonly Range[] {
  const by = edit.from + edit.length - edit.to
  const kept = ranges.flatMap(([from, to]): Range[] => [
    [from, Math.min(to, edit.from)],
    [Math.max(from, edit.to) + by, to + by],
  ])
  return joined(isTyped ? [...kept, [edit.from, edit.from + edit.length]] : kept)
}

export function joined(ranges: readonly Range[]): readonly Range[] {
  const inOrder = ranges.filter(([from, to]) => from < to).sort(([a], [b]) => a - b)
  const all: [number, number][] = []
  for (const [from, to] of inOrder) {
    const last = all.at(-1)
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to)
    else all.push([from, to])
  }
  return all
}

export function covers(ranges: readonly Range[], from: number, to: number): boolean {
  return ranges.some((range) => range[0] <= from && to <= range[1])
}

/** Where `[from, to)` begins after an edit; null if the edit reaches into it: it is another part then. */
export function untouched(from: number, to: number, edit: Edit): number | null {
  if (to <= edit.from) return from
  return from >= edit.to ? from + edit.from + edit.length - edit.to : null
}
