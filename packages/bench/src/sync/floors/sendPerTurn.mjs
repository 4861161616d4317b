import { serverFrame, streamOf } from './serverFrame.mjs'

/**
 * All frames of a turn of the event loop, or of `windowMs`, in one write per receiver. Who sent nothing shares the same bytes with all others
 * of that kind.
 * @param {number} windowMs
 * @returns {import('./relay.mjs').FanOut}
 */
export function sendPerTurn(windowMs) {
  /** @type {Map<import('./relay.mjs').Room, { from: import('ws').WebSocket, frame: Buffer }[]>} */
  const pending = new Map()

  function flush() {
    for (const [{ sockets }, sent] of pending) {
      const senders = new Set(sent.map(({ from }) => from))
      const all = Buffer.concat(sent.map(({ frame }) => frame))
      for (const socket of sockets) {
        const own = senders.has(socket)
        const bytes = own ? Buffer.concat(sent.filter(({ from }) => from !== socket).map(({ frame }) => frame)) : all
        if (bytes.length > 0) streamOf(socket).write(bytes)
      }
    }
    pending.clear()
  }

  return (room, from, message) => {
    if (pending.size === 0) {
      if (windowMs > 0) setTimeout(flush, windowMs)
      else setImmediate(flush)
    }
    const sent = pending.get(room) ?? []
    pending.set(room, sent)
    sent.push({ from, frame: serverFrame(message) })
  }
}
