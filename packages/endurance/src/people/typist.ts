import * as Y from 'yjs'
import { type Client, openClient } from '../clients.ts'
import type { Random } from '../random.ts'
import type { Server } from '../server.ts'
import { moment } from '../waiting.ts'
import { openPen } from './words.ts'
import type { Acknowledged } from './witnesses.ts'

/** Somebody who writes until the connection ends, and does not come back. */
export interface Typist {
  readonly client: Client
  /** All that it has written, saved or not. */
  readonly words: readonly string[]
  /** The newest state that the server has called saved. */
  acknowledged(): Acknowledged | null
  /** Writes at once, and asks to be told when it is saved. Returns the token of that. */
  write(filler?: number): number
  /** Writes at this pace until `stop`, or until the connection ends. `flat-out`: as fast as is acknowledged. */
  go(pace: 'steadily' | 'flat-out', random: Random): void
  stop(): void
}

/** `hand`: as for a pen. It may write at once: before it is answered, as a browser that was offline does. */
export function openTypist(server: Server, document: string, token: string, hand: string): Typist {
  const doc = new Y.Doc()
  const client = openClient(server, document, token, { doc })
  const pen = openPen(document, doc, hand)
  const words: string[] = []
  const asked: { token: number; clock: number; words: number }[] = []
  let isOn = true

  const typist: Typist = {
    client,
    words,
    acknowledged() {
      const at = asked.findLast(({ token }) => token <= client.saved)
      return at === undefined ? null : { clock: at.clock, words: words.slice(0, at.words) }
    },
    write(filler) {
      words.push(pen.write(filler))
      if (words.length % 5 === 0) pen.erase()
      const token = client.barrier()
      asked.push({ token, clock: Y.getState(doc.store, doc.clientID), words: words.length })
      return token
    },
    go(pace, random) {
      void (async () => {
        while (isOn && client.closeCode === null) {
          // What is written before the socket is open goes with the answer to the server's first question; a Barrier can't.
          if (client.socket.readyState !== client.socket.OPEN) await moment(1)
          else if (pace === 'steadily') {
            typist.write(random.below(4) === 0 ? random.below(300) : 0)
            await moment(5 + random.below(30))
          } else {
            for (let burst = 0; burst < 10 && asked.length - client.saved < 50; burst++) typist.write(random.below(40))
            await moment(2)
          }
        }
      })()
    },
    stop() {
      isOn = false
    },
  }
  return typist
}
