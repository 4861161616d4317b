import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/** The frames of the wire (SPEC.md, rules W1 to W6). One protocol message a frame. */
export type Frame =
  | { readonly is: 'step1'; readonly stateVector: Uint8Array }
  | { readonly is: 'step2' | 'update'; readonly update: Uint8Array }
  | { readonly is: 'awareness'; readonly update: Uint8Array }
  | { readonly is: 'query-awareness' }
  | { readonly is: 'barrier'; readonly token: number }
  /** A type that this server does not know: another implementation's extension. */
  | { readonly is: 'unknown' }

const sync = 0
const awareness = 1
const queryAwareness = 3
const barrier = 120
const saved = 121
const notice = 122

/** Reads a frame; throws on bytes that are none, or that go on after the message. */
export function readFrame(bytes: Uint8Array): Frame {
  const decoder = decoding.createDecoder(bytes)
  const type = decoding.readVarUint(decoder)
  const frame = readBody(type, decoder)
  if (frame.is !== 'unknown' && decoding.hasContent(decoder)) throw new Error('bytes after the message')
  return frame
}

function readBody(type: number, decoder: decoding.Decoder): Frame {
  switch (type) {
    case sync: {
      const kind = decoding.readVarUint(decoder)
      const payload = decoding.readVarUint8Array(decoder)
      if (kind === 0) return { is: 'step1', stateVector: payload }
      if (kind === 1) return { is: 'step2', update: payload }
      if (kind === 2) return { is: 'update', update: payload }
      throw new Error('unknown sync message')
    }
    case awareness:
      return { is: 'awareness', update: decoding.readVarUint8Array(decoder) }
    case queryAwareness:
      return { is: 'query-awareness' }
    case barrier:
      return { is: 'barrier', token: decoding.readVarUint(decoder) }
    default:
      return { is: 'unknown' }
  }
}

export function savedFrame(token: number, seq: number): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, saved)
    encoding.writeVarUint(encoder, token)
    encoding.writeVarUint(encoder, seq)
  })
}

export interface Notice {
  /**
   * `refused`: a change was not taken. `not-saved`: the disk does not answer, changes wait. `restarting`: the server goes down for a moment.
   * `damaged`: part of the document was lost on the server's disk, so nothing can be written to it.
   */
  readonly kind: 'refused' | 'not-saved' | 'restarting' | 'damaged'
  readonly message: string
  /** With `restarting`: come back at a random moment within this time, so that not everybody does at once. */
  readonly comeBackWithinMs?: number
}

export function noticeFrame(said: Notice): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, notice)
    encoding.writeVarString(encoder, JSON.stringify(said))
  })
}

/** An awareness message about nobody: keeps the line open, and every client takes it silently. */
export const keepaliveFrame = new Uint8Array([awareness, 1, 0])
