import type { WebsocketProvider } from 'y-websocket'

/**
 * Lets a document tell the server of this page's own presence alone, once somebody sets it. y-websocket repeats whatever it hears of others: in a
 * call of two hundred each move of a caret would come back two hundred times.
 */
export function tellOwnPresence(provider: WebsocketProvider): void {
  const { awareness, _awarenessUpdateHandler: send } = provider
  awareness.setLocalState(null)
  awareness.off('update', send)
  awareness.on('update', (changes: Changes, origin: unknown) => {
    const { added, updated, removed } = changes
    if ([added, updated, removed].some((ids) => ids.includes(awareness.clientID))) send(changes, origin)
  })
}

interface Changes {
  added: number[]
  updated: number[]
  removed: number[]
}
