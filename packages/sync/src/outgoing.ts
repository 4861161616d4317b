import type { WebSocket } from 'ws'

/** A message with its websocket header, made once for all who receive it. */
export interface Outgoing {
  readonly message: Uint8Array
  /** Header and message, as they go over the wire. */
  readonly frame: readonly [Uint8Array]
}

/** RFC 6455, 5.2: one whole binary message, not masked, as servers send it. */
export function outgoing(message: Uint8Array): Outgoing {
  const { length } = message
  const headerLength = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const bytes = Buffer.allocUnsafeSlow(headerLength + length)
  bytes[0] = 0x82
  if (headerLength === 2) {
    bytes[1] = length
  } else if (headerLength === 4) {
    bytes[1] = 126
    bytes.writeUInt16BE(length, 2)
  } else {
    bytes[1] = 127
    bytes.writeBigUInt64BE(BigInt(length), 2)
  }
  bytes.set(message, headerLength)
  return { message: bytes.subarray(headerLength), frame: [bytes] }
}

interface FrameSender {
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
