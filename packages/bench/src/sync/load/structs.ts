import * as Y from 'yjs'

/** Structs of one client: clocks `clock` to `clock + length`. */
export type OnStructs = (client: number, clock: number, length: number) => void

/**
 * Tells which structs the update in `bytes` from `from` to `to` holds, without making an object for any: the generator looks at millions.
 * It reads what typing makes (strings, and the ids beside them); for anything else it asks Yjs. Yjs' update format, version 1.
 */
export function readStructs(bytes: Uint8Array, from: number, to: number, onStructs: OnStructs): void {
  reader.bytes = bytes
  reader.at = from
  if (readTyping(onStructs)) return
  for (const { id, length } of Y.decodeUpdate(bytes.slice(from, to)).structs) onStructs(id.client, id.clock, length)
}

const reader: { bytes: Uint8Array; at: number } = { bytes: new Uint8Array(), at: 0 }

/** False if there is something else than text in it; what was told until then is told again by whoever reads it instead. */
function readTyping(onStructs: OnStructs): boolean {
  const clients = varUint()
  for (let index = 0; index < clients; index++) {
    const structs = varUint()
    const client = varUint()
    let clock = varUint()
    const start = clock
    for (let each = 0; each < structs; each++) {
      const length = stringStruct()
      if (length === 0) {
        if (clock > start) onStructs(client, start, clock - start)
        return false
      }
      clock += length
    }
    if (clock > start) onStructs(client, start, clock - start)
  }
  return true
}

/** The length of an item that is ASCII text; 0 for anything else. */
function stringStruct(): number {
  const info = reader.bytes[reader.at++] ?? 0
  if ((info & 0x1f) !== 4) return 0
  if (info & 0x80) skipId()
  if (info & 0x40) skipId()
  if ((info & 0xc0) === 0) {
    if (varUint() === 1) skipString()
    else skipId()
    if (info & 0x20) skipString()
  }
  return skipString()
}

function skipId(): void {
  varUint()
  varUint()
}

function skipString(): number {
  const length = varUint()
  reader.at += length
  return length
}

function varUint(): number {
  const { bytes } = reader
  let value = 0
  let factor = 1
  for (;;) {
    const byte = bytes[reader.at++] ?? 0
    value += (byte & 127) * factor
    if (byte < 128) return value
    factor *= 128
  }
}

/** The same for the wire around updates: reads one at `at`, and leaves in `end` where it ends. */
export function readVarUint(bytes: Uint8Array, at: number): number {
  reader.bytes = bytes
  reader.at = at
  return varUint()
}

export function endOfVarUint(): number {
  return reader.at
}
