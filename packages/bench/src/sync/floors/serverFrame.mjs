/**
 * A binary frame as a server sends it, header and payload in one piece.
 * @param {Buffer} message
 */
export function serverFrame(message) {
  const { length } = message
  const size = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(size + length)
  frame[0] = 0x82
  frame[1] = size === 2 ? length : size === 4 ? 126 : 127
  if (size === 4) frame.writeUInt16BE(length, 2)
  if (size === 10) frame.writeBigUInt64BE(BigInt(length), 2)
  message.copy(frame, size)
  return frame
}

/**
 * The stream below a websocket: what the library keeps for itself, and a floor may use.
 * @param {import('ws').WebSocket} socket
 */
export function streamOf(socket) {
  return /** @type {{ _socket: import('node:stream').Duplex }} */ (/** @type {unknown} */ (socket))._socket
}
