import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'

type Message = { is: 'hello' } | { is: 'update'; update: Uint8Array } | { is: 'awareness'; update: Uint8Array }

/** A document and an awareness shared by all pages of one browser, without a server between them. */
export function openLinked(user: { id: string; name: string }): { board: Y.Doc; awareness: Awareness } {
  const board = new Y.Doc()
  const awareness = new Awareness(board)
  const channel = new BroadcastChannel('second-story-editors')
  const send = (message: Message) => channel.postMessage(message)
  const sendAwareness = () => send({ is: 'awareness', update: encodeAwarenessUpdate(awareness, [board.clientID]) })

  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    switch (data.is) {
      case 'hello':
        send({ is: 'update', update: Y.encodeStateAsUpdate(board) })
        sendAwareness()
        break
      case 'update':
        Y.applyUpdate(board, data.update, channel)
        break
      case 'awareness':
        applyAwarenessUpdate(awareness, data.update, channel)
        break
    }
  })
  board.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== channel) send({ is: 'update', update })
  })
  awareness.on('update', (_changes: unknown, origin: unknown) => {
    if (origin !== channel) sendAwareness()
  })
  // As the server writes it from the session.
  awareness.setLocalStateField('user', { ...user, role: 'participant' })
  send({ is: 'hello' })
  return { board, awareness }
}
