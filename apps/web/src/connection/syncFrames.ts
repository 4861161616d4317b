import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

export const syncFrame = 0
/** Frame types beside y-websocket's own (packages/sync/SPEC.md, W2). */
export const savedFrame = 121
export const noticeFrame = 122
const barrierFrame = 120

export function encodeBarrier(token: number): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, barrierFrame)
  encoding.writeVarUint(encoder, token)
  return encoding.toUint8Array(encoder)
}

/** Whether a sync message, read from here, asks for what the server lacks (step 1). Leaves the decoder where it was. */
export function isQuestion(decoder: decoding.Decoder): boolean {
  return decoding.peekVarUint(decoder) === 0
}

interface Notice {
  readonly kind: string
  readonly message: string
  readonly comeBackWithinMs: number | null
}

export function parseNotice(text: string): Notice | null {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || !('kind' in value) || typeof value.kind !== 'string') return null
    return {
      kind: value.kind,
      message: 'message' in value && typeof value.message === 'string' ? value.message : '',
      comeBackWithinMs: 'comeBackWithinMs' in value && typeof value.comeBackWithinMs === 'number' ? value.comeBackWithinMs : null,
    }
  } catch {
    return null // a newer server's notice that this app doesn't know
  }
}
