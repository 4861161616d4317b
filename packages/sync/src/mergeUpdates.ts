import * as Y from 'yjs'

/** As `Y.mergeUpdates`, whose cost grows with the square of how many there are: it sorts all of them for each struct that it writes. */
export function mergeUpdates(updates: readonly Uint8Array[]): Uint8Array {
  let left = updates
  while (left.length > 1) {
    const merged: Uint8Array[] = []
    for (let from = 0; from < left.length; from += atOnce) merged.push(mergeFew(left.slice(from, from + atOnce)))
    left = merged
  }
  return left[0] ?? nothing
}

const atOnce = 32
const nothing = new Uint8Array([0, 0])

function mergeFew(updates: Uint8Array[]): Uint8Array {
  const [first] = updates
  return first !== undefined && updates.length === 1 ? first : Y.mergeUpdates(updates)
}
