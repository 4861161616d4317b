import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

/**
 * Updates by hand (encoding V1 of yjs 13), for what Yjs itself would never write. An update is made of sections of structs, each section of one
 * client from one clock on, and of a delete set.
 */

/** Writes a part of an update. */
export type Write = (encoder: encoding.Encoder) => void

const bytesOf = (write: Write): Uint8Array => encoding.encode(write)

export function handmade(
  sections: readonly { client: number; clock: number; structs: readonly Write[] }[],
  deletes: readonly { client: number; ranges: readonly (readonly [clock: number, length: number])[] }[] = [],
): Uint8Array {
  return bytesOf((encoder) => {
    encoding.writeVarUint(encoder, sections.length)
    for (const { client, clock, structs } of sections) {
      for (const each of [structs.length, client, clock]) encoding.writeVarUint(encoder, each)
      for (const write of structs) write(encoder)
    }
    encoding.writeVarUint(encoder, deletes.length)
    for (const { client, ranges } of deletes) {
      for (const each of [client, ranges.length]) encoding.writeVarUint(encoder, each)
      for (const [clock, length] of ranges) for (const each of [clock, length]) encoding.writeVarUint(encoder, each)
    }
  })
}

type At =
  | { readonly root: string; readonly key?: string }
  | { readonly inside: Y.ID; readonly key?: string }
  | { readonly after: Y.ID | null; readonly before: Y.ID | null }

/** `content` is the number of its kind (Yjs: `contentRefs`) and what follows it. */
export function item(at: At, content: number, write: Write): Write {
  return (encoder) => {
    const id = ({ client, clock }: Y.ID) => {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
    }
    if ('after' in at) {
      encoding.writeUint8(encoder, content | (at.after ? 0x80 : 0) | (at.before ? 0x40 : 0))
      if (at.after) id(at.after)
      if (at.before) id(at.before)
    } else {
      encoding.writeUint8(encoder, content | (at.key === undefined ? 0 : 0x20))
      encoding.writeVarUint(encoder, 'root' in at ? 1 : 0)
      if ('root' in at) encoding.writeVarString(encoder, at.root)
      else id(at.inside)
      if (at.key !== undefined) encoding.writeVarString(encoder, at.key)
    }
    write(encoder)
  }
}

export const contents = { deleted: 1, json: 2, binary: 3, string: 4, embed: 5, format: 6, type: 7, any: 8, doc: 9 } as const

export const string =
  (words: string): Write =>
  (encoder) =>
    encoding.writeVarString(encoder, words)

/** Values as lib0 writes them, one by one. */
export const values =
  (...writes: readonly Write[]): Write =>
  (encoder) => {
    encoding.writeVarUint(encoder, writes.length)
    for (const write of writes) write(encoder)
  }

export const any =
  (value: unknown): Write =>
  (encoder) =>
    encoding.writeAny(encoder, value as Parameters<typeof encoding.writeAny>[1])

export const collected =
  (info: 0 | 10, length: number): Write =>
  (encoder) => {
    encoding.writeUint8(encoder, info)
    encoding.writeVarUint(encoder, length)
  }

/** 0 list, 1 map, 2 text, 3 element, 4 fragment, 5 hook, 6 xml text. */
export const sharedType =
  (type: number, name?: string): Write =>
  (encoder) => {
    encoding.writeVarUint(encoder, type)
    if (name !== undefined) encoding.writeVarString(encoder, name)
  }
