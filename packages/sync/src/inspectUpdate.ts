import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import type { ClientClaim } from './ports.ts'
import { mostMoves, mostSteps, movesOf, workOf } from './workOf.ts'

/**
 * What an update would do to a document, found out before it touches it (SPEC.md, rules C4 to C9). Yjs itself takes anything: a gap makes it
 * keep the update aside for ever, structs under somebody else's client id make that person's own edits vanish, and malformed bytes can be
 * applied in part. So whatever is not plainly a next edit of its sender is refused here.
 */
export interface InspectedUpdate {
  /** What to apply: of the update, what the document does not have. */
  readonly update: Uint8Array
  /** Client ids in it that nobody owned before. */
  readonly claims: readonly ClientClaim[]
  /** At most deletes. */
  readonly deletesOnly: boolean
  /** As Yjs would write it: these very bytes are what it adds. */
  readonly isNew: boolean
  /** Where its parts stand may depend on what else there is when they are applied (rule S7). */
  readonly needsOwnRow: boolean
}

export class Refused extends Error {
  readonly kind: 'malformed' | 'gap' | 'not-owner' | 'clients' | 'root' | 'depth' | 'clock' | 'subdocument' | 'costly'

  constructor(kind: Refused['kind'], message: string) {
    super(message)
    this.name = 'Refused'
    this.kind = kind
  }
}

interface Rules {
  readonly owner: string
  /** Null: anybody may write under any client id, and claims none. */
  readonly owners: ReadonlyMap<number, string> | null
  /** Who is present under a client id, perhaps without having written yet: others can see that id, and must not be first. */
  readonly presentUnder: (clientId: number) => string | undefined
  readonly maxClientIds: number
  readonly roots: ReadonlySet<string> | null
  readonly maxDepth: number
  readonly maxClock: number
}

/** Throws `Refused`; costs about a tenth of applying the update. */
export function inspectUpdate(doc: Y.Doc, received: Uint8Array, rules: Rules): InspectedUpdate {
  const { update, structs, ds, reach, isSorted } = readNew(doc, received, rules.maxClock)
  const claims = checkOwners(structs, rules)
  const isThere = (id: Y.ID | null): boolean =>
    id === null || id.clock < (reach.get(id.client) ?? Y.getState(doc.store, id.client))
  for (const struct of structs) if (struct instanceof Y.Item) checkItem(struct, isThere, rules)
  checkDeletes(doc, ds, reach)
  let needsOwnRow = false
  if (!isPlainTyping(doc, structs)) {
    checkOrder(doc, structs)
    const find = finderOf(doc, structs)
    const placeOf = placeFinderOf(doc, find)
    for (const struct of structs) if (struct instanceof Y.Item) checkPlace(struct, placeOf, ds)
    checkDepth(structs, placeOf, rules.maxDepth)
    // Whoever heals a server sends what many people wrote at once: that may be a lot to put in order.
    const work = workOf(doc, structs, find, rules.owners === null ? Infinity : mostSteps)
    if (work.steps > mostSteps && rules.owners !== null) tooMuch()
    needsOwnRow = !work.isOrdered
  }
  if (movesOf(doc, ds.clients) > mostMoves) tooMuch()
  return { update, claims, deletesOnly: structs.length === 0, isNew: isSorted && structs.length > 0, needsOwnRow }
}

type DeleteSet = ReturnType<typeof Y.decodeUpdate>['ds']
/** The item that an id is part of; null if it is collected, or not there. */
type Find = (id: Y.ID) => Y.Item | null
type PlaceOf = (item: Y.Item | Y.ID) => Place | null
type Structs = readonly (Y.Item | Y.GC | Y.Skip)[]

/** Yjs' decoder, of which something is left to ask when it is done. */
class RememberedDecoder extends Y.UpdateDecoderV1 {
  static last: RememberedDecoder | null = null
  private readonly clients = new Set<number>()

  constructor(decoder: decoding.Decoder) {
    super(decoder)
    RememberedDecoder.last = this
  }

  get isAtEnd(): boolean {
    return !decoding.hasContent(this.restDecoder)
  }

  /** Once for each client of the update. Of two parts of one client Yjs decodes both, and applies the second alone. */
  override readClient(): number {
    const client = super.readClient()
    if (this.clients.has(client)) throw new Error('a client twice')
    this.clients.add(client)
    return client
  }
}

function decode(update: Uint8Array): { structs: Structs; ds: DeleteSet } {
  let decoded: { structs: Structs; ds: DeleteSet }
  try {
    decoded = Y.decodeUpdateV2(update, RememberedDecoder)
  } catch {
    // Not why: the error of a JSON parser quotes what somebody wrote, and this ends in a log.
    throw new Refused('malformed', 'not a Yjs update')
  }
  if (RememberedDecoder.last?.isAtEnd === false) throw new Refused('malformed', 'bytes after the update')
  return decoded
}

