import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import type { ClientClaim } from './ports.ts'

/**
 * What an update would do to a document, found out before it touches it (SPEC.md, rules C4 to C9). Yjs itself takes anything: a gap makes it
 * keep the update aside for ever, structs under somebody else's client id make that person's own edits vanish, and malformed bytes can be
 * applied in part. So whatever is not plainly a next edit of its sender is refused here.
 */
export interface InspectedUpdate {
  /** Client ids in it that nobody owned before. */
  readonly claims: readonly ClientClaim[]
  /** Only deletes. */
  readonly deletesOnly: boolean
  /** Brings nothing that the document does not have, except perhaps deletions. */
  readonly isKnown: boolean
  /** Brings nothing but what the document does not have: these very bytes are what it adds. */
  readonly isNew: boolean
}

export class Refused extends Error {
  readonly kind: 'malformed' | 'gap' | 'not-owner' | 'clients' | 'root' | 'depth' | 'clock' | 'subdocument'

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
export function inspectUpdate(doc: Y.Doc, update: Uint8Array, rules: Rules): InspectedUpdate {
  const { structs, ds } = decode(update)
  const { reach, isNew } = reachOf(doc, structs, rules.maxClock)
  const claims = checkOwners(doc, structs, rules)
  const fresh = isNew
    ? structs
    : structs.filter((struct) => struct.id.clock + struct.length > Y.getState(doc.store, struct.id.client))
  const isThere = (id: Y.ID | null): boolean =>
    id === null || id.clock < (reach.get(id.client) ?? Y.getState(doc.store, id.client))
  for (const struct of fresh) if (struct instanceof Y.Item) checkItem(struct, isThere, rules)
  checkDepth(doc, fresh, rules.maxDepth)
  checkDeletes(doc, ds, reach)
  return { claims, deletesOnly: structs.length === 0, isKnown: fresh.length === 0, isNew: isNew && structs.length > 0 }
}

type DeleteSet = ReturnType<typeof Y.decodeUpdate>['ds']
type Structs = readonly (Y.Item | Y.GC | Y.Skip)[]

/** Yjs' decoder, of which something is left to ask when it is done. */
class RememberedDecoder extends Y.UpdateDecoderV1 {
  static last: decoding.Decoder | null = null

  constructor(decoder: decoding.Decoder) {
    super(decoder)
    RememberedDecoder.last = decoder
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
  if (RememberedDecoder.last !== null && decoding.hasContent(RememberedDecoder.last))
    throw new Refused('malformed', 'bytes after the update')
  return decoded
}

/** Up to which clock each client of the update would be known; refuses gaps and clocks beyond all use. */
function reachOf(doc: Y.Doc, structs: Structs, maxClock: number): { reach: ReadonlyMap<number, number>; isNew: boolean } {
  const reach = new Map<number, number>()
  let isNew = true
  for (const struct of structs) {
    const { client, clock } = struct.id
    const end = clock + struct.length
    if (!Number.isSafeInteger(client) || client < 0 || client > 0xffffffff)
      throw new Refused('malformed', 'client id out of range')
    if (!Number.isSafeInteger(end) || end > maxClock) throw new Refused('clock', 'clock out of range')
    if (struct instanceof Y.Skip || struct.length <= 0) throw new Refused('gap', 'the update skips a part')
    const known = reach.get(client) ?? Y.getState(doc.store, client)
    if (clock > known) throw new Refused('gap', 'the update begins after what is known')
    if (clock < known) isNew = false
    reach.set(client, Math.max(known, end))
  }
  return { reach, isNew }
}

function checkOwners(doc: Y.Doc, structs: Structs, { owner, owners, presentUnder, maxClientIds }: Rules): ClientClaim[] {
  if (owners === null) return []
  const claims = new Map<number, ClientClaim>()
  let checked = -1
  for (const struct of structs) {
    const { client, clock } = struct.id
    if (client === checked) continue
    // What is known already may be sent by anybody: a client that answers with its whole state sends everyone's words back.
    if (clock + struct.length <= Y.getState(doc.store, client)) continue
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

function valuesOf(content: Y.Item['content']): readonly unknown[] {
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) return content.arr
  if (content instanceof Y.ContentEmbed) return [content.embed]
  if (content instanceof Y.ContentFormat) return [content.value]
  return noValues
}

const noValues: readonly unknown[] = []

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return false
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1))
}

function isMaker(struct: Structs[number]): struct is Y.Item {
  return struct instanceof Y.Item && struct.content instanceof Y.ContentType
}

/** Nesting of the shared types that the update makes. Costs a step per struct. */
function checkDepth(doc: Y.Doc, structs: Structs, maxDepth: number): void {
  if (!structs.some(isMaker)) return
  const makes = structs.filter(isMaker)
  const parentOf = parentFinderOf(finderOf(doc, structs))
  const known = new Map<string, number>()
  for (const item of makes) {
    const path: string[] = []
    let at: Y.Item | null = item
    let depth = 0
    while (at !== null && path.length <= maxDepth + 1) {
      const key = `${at.id.client}:${at.id.clock}`
      const before = known.get(key)
      if (before !== undefined) {
        depth = before
        break
      }
      path.push(key)
      at = parentOf(at)
    }
    if (depth + path.length > maxDepth) throw new Refused('depth', 'nested too deeply')
    path.reverse().forEach((key, index) => known.set(key, depth + index + 1))
  }
}

/**
 * Finds the item that made the type that an item stands in; null at a root. An item without a parent of its own stands beside its neighbour,
 * and that one beside its own, for as long as the longest list: so each is walked past once only.
 */
function parentFinderOf(find: (id: Y.ID) => Y.Item | null): (item: Y.Item) => Y.Item | null {
  const found = new Map<Y.Item, Y.Item | null>()
  const ownParent = (item: Y.Item): Y.Item | null | undefined => {
    const parent: unknown = item.parent
    if (parent instanceof Y.ID) return find(parent)
    if (parent instanceof Y.AbstractType) return parent._item
    return typeof parent === 'string' ? null : undefined
  }
  return (item) => {
    const beside: Y.Item[] = []
    let at: Y.Item | null = item
    let parent: Y.Item | null | undefined
    while (at !== null && parent === undefined) {
      parent = found.has(at) ? found.get(at) : ownParent(at)
      if (parent !== undefined) break
      found.set(at, null) // a circle of neighbours, which applying will refuse, ends here
      beside.push(at)
      const neighbour: Y.ID | null = at.origin ?? at.rightOrigin
      at = neighbour === null ? null : find(neighbour)
    }
    for (const each of beside) found.set(each, parent ?? null)
    return parent ?? null
  }
}

function finderOf(doc: Y.Doc, structs: Structs): (id: Y.ID) => Y.Item | null {
  const byClient = new Map<number, Y.Item[]>()
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue
    const list = byClient.get(struct.id.client) ?? []
    list.push(struct)
    byClient.set(struct.id.client, list)
  }
  return (id) => {
    const list = byClient.get(id.client) ?? []
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
    for (const { clock, len } of ranges) if (clock + len > known) throw new Refused('gap', 'it deletes what is not known')
  }
}
