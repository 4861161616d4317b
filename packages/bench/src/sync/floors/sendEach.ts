import type { FanOut } from './relay.ts'

/** As everybody writes it: the library makes a frame for each receiver, and writes it. */
export const sendEach: FanOut = ({ sockets }, from, message) => {
  for (const socket of sockets) if (socket !== from) socket.send(message)
}