interface NewParts {
  readonly update: Uint8Array
  readonly structs: Structs
  readonly ds: DeleteSet
  /** Up to which clock each client of the update would be known. */
  readonly reach: ReadonlyMap<number, number>
  /** Its clients come as Yjs writes them. */
  readonly isSorted: boolean
}

/**
 * The update without what is known. Yjs does not add that again, but it looks up its neighbours first, and splits whatever they are in the
 * middle of: an emoji, if somebody wants to.
 */
function readNew(doc: Y.Doc, received: Uint8Array, maxClock: number): NewParts {
  const { structs, ds } = decode(received)
  const reach = new Map<number, number>()
  const known = new Map<number, number>()
  let isSorted = true
  let before = Infinity
  for (const struct of structs) {
    const { client, clock } = struct.id
    // Merging relies on the highest client being first, and loses what is written in another order.
    if (client > before) isSorted = false
    before = client
    const end = clock + struct.length
    if (!Number.isSafeInteger(client) || client < 0 || client > 0xffffffff)
      throw new Refused('malformed', 'client id out of range')
    if (!Number.isSafeInteger(end) || end > maxClock) throw new Refused('clock', 'clock out of range')
    if (struct.length <= 0) throw new Refused('malformed', 'a part without length')
    if (struct instanceof Y.Skip) throw new Refused('gap', 'the update skips a part')
    const reached = reach.get(client) ?? Y.getState(doc.store, client)
    if (clock > reached) throw new Refused('gap', 'the update begins after what is known')
    if (clock < reached) known.set(client, reached)
    reach.set(client, Math.max(reached, end))
  }
  if (known.size === 0) return { update: received, structs, ds, reach, isSorted }
  const update = Y.diffUpdate(received, Y.encodeStateVector(known))
  return { update, ...decode(update), reach, isSorted }
}

function checkOwners(structs: Structs, { owner, owners, presentUnder, maxClientIds }: Rules): ClientClaim[] {
  if (owners === null) return []
  const claims = new Map<number, ClientClaim>()
  let checked = -1
  for (const struct of structs) {
    const { client } = struct.id
    if (client === checked) continue
    const claimed = owners.get(client)
    if ((claimed ?? presentUnder(client) ?? owner) !== owner)
      throw new Refused('not-owner', 'the client id belongs to somebody else')
    if (claimed === undefined) claims.set(client, { clientId: client, owner })
    checked = client
  }
  if (claims.size > 0) {
    let count = claims.size
    for (const each of owners.values()) if (each === owner) count += 1
    if (count > maxClientIds) throw new Refused('clients', 'too many client ids')
  }
  return [...claims.values()]
}

function checkItem(item: Y.Item, isThere: (id: Y.ID | null) => boolean, { roots, maxDepth }: Rules): void {
  if (!isThere(item.origin) || !isThere(item.rightOrigin)) throw new Refused('gap', 'a neighbour is missing')
  const parent: unknown = item.parent
  if (parent instanceof Y.ID && !isThere(parent)) throw new Refused('gap', 'the parent is missing')
  if (typeof parent === 'string' && roots !== null && !roots.has(parent))
    throw new Refused('root', 'the document has no such part')
  if (item.content instanceof Y.ContentDoc) throw new Refused('subdocument', 'documents inside of documents are not kept')
  // A value that can just be read may be too deep to be written again from a fuller stack: nobody could join any more.
  for (const value of valuesOf(item.content)) if (isDeeper(value, maxDepth)) throw new Refused('depth', 'nested too deeply')
}

function tooMuch(): never {
  throw new Refused('costly', 'more work than what it says is worth')
}

/**
 * A few structs, each between what are neighbours in the document or right of the one before: nearly all that people send, and told by looking
 * once. There is nothing to find out about their places, and they are no work.
 */
function isPlainTyping(doc: Y.Doc, structs: Structs): boolean {
  if (structs.length > mostTyped) return false
  let before: Structs[number] | undefined
  for (const struct of structs) {
    if (!(struct instanceof Y.Item) || isMaker(struct)) return false
    const { origin: left, rightOrigin: right } = struct
    if (left === null) return false
    const continues = before instanceof Y.Item && Y.compareIDs(left, before.lastId) && Y.compareIDs(right, before.rightOrigin)
    if (!continues && !isBesideInDocument(doc, left, right)) return false
    before = struct
  }
  return true
}

const mostTyped = 8

