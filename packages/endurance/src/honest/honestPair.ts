import { collections, sections } from '@second-story/meeting'
import { contentOf, type Roots } from '@second-story/sync'
import * as Y from 'yjs'
import { type Client, openClient } from '../clients.ts'
import type { Member } from '../meetings.ts'
import type { Server } from '../server.ts'
import { until } from '../waiting.ts'

/** Two people who write in one board all the time, and how long it takes until one sees what the other wrote. */
export interface HonestPair {
  readonly ada: Client
  readonly ben: Client
  /** What they alone have written, in a document that no server has touched. */
  readonly control: Y.Doc
  /** Milliseconds from writing to seeing, since last asked. */
  latencies(): number[]
  /** Resolves once each has seen all that the other wrote. */
  agreed(): Promise<void>
  stop(): void
}

const everyMs = 25
/** Words are deleted again, so that the document stays as long as it is. */
const mostWords = 60

/** One writes, the other sees it; in turns. */
export function openHonestPair(server: Server, [one, other]: readonly [Member, Member]): HonestPair {
  const control = new Y.Doc()
  const ada = openClient(server, one.documents.board, one.token)
  const ben = openClient(server, other.documents.board, other.token)
  let latencies: number[] = []
  const onTheirWay = new Map<string, number>()
  let count = 0

  for (const { doc, socket } of [ada, ben]) {
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      // What stood there before they came is none of theirs, and belongs to both.
      if (origin !== socket || count === 0) Y.applyUpdate(control, update)
    })
    note(doc).observe(({ changes }, transaction) => {
      if (transaction.origin !== socket) return
      const now = performance.now()
      for (const { insert } of changes.delta) {
        if (!Array.isArray(insert)) continue
        for (const word of insert as unknown[]) {
          const writtenAt = onTheirWay.get(wordOf(word))
          if (writtenAt !== undefined) latencies.push(now - writtenAt)
          onTheirWay.delete(wordOf(word))
        }
      }
    })
  }

  const write = () => {
    if (!ada.isSynced || !ben.isSynced) return
    const { doc } = count % 2 === 0 ? ada : ben
    const word = `word-${count++}`
    onTheirWay.set(word, performance.now())
    doc.transact(() => {
      const words = note(doc)
      words.push([new Y.XmlText(word)])
      if (words.length > mostWords) words.delete(0, words.length - mostWords)
    })
  }
  const writing = setInterval(write, everyMs)

  return {
    ada,
    ben,
    control,
    latencies() {
      const taken = latencies
      latencies = []
      return taken
    },
    async agreed() {
      await Promise.all([ada.whenSaved(), ben.whenSaved()])
      await until('the honest have seen each other’s words', () => onTheirWay.size === 0)
    },
    stop: () => clearInterval(writing),
  }
}

/** The part of the board that the honest write in. */
const note = (doc: Y.Doc) => doc.getXmlFragment('supporting')

const wordOf = (word: unknown) => (word instanceof Y.XmlText ? (word.toString() as string) : '')

const boardRoots: Roots = Object.fromEntries([
  ...sections.map((name) => [name, 'xml'] as const),
  ...['details', ...collections].map((name) => [name, 'map'] as const),
])

/** All that a board says; two boards say the same if and only if these are the same. */
export function boardContent(doc: Y.Doc): string {
  return JSON.stringify(contentOf(doc, boardRoots))
}
