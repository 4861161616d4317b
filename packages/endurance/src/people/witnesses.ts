import * as Y from 'yjs'
import type { Client } from '../clients.ts'
import { wordsOf } from './words.ts'

/**
 * What must be there after a kill, by document: all that somebody else has seen, compared by state and by its words, and all that its writer was
 * told to be saved. It is collected from clients that never come back, and compared with what a newcomer is sent.
 */
export interface Witnesses {
  /** Somebody who wrote nothing: everything this person has is seen by others. */
  heard(client: Client): void
  /** Somebody who wrote: what others wrote counts as seen, the own words as acknowledged up to `acknowledged`. */
  heardFrom(client: Client, acknowledged: Acknowledged | null): void
  /** Compares. What is missing is told once, and not asked for again. */
  compare(document: string, newcomer: Y.Doc): Losses
}

export interface Acknowledged {
  /** The writer's own clock when the Barrier was sent that was then called saved. */
  readonly clock: number
  readonly words: readonly string[]
}

export interface Losses {
  /** Edits (clocks of clients) and words. */
  readonly seen: number
  readonly acknowledged: number
  readonly words: readonly string[]
  /** Something that everybody had seen to be gone is back. */
  readonly undeleted: boolean
  readonly doubled: readonly string[]
}

interface Testimony {
  /** Everything that those who wrote nothing have seen. */
  seen: Y.Doc
  readonly seenWords: Set<string>
  readonly seenClocks: Map<number, number>
  readonly savedWords: Set<string>
  readonly savedClocks: Map<number, number>
}

export function openWitnesses(): Witnesses {
  const testimonies = new Map<string, Testimony>()
  const of = (document: string): Testimony => {
    const present = testimonies.get(document)
    if (present !== undefined) return present
    const made: Testimony = {
      seen: new Y.Doc(),
      seenWords: new Set(),
      seenClocks: new Map(),
      savedWords: new Set(),
      savedClocks: new Map(),
    }
    testimonies.set(document, made)
    return made
  }

  return {
    heard({ document, doc }) {
      const { seen, seenWords } = of(document)
      Y.applyUpdate(seen, Y.encodeStateAsUpdate(doc))
      for (const word of wordsOf(document, doc)) seenWords.add(word)
    },
    heardFrom({ document, doc }, acknowledged) {
      const { seenClocks, savedClocks, savedWords } = of(document)
      for (const [client, clock] of clocksOf(doc)) if (client !== doc.clientID) raise(seenClocks, client, clock)
      if (acknowledged === null) return
      raise(savedClocks, doc.clientID, acknowledged.clock)
      for (const word of acknowledged.words) savedWords.add(word)
    },
    compare(document, newcomer) {
      const testimony = of(document)
      const has = clocksOf(newcomer)
      const words = wordsOf(document, newcomer)
      const there = new Set(words)
      const losses: Losses = {
        seen: missing(clocksOf(testimony.seen), has) + missing(testimony.seenClocks, has),
        acknowledged: missing(testimony.savedClocks, has),
        words: [...new Set([...testimony.seenWords, ...testimony.savedWords])].filter((word) => !there.has(word)),
        undeleted: false,
        doubled: words.length === there.size ? [] : words.filter((word, index) => words.indexOf(word) !== index),
      }
      if (losses.seen > 0 || losses.acknowledged > 0 || losses.words.length > 0) {
        testimonies.delete(document)
        return losses
      }
      return { ...losses, undeleted: isNews(testimony.seen, newcomer) }
    },
  }
}

function clocksOf(doc: Y.Doc): Map<number, number> {
  return Y.decodeStateVector(Y.encodeStateVector(doc))
}

function raise(clocks: Map<number, number>, client: number, clock: number): void {
  clocks.set(client, Math.max(clocks.get(client) ?? 0, clock))
}

function missing(wanted: ReadonlyMap<number, number>, has: ReadonlyMap<number, number>): number {
  let sum = 0
  for (const [client, clock] of wanted) sum += Math.max(0, clock - (has.get(client) ?? 0))
  return sum
}

/** Whether the first has anything, deletions above all, that the second lacks. A state vector doesn't tell of deletions. */
function isNews(of: Y.Doc, to: Y.Doc): boolean {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(to))
  let isNew = false
  copy.on('update', () => {
    isNew = true
  })
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(of))
  return isNew
}
