import * as encoding from 'lib0/encoding'

/** Frames as clients send them (SPEC.md, rule W1). The server makes its own together with their websocket headers, in outgoing.ts. */

export const step1Frame = (stateVector: Uint8Array): Uint8Array => frameOf([0, 0], stateVector)
export const step2Frame = (update: Uint8Array): Uint8Array => frameOf([0, 1], update)
export const updateFrame = (update: Uint8Array): Uint8Array => frameOf([0, 2], update)
export const awarenessFrame = (update: Uint8Array): Uint8Array => frameOf([1], update)

function frameOf(types: readonly number[], payload: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    for (const type of types) encoding.writeVarUint(encoder, type)
    encoding.writeVarUint8Array(encoder, payload)
  })
}
