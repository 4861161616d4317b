import * as Y from 'yjs'

/**
 * A document's committed state as bytes, ready for whoever joins (SPEC.md, rule J3): encoded once, and the committed updates since. A meeting
 * that begins makes a hundred joins of one encoding; somebody typing meanwhile adds small frames to it instead of throwing it away.
 */
export class FullState {
  private base: Uint8Array | null = null
  private tail: Uint8Array[] = []
  private tailBytes = 0

  /** A committed update. */
  add(update: Uint8Array): void {
    if (this.base === null) return
    this.tail.push(update)
    this.tailBytes += update.length
    if (this.tail.length > 64 || this.tailBytes > 64 * 1024 + this.base.length / 4) this.forget()
  }

  forget(): void {
    this.base = null
    this.tail = []
    this.tailBytes = 0
  }

  /** Bytes that together are the whole state, the base first; null if it has to be encoded anew. */
  parts(): readonly Uint8Array[] | null {
    return this.base === null ? null : [this.base, ...this.tail]
  }

  /** Encodes `doc`, which must hold nothing that is not committed. */
  encode(doc: Y.Doc): readonly Uint8Array[] {
    this.forget()
    this.base = Y.encodeStateAsUpdate(doc)
    return [this.base]
  }
}