/** Whether these two stand side by side in a list, or `left` at its end. */
export function isBesideInDocument(doc: Y.Doc, left: Y.ID, right: Y.ID | null): boolean {
  if (left.clock >= Y.getState(doc.store, left.client)) return false
  const item: unknown = Y.getItem(doc.store, left)
  if (!(item instanceof Y.Item) || item.parentSub !== null) return false
  if (left.clock < item.id.clock + item.length - 1)
    return right !== null && right.client === left.client && right.clock === left.clock + 1
  return Y.compareIDs(item.right?.id ?? null, right)
}

/** That each struct's neighbours and parent come before it: of a circle Yjs applies nothing, or a part. Costs a step per struct. */
function checkOrder(doc: Y.Doc, structs: Structs): void {
  let refersAhead = false
  for (const struct of structs) {
    for (const { client, clock } of referencesOf(struct)) {
      if (client === struct.id.client) {
        if (clock >= struct.id.clock) throw new Refused('malformed', 'a part stands beside itself')
      } else if (clock >= Y.getState(doc.store, client)) {
        refersAhead = true
      }
    }
  }
  if (refersAhead) checkAcyclic(doc, structs)
}

/** As Yjs integrates: each client's structs in turn, and before one of them those of another client that it needs. */
function checkAcyclic(doc: Y.Doc, structs: Structs): void {
  const queues = new Map<number, { readonly structs: Structs[number][]; next: number; isEntered: boolean }>()
  for (const struct of structs) {
    const queue = queues.get(struct.id.client)
    if (queue) queue.structs.push(struct)
    else queues.set(struct.id.client, { structs: [struct], next: 0, isEntered: false })
  }
  const reached = (client: number): number => {
    const queue = queues.get(client)
    const last = queue?.structs[queue.next - 1]
    return Math.max(last ? last.id.clock + last.length : 0, Y.getState(doc.store, client))
  }
  for (const [first] of queues) {
    const stack = [first]
    for (let client = stack.at(-1); client !== undefined; client = stack.at(-1)) {
      const queue = queues.get(client)
      const struct = queue?.structs[queue.next]
      const missing = struct && referencesOf(struct).find((id) => id.client !== client && id.clock >= reached(id.client))
      if (queue === undefined || struct === undefined) {
        // Asked for by another, which would ask again for ever.
        if (stack.length > 1) throw new Refused('malformed', 'a part that waits for what does not come')
        stack.pop()
      } else if (missing === undefined) {
        queue.next += 1
        // Whoever waits for this one may go on now; nobody has to wait for the rest of it.
        queue.isEntered = false
        if (stack.length > 1) stack.pop()
      } else {
        queue.isEntered = true
        const needed = queues.get(missing.client)
        if (needed === undefined || needed.isEntered) throw new Refused('malformed', 'parts that wait for each other')
        stack.push(missing.client)
      }
    }
  }
}

const noReferences: readonly Y.ID[] = []

function referencesOf(struct: Structs[number]): readonly Y.ID[] {
  if (!(struct instanceof Y.Item)) return noReferences
  const parent: unknown = struct.parent
  const { origin, rightOrigin } = struct
  if (parent instanceof Y.ID) return [parent]
  if (origin !== null) return rightOrigin === null ? [origin] : [origin, rightOrigin]
  return rightOrigin === null ? noReferences : [rightOrigin]
}

/**
 * That it stands between neighbours of one list, or under one key. Between two lists Yjs puts it somewhere, and elsewhere where the edits come
 * in another order or merged: people would see different things.
 */
function checkPlace(item: Y.Item, placeOf: PlaceOf, deleted: DeleteSet): void {
  if (item.origin !== null && item.rightOrigin !== null) {
    const [left, right] = [placeOf(item.origin), placeOf(item.rightOrigin)]
    // Of a list that was deleted and forgotten nothing is left, on either side.
    if (left?.within !== right?.within || left?.key !== right?.key)
      throw new Refused('malformed', 'neighbours in different places')
  }
  // The newest value of a key stands last; only the hostile write one that is older than what they have seen.
  if (item.rightOrigin !== null && placeOf(item)?.key != null) throw new Refused('malformed', 'a value before the newest')
  // A key has one value. Of several, what comes between them leaves one behind that is neither deleted nor the newest: Yjs throws when the map
  // is deleted one day. Old values that are deleted may have become one.
  const isSeveral = item.length > 1 && !(item.content instanceof Y.ContentDeleted)
  if (isSeveral && placeOf(item)?.key != null && !isDeletedBy(deleted, item))
    throw new Refused('malformed', 'several values for a key')
}

function isDeletedBy({ clients }: DeleteSet, { id, length }: Y.Item): boolean {
  const ranges = clients.get(id.client) ?? []
  return ranges.some(({ clock, len }) => clock <= id.clock && id.clock + length <= clock + len)
}

