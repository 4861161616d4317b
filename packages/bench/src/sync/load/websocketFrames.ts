import { randomBytes } from 'node:crypto'

/** The parts of RFC 6455 that a client of these servers needs. */

export function upgradeRequest(path: string): string {
  return [
    `GET ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    'Sec-WebSocket-Version: 13',
    '',
    '',
  ].join('\r\n')
}

/** Where the frames begin after the answer to an upgrade; 0 if it is not all there yet, -1 if it is a refusal. */
export function acceptedIn(bytes: Buffer): number {
  const end = bytes.indexOf('\r\n\r\n')
  if (end === -1) return 0
  return bytes.toString('latin1', 0, 12) === 'HTTP/1.1 101' ? end + 4 : -1
}

/** Reads the header at `at` into `into`: its kind, and where its payload is. False if the header itself is not complete. */
export function readHeader(bytes: Buffer, at: number, into: { opcode: number; from: number; to: number }): boolean {
  if (at + 2 > bytes.length) return false
  const short = (bytes[at + 1] ?? 0) & 127
  const size = short < 126 ? 2 : short === 126 ? 4 : 10
  if (at + size > bytes.length) return false
  into.opcode = (bytes[at] ?? 0) & 15
  into.from = at + size
  // No message of these servers needs more than four bytes of the eight.
  into.to = into.from + (size === 2 ? short : size === 4 ? bytes.readUInt16BE(at + 2) : bytes.readUInt32BE(at + 6))
  return true
}

/** A binary frame as a client sends it: masked, and not with zeros, which servers need not undo. */
export function clientFrame(message: Uint8Array, opcode = 2): Buffer {
  const { length } = message
  const size = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(size + 4 + length)
  frame[0] = 0x80 | opcode
  frame[1] = 0x80 | (size === 2 ? length : size === 4 ? 126 : 127)
  if (size === 4) frame.writeUInt16BE(length, 2)
  if (size === 10) frame.writeBigUInt64BE(BigInt(length), 2)
  frame.set(mask, size)
  for (let index = 0; index < length; index++) frame[size + 4 + index] = (message[index] ?? 0) ^ (mask[index & 3] ?? 0)
  return frame
}

const mask = Buffer.from([0x5a, 0xc3, 0x17, 0x9e])

export function pongFrame(payload: Uint8Array): Buffer {
  return clientFrame(payload, 10)
}

/** Code 1000. */
export const closeFrame = clientFrame(Buffer.from([0x03, 0xe8]), 8)

/** The code, and what else the server says of why it closes. */
export function closeReason(bytes: Buffer, from: number, to: number): string {
  return to < from + 2 ? 'no code' : `${bytes.readUInt16BE(from)} ${bytes.toString('utf8', from + 2, to)}`
}
