import type { FanOut } from './relay.ts'
import { serverFrame, streamOf } from './serverFrame.ts'

/** One frame for all receivers, written past the library. */
export const sendShared: FanOut = ({ sockets }, from, message) => {
  const frame = serverFrame(message)
  for (const socket of sockets) if (socket !== from) streamOf(socket).write(frame)
}
