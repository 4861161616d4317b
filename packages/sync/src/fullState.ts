import * as Y from 'yjs'
import { type Outgoing, step2Message, updateMessage } from './outgoing.ts'

/**
 * A document's committed state as messages, ready for whoever joins (SPEC.md, rule J3): encoded once, and the committed updates since. A
 * meeting that begins makes a hundred joins of one encoding; somebody typing meanwhile adds to it instead of throwing it away.
 */
export class FullState {
  /** For who has nothing: everything. */
  private whole: Base | null = null
  /** For who has at least `reach`: what was deleted, which a state vector does not tell. */
  private recent: { readonly base: Base; readonly reach: ReadonlyMap<number, number> } | null = null

  /** A committed update. */
  add(update: Uint8Array): void {
    if (this.whole && !this.whole.add(update)) this.whole = null
    if (this.recent && !this.recent.base.add(update)) this.recent = null
  }

  forget(): void {
    this.whole = null
    this.recent = null
  }

  /** What a client with this state vector lacks, and perhaps more; null if it has to be encoded. An empty one is of who has nothing. */
  messagesFor(known: ReadonlyMap<number, number>): readonly Outgoing[] | null {
    if (known.size === 0) return this.whole?.messages() ?? null
    if (this.recent === null) return null
    for (const [client, clock] of this.recent.reach) if ((known.get(client) ?? 0) < clock) return null
    return this.recent.base.messages()
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
    if (this.recent === null) {
      const reach = Y.encodeStateVector(doc)
      this.recent = { base: new Base(Y.encodeStateAsUpdate(doc, reach)), reach: Y.decodeStateVector(reach) }
    }
    return this.messagesFor(known) ?? [step2Message(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(new Map(known))))]
  }
}

/** More than this are merged before they are sent: who joins should not get a message for each letter. */
const mostTailMessages = 32

class Base {
  private readonly message: Outgoing
  private readonly mostTailBytes: number
  private tail: Uint8Array[] = []
  private tailBytes = 0
  /** The tail as messages, made when somebody asks. */
  private tailMessages: readonly Outgoing[] | null = null

  constructor(update: Uint8Array) {
    this.message = step2Message(update)
    this.mostTailBytes = 64 * 1024 + update.length / 4
  }

  messages(): readonly Outgoing[] {
    if (this.tail.length > mostTailMessages) this.tail = [Y.mergeUpdates(this.tail)]
    this.tailMessages ??= this.tail.map(updateMessage)
    return [this.message, ...this.tailMessages]
  }

  /** False if it has grown so much that encoding anew is better. */
  add(update: Uint8Array): boolean {
    this.tail.push(update)
    this.tailBytes += update.length
    this.tailMessages = null
    return this.tailBytes <= this.mostTailBytes
  }
}
