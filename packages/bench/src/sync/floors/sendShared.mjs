import { serverFrame, streamOf } from './serverFrame.mjs'

/**
 * One frame for all receivers, written past the library.
 * @type {import('./relay.mjs').FanOut}
 */
export function sendShared({ sockets }, from, message) {
  const frame = serverFrame(message)
  for (const socket of sockets) if (socket !== from) streamOf(socket).write(frame)
}
