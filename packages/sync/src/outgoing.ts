import type { WebSocket } from 'ws'

/** A message with its websocket header, made once for all who receive it. */
export interface Outgoing {
  readonly message: Uint8Array
  /** What comes after it, if anything does. */
  readonly next: Outgoing | null
  /** Header and message, and those of what comes after it, as they go over the wire in one write. */
  readonly frame: readonly [Uint8Array]
}

export function together(first: Outgoing, next: Outgoing): Outgoing {
  return { message: first.message, next, frame: [Buffer.concat([first.frame[0], next.frame[0]])] }
}

export function outgoing(message: Uint8Array): Outgoing {
  const { bytes, start } = begin(message.length)
  bytes.set(message, start)
  return { message: bytes.subarray(start), next: null, frame: [bytes] }
}

export const step1Message = (stateVector: Uint8Array): Outgoing => messageOf([0, 0], [stateVector])
export const step2Message = (update: Uint8Array): Outgoing => messageOf([0, 1], [update])
export const updateMessage = (update: Uint8Array): Outgoing => messageOf([0, 2], [update])
/** An awareness update in parts, as they stand one after the other. */
export const awarenessMessage = (update: readonly Uint8Array[]): Outgoing => messageOf([1], update)

/** A message (SPEC.md, rule W1), written in one go: there is one for every commit of every document. The types are below 128. */
function messageOf(types: readonly number[], payload: readonly Uint8Array[]): Outgoing {
  let length = 0
  for (const part of payload) length += part.length
  let lengthBytes = 1
  for (let rest = length; rest > 127; rest = Math.floor(rest / 128)) lengthBytes += 1
  const { bytes, start } = begin(types.length + lengthBytes + length)
  let at = start
  for (const type of types) bytes[at++] = type
  for (let rest = length; ; rest = Math.floor(rest / 128)) {
    bytes[at++] = rest > 127 ? 128 | (rest & 127) : rest
    if (rest <= 127) break
  }
  for (const part of payload) {
    bytes.set(part, at)
    at += part.length
  }
  return { message: bytes.subarray(start), next: null, frame: [bytes] }
}

/** RFC 6455, 5.5.2: a whole ping without a payload. */
export const pingFrame = new Uint8Array([0x89, 0])

/** RFC 6455, 5.2: the header of one whole binary message, not masked, as servers send it, and room for the message. */
function begin(length: number): { bytes: Buffer; start: number } {
  const start = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const bytes = Buffer.allocUnsafe(start + length)
  bytes[0] = 0x82
  if (start === 2) {
    bytes[1] = length
  } else if (start === 4) {
    bytes[1] = 126
    bytes.writeUInt16BE(length, 2)
  } else {
    bytes[1] = 127
    bytes.writeBigUInt64BE(BigInt(length), 2)
  }
  return { bytes, start }
}

interface FrameSender {
  /** One frame, or two in one write. */
  sendFrame(frame: readonly Uint8Array[]): void
}

/**
 * The part of `ws` that writes a finished frame, or null where this version of it has none. `send` would make a header anew for every receiver
 * and write it apart from the message. engine.io does the same (https://github.com/websockets/ws/issues/617).
 */
export function frameSenderOf(socket: WebSocket): FrameSender | null {
  const sender: unknown = Reflect.get(socket, '_sender')
  return isFrameSender(sender) ? sender : null
}

function isFrameSender(sender: unknown): sender is FrameSender {
  return typeof sender === 'object' && sender !== null && 'sendFrame' in sender && typeof sender.sendFrame === 'function'
}
