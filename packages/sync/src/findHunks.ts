import { diffArrays } from 'diff'

/** A part of one list, `[from, to)`, that another part, `[newFrom, newTo)` of the other list, is to stand in for. Either may be empty. */
export interface Hunk {
  readonly from: number
  readonly to: number
  readonly newFrom: number
  readonly newTo: number
}

/** Steps that all comparisons of one restore may take together, so that no document can keep the server busy. */
export interface Budget {
  steps: number
}

/** What it costs Yjs to write one more change, in steps: it keeps its items in arrays, which are cut and moved. */
const stepsPerHunk = 200

/** Beyond this many insertions and deletions a list counts as rewritten. */
const maxEdits = 2000

/**
 * Where two lists differ, in order. Finds the fewest insertions and deletions (Myers, by the library) as long as the budget lasts; beyond
 * it all between the common beginning and the common end is one hunk. Items are compared by ===.
 */
export function findHunks(before: readonly (string | number)[], after: readonly (string | number)[], budget: Budget): Hunk[] {
  const middle = trim(before, after)
  const { from, to, newFrom, newTo } = middle
  if (from === to && newFrom === newTo) return []
  if (from === to || newFrom === newTo) return [middle]

  // A step is one diagonal of one more edit, or one item walked along a diagonal.
  const items = to - from + (newTo - newFrom)
  const affordable = Math.min(maxEdits, Math.sqrt(2 * budget.steps), budget.steps / items)
  const changes = diffArrays(before.slice(from, to), after.slice(newFrom, newTo), { maxEditLength: Math.floor(affordable) })
  if (changes === undefined) {
    budget.steps -= Math.min(budget.steps, (affordable * affordable) / 2 + items)
    return [middle]
  }
  const hunks: Hunk[] = []
  let at = from
  let newAt = newFrom
  let edits = 0
  let open: { from: number; newFrom: number } | null = null
  const end = () => {
    if (open !== null) hunks.push({ ...open, to: at, newTo: newAt })
    open = null
  }
  for (const { added, removed, count } of changes) {
    if (added || removed) {
      open ??= { from: at, newFrom: newAt }
      edits += count
    } else end()
    if (!added) at += count
    if (!removed) newAt += count
  }
  end()
  budget.steps -= Math.min(budget.steps, (edits * edits) / 2 + items + hunks.length * stepsPerHunk)
  return hunks
}

/** What is left between the common beginning and the common end. */
export function trim(before: readonly unknown[], after: readonly unknown[]): Hunk {
  let from = 0
  const most = Math.min(before.length, after.length)
  while (from < most && before[from] === after[from]) from += 1
  let to = before.length
  let newTo = after.length
  while (to > from && newTo > from && before[to - 1] === after[newTo - 1]) {
    to -= 1
    newTo -= 1
  }
  return { from, to, newFrom: from, newTo }
}
