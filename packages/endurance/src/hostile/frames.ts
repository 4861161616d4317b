import * as encoding from 'lib0/encoding'
import type * as Y from 'yjs'
import type { Random } from '../random.ts'

/** Bytes that no honest client sends, named after what they try. */
export interface Attack {
  readonly tries: string
  /** A websocket message. */
  make(random: Random, honest: Honest): Uint8Array
}

/** What an attacker can see of a document: everything. */
export interface Honest {
  readonly doc: Y.Doc
  /** A root of each type that the document has. */
  readonly roots: { readonly text: string; readonly list: string; readonly map: string; readonly rich: string }
}

export const bytesOf = (write: (encoder: encoding.Encoder) => void): Uint8Array => encoding.encode(write)

export function frameOf(type: number, kind: number | null, payload: Uint8Array): Uint8Array {
  return bytesOf((encoder) => {
    encoding.writeVarUint(encoder, type)
    if (kind !== null) encoding.writeVarUint(encoder, kind)
    encoding.writeVarUint8Array(encoder, payload)
  })
}

export const updateOf = (update: Uint8Array) => frameOf(0, 2, update)
