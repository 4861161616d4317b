import * as Y from 'yjs'
import { isBesideInDocument } from './inspectUpdate.ts'
import { Typed, type Typing } from './typing.ts'

/**
 * Letters that are let in and that the document is told of later (SPEC.md, rule S6), many in one transaction: to Yjs a transaction is most of what a letter costs.
 * Each must be certain to be taken in whole, so here is only what goes on where its client's last letter ended, or stands between what are
 * neighbours in the document as it is.
 */
export class TypedAhead {
  private readonly typed = new Typed()
  private edits = 0

  /** Enough for a transaction. */
  get isMuch(): boolean {
    return this.edits >= mostEdits || this.typed.length >= mostLetters
  }

  /** Whether it can be certain of this one. */
  fits(doc: Y.Doc, typing: Typing): boolean {
    if (this.typed.isContinuedBy(typing)) return true
    const known = this.typed.clockAfter(typing.client) ?? Y.getState(doc.store, typing.client)
    if (typing.clock !== known) return false
    const right = typing.rightClient === -1 ? null : Y.createID(typing.rightClient, typing.rightClock)
    return isBesideInDocument(doc, Y.createID(typing.leftClient, typing.leftClock), right)
  }

  add(typing: Typing): void {
    this.typed.add(typing)
    this.edits += 1
  }

  /** All of it as one update; null if there is nothing. */
  take(): Uint8Array | null {
    if (this.typed.isEmpty) return null
    const update = this.typed.encode()
    this.typed.clear()
    this.edits = 0
    return update
  }
}

const mostEdits = 64
const mostLetters = 16 * 1024
