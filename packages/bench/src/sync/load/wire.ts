import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/**
 * How a server wants the messages of the Yjs protocols. y-websocket's wire has them bare; Hocuspocus puts the document's name before each, and
 * wants to be told who one is first.
 */
export interface Wire {
  /** Messages that come before all others. */
  hello(document: string): readonly Uint8Array[]
  wrap(document: string, message: Uint8Array): Uint8Array
  /** Where in the bytes of a frame the message of the Yjs protocols begins. */
  skip(bytes: Uint8Array, from: number): number
}

export const yWebsocketWire: Wire = {
  hello: () => [],
  wrap: (_document, message) => message,
  skip: (_bytes, from) => from,
}

export function step1Message(stateVector: Uint8Array): Uint8Array {
  return syncMessage(0, stateVector)
}

export function step2Message(update: Uint8Array): Uint8Array {
  return syncMessage(1, update)
}

export function updateMessage(update: Uint8Array): Uint8Array {
  return syncMessage(2, update)
}

export function awarenessMessage(clientId: number, clock: number, state: unknown): Uint8Array {
  const update = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint(encoder, clientId)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, JSON.stringify(state))
  })
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint8Array(encoder, update)
  })
}

function syncMessage(kind: number, payload: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarUint(encoder, kind)
    encoding.writeVarUint8Array(encoder, payload)
  })
}

/** The states in an awareness update, with whose each is. */
export function readAwareness(bytes: Uint8Array): { clientId: number; state: string }[] {
  const decoder = decoding.createDecoder(bytes)
  return Array.from({ length: decoding.readVarUint(decoder) }, () => {
    const clientId = decoding.readVarUint(decoder)
    decoding.readVarUint(decoder)
    return { clientId, state: decoding.readVarString(decoder) }
  })
}
