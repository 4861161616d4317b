import { digest } from 'lib0/hash/sha256'
import { toBase64 } from 'lib0/buffer'
import { createStore } from 'zustand/vanilla'
import { z } from 'zod/mini'

/**
 * “Not here”: what the writer does not want to hear again about one sentence of one meeting. Kept on this device as a hash, so that the list
 * tells nobody who finds it what was written or noticed. An edited sentence is another one.
 */
export interface Noticeable {
  readonly meeting: string
  readonly trap: string
  readonly sentence: string
}

const key = 'second-story/coach/ignored'
/** Some years of meetings, in 12 kB. */
const maxKept = 500
const KeptSchema = z.array(z.string())

export const ignored = createStore<ReadonlySet<string>>(() => read())

export function isIgnored(what: Noticeable): boolean {
  return ignored.getState().has(hashOf(what))
}

export function ignore(what: Noticeable): void {
  // Another tab may have added to it.
  const kept = [...new Set([...read(), ...ignored.getState(), hashOf(what)])].slice(-maxKept)
  ignored.setState(new Set(kept), true)
  try {
    localStorage.setItem(key, JSON.stringify(kept))
  } catch {
    // storage is refused or full: it holds until the page is left
  }
}

function hashOf({ meeting, trap, sentence }: Noticeable): string {
  const words = sentence.replace(/\s+/g, ' ').trim().toLowerCase()
  return toBase64(digest(new TextEncoder().encode([meeting, trap, words].join('\n')))).slice(0, 20)
}

function read(): ReadonlySet<string> {
  try {
    const result = KeptSchema.safeParse(JSON.parse(localStorage.getItem(key) ?? '[]'))
    return new Set(result.success ? result.data : [])
  } catch {
    return new Set() // storage is refused, or holds what is not ours
  }
}
