import * as Y from 'yjs'
import { mergeUpdates } from './mergeUpdates.ts'
import { type Outgoing, step2Message, updateMessage } from './outgoing.ts'

/**
 * A document's committed state as messages, ready for whoever joins (SPEC.md, rule J3): encoded once, and the committed updates since. A
 * meeting that begins makes a hundred joins of one encoding; somebody typing meanwhile adds to it instead of throwing it away.
 */
export class FullState {
  /** For who has nothing: everything. */
  private whole: Base | null = null
  /** For who had all of it: what was deleted, which a state vector does not tell. */
  private current: Reached | null = null
  /** For who lacks a little, as whoever asked first did: after a restart all lack the same. */
  private behind: Reached | null = null

  /** A committed update. */
  add(update: Uint8Array): void {
    if (this.whole && !this.whole.add(update)) this.whole = null
    if (this.current && !this.current.base.add(update)) this.current = null
    if (this.behind && !this.behind.base.add(update)) this.behind = null
  }

  forget(): void {
    this.whole = null
    this.current = null
    this.behind = null
  }

  /** What a client with this state vector lacks, and perhaps more; null if it has to be encoded. An empty one is of who has nothing. */
  messagesFor(known: ReadonlyMap<number, number>): readonly Outgoing[] | null {
    if (known.size === 0) return this.whole?.messages() ?? null
    const fitting = [this.current, this.behind].find((reached) => reached !== null && hasReached(known, reached.reach))
    return fitting?.base.messages() ?? null
  }

  /** Takes over stored bytes that are the whole state. */
  use(state: Uint8Array): void {
    this.whole = new Base(state)
  }

  /** Encodes it for a client with this state vector. `doc` must hold nothing that is not committed. */
  encode(doc: Y.Doc, known: ReadonlyMap<number, number>): readonly Outgoing[] {
    if (known.size === 0) {
      this.whole = new Base(Y.encodeStateAsUpdate(doc))
      return this.whole.messages()
    }
    if (this.current === null) {
      const reach = Y.encodeStateVector(doc)
      this.current = { base: new Base(Y.encodeStateAsUpdate(doc, reach)), reach: Y.decodeStateVector(reach) }
    }
    if (hasReached(known, this.current.reach)) return this.current.base.messages()
    const base = new Base(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(new Map(known))))
    if (base.bytes <= this.current.base.bytes + mostBehindBytes) this.behind = { base, reach: known }
    return base.messages()
  }
}

interface Reached {
  readonly base: Base
  readonly reach: ReadonlyMap<number, number>
}

/** What people who lack less are sent too much, so that nothing has to be encoded for them. */
const mostBehindBytes = 16 * 1024

function hasReached(known: ReadonlyMap<number, number>, reach: ReadonlyMap<number, number>): boolean {
  for (const [client, clock] of reach) if ((known.get(client) ?? 0) < clock) return false
  return true
}

class Base {
  readonly bytes: number
  private readonly alone: Outgoing
  private readonly mostTailBytes: number
  private tail = new Tail()
  /** With what came since, made when somebody asks. */
  private first: Outgoing | null = null
  private rest: Outgoing | null = null

  constructor(update: Uint8Array) {
    this.bytes = update.length
    this.alone = step2Message(update)
    this.mostTailBytes = 16 * 1024 + update.length / 4
  }

  /** The step 2 comes last: a client takes it for the end of the answer. */
  messages(): readonly Outgoing[] {
    const since = this.tail.merged()
    if (since === null) return [this.alone]
    this.first ??= updateMessage(this.alone.message.subarray(-this.bytes))
    this.rest ??= step2Message(since)
    return [this.first, this.rest]
  }

  /** False if it has grown so much that encoding anew is better. */
  add(update: Uint8Array): boolean {
    this.rest = null
    return this.tail.add(update) <= this.mostTailBytes
  }
}

/** Updates behind one another in one buffer: thousands of small objects that live for long would be a burden on every collection of garbage. */
class Tail {
  private bytes = new Uint8Array(256)
  private ends: number[] = []

  private get length(): number {
    return this.ends.at(-1) ?? 0
  }

  /** How many bytes there are then. */
  add(update: Uint8Array): number {
    const { length } = this
    const needed = length + update.length
    if (needed > this.bytes.length) {
      const larger = new Uint8Array(Math.max(needed, 2 * this.bytes.length))
      larger.set(this.bytes)
      this.bytes = larger
    }
    this.bytes.set(update, length)
    this.ends.push(needed)
    return needed
  }

  /** All of them as one, which they are from then on. */
  merged(): Uint8Array | null {
    if (this.ends.length === 0) return null
    if (this.ends.length > 1) {
      const merged = mergeUpdates(this.ends.map((end, index) => this.bytes.subarray(this.ends[index - 1] ?? 0, end)))
      this.bytes = new Uint8Array(merged)
      this.ends = [merged.length]
    }
    return this.bytes.subarray(0, this.length)
  }
}
