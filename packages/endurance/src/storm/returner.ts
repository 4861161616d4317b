import * as Y from 'yjs'
import { type Client, openClient } from '../clients.ts'
import type { Random } from '../random.ts'
import type { Server } from '../server.ts'

/** One document that somebody has open, and that comes back by itself as our web app's does: always with all that it has. */
export interface Returner {
  readonly isSynced: boolean
  /** Close codes and HTTP statuses that it met. Those that are for good end it. */
  readonly met: ReadonlyMap<number, number>
  readonly isTurnedAway: boolean
  close(): void
}

interface ReturnerOptions {
  readonly document: string
  readonly token: string
  readonly from: string
  readonly random: Random
}

export function openReturner(server: Server, { document, token, from, random }: ReturnerOptions): Returner {
  const doc = new Y.Doc()
  const met = new Map<number, number>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let isTurnedAway = false
  let client: Client = connect()

  function connect(): Client {
    const opened = openClient(server, document, token, { doc, from })
    opened.socket.once('close', (code) => {
      const why = opened.refusedWith ?? code
      met.set(why, (met.get(why) ?? 0) + 1)
      isTurnedAway = code >= 4400 && code <= 4499
      // The wait of apps/web/src/connection/liveDocument.ts.
      if (!isTurnedAway) timer = setTimeout(() => (client = connect()), 300 + random.next() * 2700)
    })
    return opened
  }

  return {
    get isSynced() {
      return client.isSynced && client.closeCode === null
    },
    met,
    get isTurnedAway() {
      return isTurnedAway
    },
    close() {
      client.socket.removeAllListeners('close')
      clearTimeout(timer)
      client.cut()
    },
  }
}
