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
}

export class Refused extends Error {
  readonly kind: 'malformed' | 'gap' | 'not-owner' | 'root' | 'depth' | 'clock' | 'subdocument'

  constructor(kind: Refused['kind'], message: string) {
    super(message)
    this.name = 'Refused'
    this.kind = kind
  }
}

interface Rules {
  readonly owner: string
  readonly owners: ReadonlyMap<number, string>
  readonly roots: ReadonlySet<string> | null
  readonly maxDepth: number
  readonly maxClock: number
}

/** Throws `Refused`; costs about a tenth of applying the update. */
export function inspectUpdate(doc: Y.Doc, update: Uint8Array, rules: Rules): InspectedUpdate {
  const { structs, ds } = decode(update)
  const reach = reachOf(doc, structs, rules.maxClock)
  const claims = checkOwners(doc, structs, rules)
  const fresh = structs.filter((struct) => struct.id.clock + struct.length > Y.getState(doc.store, struct.id.client))
  const isThere = (id: Y.ID | null): boolean =>
    id === null || id.clock < (reach.get(id.client) ?? Y.getState(doc.store, id.client))
  for (const struct of fresh) if (struct instanceof Y.Item) checkItem(struct, isThere, rules.roots)
  checkDepth(doc, fresh, rules.maxDepth)
  checkDeletes(doc, ds, reach)
  return { claims, deletesOnly: structs.length === 0, isKnown: fresh.length === 0 }
}

type DeleteSet = ReturnType<typeof Y.decodeUpdate>['ds']
type Structs = readonly (Y.Item | Y.GC | Y.Skip)[]

function decode(update: Uint8Array): { structs: Structs; ds: DeleteSet } {
  let rest: decoding.Decoder | null = null
  class CapturingDecoder extends Y.UpdateDecoderV1 {
    constructor(decoder: decoding.Decoder) {
      super(decoder)
      rest = decoder
    }
  }
  let decoded: { structs: Structs; ds: DeleteSet }
  try {
    decoded = Y.decodeUpdateV2(update, CapturingDecoder as unknown as typeof Y.UpdateDecoderV2)
  } catch (cause) {
    throw new Refused('malformed', `not a Yjs update: ${cause instanceof Error ? cause.message : String(cause)}`)
  }
  if (rest !== null && decoding.hasContent(rest)) throw new Refused('malformed', 'bytes after the update')
  return decoded
}

/** Up to which clock each client of the update would be known; refuses gaps and clocks beyond all use. */
function reachOf(doc: Y.Doc, structs: Structs, maxClock: number): ReadonlyMap<number, number> {
  const reach = new Map<number, number>()
  for (const struct of structs) {
    const { client, clock } = struct.id
    const end = clock + struct.length
    if (!Number.isSafeInteger(client) || client < 0 || client > 0xffffffff)
      throw new Refused('malformed', 'client id out of range')
    if (!Number.isSafeInteger(end) || end > maxClock) throw new Refused('clock', 'clock out of range')
    if (struct instanceof Y.Skip || struct.length <= 0) throw new Refused('gap', 'the update skips a part')
    const known = reach.get(client) ?? Y.getState(doc.store, client)
    if (clock > known) throw new Refused('gap', 'the update begins after what is known')
    reach.set(client, Math.max(known, end))
  }
  return reach
}

function checkOwners(doc: Y.Doc, structs: Structs, { owner, owners }: Rules): ClientClaim[] {
  const claims = new Map<number, ClientClaim>()
  for (const struct of structs) {
    const { client, clock } = struct.id
    // What is known already may be sent by anybody: a client that answers with its whole state sends everyone's words back.
    if (clock + struct.length <= Y.getState(doc.store, client)) continue
    const present = owners.get(client)
    if (present === undefined) claims.set(client, { clientId: client, owner })
    else if (present !== owner) throw new Refused('not-owner', 'the client id belongs to somebody else')
  }
  return [...claims.values()]
}

function checkItem(item: Y.Item, isThere: (id: Y.ID | null) => boolean, roots: ReadonlySet<string> | null): void {
  if (!isThere(item.origin) || !isThere(item.rightOrigin)) throw new Refused('gap', 'a neighbour is missing')
  const parent: unknown = item.parent
  if (parent instanceof Y.ID && !isThere(parent)) throw new Refused('gap', 'the parent is missing')
  if (typeof parent === 'string' && roots !== null && !roots.has(parent))
    throw new Refused('root', 'the document has no such part')
  if (item.content instanceof Y.ContentDoc) throw new Refused('subdocument', 'documents inside of documents are not kept')
}

/** Nesting of the shared types that the update makes. Costs one step per level and type. */
function checkDepth(doc: Y.Doc, structs: Structs, maxDepth: number): void {
  const makes = structs.filter((struct): struct is Y.Item => struct instanceof Y.Item && struct.content instanceof Y.ContentType)
  if (makes.length === 0) return
  const find = finderOf(doc, structs)
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
      at = parentOf(at, find)
    }
    if (depth + path.length > maxDepth) throw new Refused('depth', 'nested too deeply')
    path.reverse().forEach((key, index) => known.set(key, depth + index + 1))
  }
}

/** The item that made the type that `item` stands in; null at a root. An item without a parent of its own stands beside its neighbour. */
function parentOf(item: Y.Item, find: (id: Y.ID) => Y.Item | null): Y.Item | null {
  let beside: Y.Item | null = item
  for (let steps = 0; beside !== null && steps < 100_000; steps++) {
    const parent: unknown = beside.parent
    if (parent instanceof Y.ID) return find(parent)
    if (parent instanceof Y.AbstractType) return parent._item
    if (typeof parent === 'string') return null
    const neighbour: Y.ID | null = beside.origin ?? beside.rightOrigin
    beside = neighbour === null ? null : find(neighbour)
  }
  return null
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
