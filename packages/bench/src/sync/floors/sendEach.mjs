/**
 * As everybody writes it: the library makes a frame for each receiver, and writes it.
 * @type {import('./relay.mjs').FanOut}
 */
export function sendEach({ sockets }, from, message) {
  for (const socket of sockets) if (socket !== from) socket.send(message)
}