function valuesOf(content: Y.Item['content']): readonly unknown[] {
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) return content.arr
  if (content instanceof Y.ContentEmbed) return [content.embed]
  if (content instanceof Y.ContentFormat) return [content.value]
  return noValues
}

const noValues: readonly unknown[] = []

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return false
  // Decoding `__proto__` sets the prototype, and encoding loses it: who joins later would read something else.
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype)
    throw new Refused('malformed', 'a value with a prototype')
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1))
}

function isMaker(struct: Structs[number]): struct is Y.Item {
  return struct instanceof Y.Item && struct.content instanceof Y.ContentType
}

/** Nesting of the shared types that the update makes. Costs a step per struct. */
function checkDepth(structs: Structs, placeOf: PlaceOf, maxDepth: number): void {
  const known = new Map<Y.Item, number>()
  for (const made of structs) {
    if (!isMaker(made)) continue
    const path: Y.Item[] = []
    let at: Y.Item | null = made
    let depth = 0
    while (at !== null && path.length <= maxDepth + 1) {
      const before = known.get(at)
      if (before !== undefined) {
        depth = before
        break
      }
      path.push(at)
      const within: Place['within'] | undefined = placeOf(at)?.within
      at = within instanceof Y.Item ? within : null
    }
    if (depth + path.length > maxDepth) throw new Refused('depth', 'nested too deeply')
    path.reverse().forEach((item, index) => known.set(item, depth + index + 1))
  }
}

/** Where an item stands: within the type that an item made, or a root by its name; in a list, or under a key. */
interface Place {
  readonly within: Y.Item | string
  readonly key: string | null
}

/**
 * Finds where an item stands; null if that was deleted and forgotten. An item without a parent of its own stands beside its neighbour, and that
 * one beside its own, for as long as the longest list: so each is walked past once only.
 */
function placeFinderOf(doc: Y.Doc, find: Find): PlaceOf {
  const found = new Map<Y.Item, Place | null>()
  const rootNames = new Map<unknown, string>()
  const rootName = (type: unknown): string => {
    if (rootNames.size === 0) for (const [name, root] of doc.share) rootNames.set(root, name)
    return rootNames.get(type) ?? ''
  }
  const ownPlace = (item: Y.Item): Place | null | undefined => {
    const parent: unknown = item.parent
    const key = item.parentSub
    if (typeof parent === 'string') return { within: parent, key }
    if (parent instanceof Y.AbstractType) return { within: parent._item ?? rootName(parent), key }
    if (!(parent instanceof Y.ID)) return undefined
    const within = find(parent)
    return within && { within, key }
  }
  return (asked) => {
    const beside: Y.Item[] = []
    let at = asked instanceof Y.ID ? find(asked) : asked
    let place: Place | null | undefined
    while (at !== null && place === undefined) {
      place = found.has(at) ? found.get(at) : ownPlace(at)
      if (place !== undefined) break
      beside.push(at)
      const neighbour: Y.ID | null = at.origin ?? at.rightOrigin
      at = neighbour === null ? null : find(neighbour)
    }
    for (const each of beside) found.set(each, place ?? null)
    return place ?? null
  }
}

function finderOf(doc: Y.Doc, structs: Structs): Find {
  let byClient: Map<number, Y.Item[]> | null = null
  const grouped = (): Map<number, Y.Item[]> => {
    const lists = new Map<number, Y.Item[]>()
    for (const struct of structs) {
      if (!(struct instanceof Y.Item)) continue
      const list = lists.get(struct.id.client)
      if (list) list.push(struct)
      else lists.set(struct.id.client, [struct])
    }
    return lists
  }
  return (id) => {
    const list = (byClient ??= grouped()).get(id.client) ?? []
    let low = 0
    let high = list.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const item = list[middle]
      if (item === undefined) break
      if (id.clock < item.id.clock) high = middle - 1
      else if (id.clock >= item.id.clock + item.length) low = middle + 1
      else return item
    }
    if (id.clock >= Y.getState(doc.store, id.client)) return null
    const item: unknown = Y.getItem(doc.store, id)
    return item instanceof Y.Item ? item : null
  }
}

function checkDeletes(doc: Y.Doc, ds: DeleteSet, reach: ReadonlyMap<number, number>): void {
  for (const [client, ranges] of ds.clients) {
    const known = reach.get(client) ?? Y.getState(doc.store, client)
    for (const { clock, len } of ranges) {
      if (len <= 0) throw new Refused('malformed', 'a deletion of nothing')
      if (clock + len > known) throw new Refused('gap', 'it deletes what is not known')
    }
  }
}
