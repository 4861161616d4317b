import * as Y from 'yjs'

/*
 * How much work it is to apply an update. To put an item between its neighbours Yjs walks past everything that stands between them, and to split
 * one it moves all that its client wrote later: of an update of 100 KB, made for it, that is half a minute in which nobody else is served.
 * Honest edits stand between what were neighbours when they were made. So only items that don't are counted, each as if it had to pass
 * everything else in the update, and what lies between in the document is walked past here, which is ten times faster. Both are estimates from
 * above of what can happen, not of what will.
 */

type Struct = Y.Item | Y.GC | Y.Skip

/** Fewer items can't be much work among themselves. */
const fewItems = 256
/** Walks past an item: a third of a second at the most. */
export const mostSteps = 4_000_000
/** Places moved in a client's list of structs: half a second. */
export const mostMoves = 1e10
const fewRanges = 10_000
/** Values copied in the time of a step past an item. */
const copiesAStep = 12

export interface Work {
  /** Items walked past, or values copied. */
  readonly steps: number
  /** Every left neighbour is known to stand left of the right one. */
  readonly isOrdered: boolean
}

/**
 * What it takes to apply these structs, none of which the document has, in their order. `find` gives the item that an id is part of. Stops
 * counting beyond `enough` steps.
 */
export function workOf(doc: Y.Doc, structs: readonly Struct[], find: (id: Y.ID) => Y.Item | null, enough: number): Work {
  const isKnown = (id: Y.ID) => id.clock < Y.getState(doc.store, id.client)
  /** What stands right of an item, and what stands first in a place, as far as the update itself changes that. */
  const next = new Map<string, Y.ID | null>()
  let isOrdered = true
  let steps = 0
  let misplaced = 0

  const afterwards = (id: Y.ID): Y.ID | null | undefined => {
    const known = next.get(keyOf(id))
    if (known !== undefined) return known
    const item = find(id)
    if (item === null) return undefined
    if (id.clock < item.lastId.clock) return Y.createID(id.client, id.clock + 1)
    return isKnown(id) ? (item.right?.id ?? null) : undefined
  }
  /** Whether it comes by there. */
  const walk = (from: Y.Item | null, to: Y.ID | null): boolean => {
    for (let at = from; at !== null && steps <= enough; at = at.right) {
      if (to !== null && at.id.client === to.client && at.id.clock <= to.clock && to.clock <= at.lastId.clock) return true
      steps += 1
    }
    return steps > enough
  }
  /** Of two that stand side by side neither in the document nor, as far as that was kept, in the update. */
  const checkOrder = (left: Y.ID, right: Y.ID | null): void => {
    const [leftItem, rightItem] = [find(left), right && find(right)]
    const isMet = isKnown(left) && walk(leftItem, right)
    if (right === null || leftItem === null || rightItem === null) return
    if (leftItem === rightItem) isOrdered &&= left.clock < right.clock
    else if (isKnown(left) && isKnown(right)) isOrdered &&= isMet
    // Whoever writes between two has seen the younger of them come to stand beside the elder.
    else isOrdered &&= Y.compareIDs(rightItem.origin, left) || Y.compareIDs(leftItem.rightOrigin, right)
  }

  for (const item of structs) {
    if (!(item instanceof Y.Item)) continue
    const { origin: left, rightOrigin: right } = item
    if (left !== null) {
      const beside = afterwards(left)
      if (beside === undefined || !Y.compareIDs(beside, right)) {
        if (beside !== undefined) misplaced += 1
        checkOrder(left, right)
      }
      if (structs.length >= fewItems) next.set(keyOf(left), item.id)
    } else {
      const place = right === null ? placeOf(item) : `before ${keyOf(right)}`
      const first = right !== null && isKnown(right) ? find(right) : null
      if (next.has(place)) misplaced += 1
      if (first !== null && first.left !== null) walk(firstBeside(first, enough - steps), right)
      if (structs.length >= fewItems) next.set(place, item.id)
    }
    if (structs.length >= fewItems) next.set(keyOf(item.lastId), right)
  }
  if (structs.length >= fewItems) steps += misplaced * structs.length + copiesOf(structs) / copiesAStep
  return { steps, isOrdered }
}

const keyOf = ({ client, clock }: Y.ID) => `${client}:${clock}`

/** Of an item without neighbours. */
function placeOf({ parent, parentSub }: Y.Item): string {
  const within: unknown = parent
  return `in ${within instanceof Y.ID ? keyOf(within) : String(within)} ${parentSub ?? ''}`
}

function firstBeside(item: Y.Item, mostToPass: number): Y.Item {
  let at = item
  for (let passed = 0; at.left !== null && passed < mostToPass; passed++) at = at.left
  return at
}

/** Lists of values that continue each other are joined, each time by a copy. Whoever encodes a document has joined them before. */
function copiesOf(structs: readonly Struct[]): number {
  let copies = 0
  let joined = 0
  let before: Struct | undefined
  for (const struct of structs) {
    const isList = struct instanceof Y.Item && (struct.content instanceof Y.ContentAny || struct.content instanceof Y.ContentJSON)
    const isContinued = isList && before instanceof Y.Item && Y.compareIDs(struct.origin, before.lastId)
    joined = isContinued ? joined + struct.length : 0
    copies += joined
    before = struct
  }
  return copies
}

/** Places moved in the lists of structs to split what these deletions cut. */
export function movesOf(
  doc: Y.Doc,
  deletions: ReadonlyMap<number, readonly { readonly clock: number; readonly len: number }[]>,
): number {
  let moves = 0
  for (const [client, ranges] of deletions) {
    if (ranges.length < fewRanges) continue
    let splits = 0
    for (const { clock, len } of ranges) {
      if (clock >= Y.getState(doc.store, client)) continue // written by the same update, and in one piece
      const item: unknown = Y.getItem(doc.store, Y.createID(client, clock))
      if (!(item instanceof Y.Item) || item.deleted) continue
      if (item.id.clock < clock) splits += 1
      if (clock + len <= item.lastId.clock) splits += 1
    }
    moves += splits * ((doc.store.clients.get(client)?.length ?? 0) + splits)
  }
  return moves
}
