import { type Answer, Harm, honestDocument, openDoor } from '@second-story/sync/testing'
import * as Y from 'yjs'
import type { Random } from '../random.ts'
import { attacks } from './attacks.ts'
import { openCoverage } from './coverage.ts'
import { type Honest, updateOf } from './frames.ts'
import { mutate } from './mutate.ts'

/** What a search found. */
export interface Found {
  /** Frames that made code run that none before them had, or got an answer that none before them had. */
  readonly interesting: readonly Uint8Array[]
  readonly answers: Readonly<Partial<Record<Answer, number>>>
  readonly faults: readonly string[]
  /** How many blocks of the checks, of Yjs and of lib0 ran at all. */
  readonly blocks: number
}

/** So many frames upon one another, then the honest document alone again. */
const framesTogether = 20

/** Tries the frames to begin with, each structured attack, and then mutants of whatever reached a block that nothing before had reached. */
export function search(random: Random, { frames, begin = [] }: { frames: number; begin?: readonly Uint8Array[] }): Found {
  const door = openDoor()
  const honest: Honest = { doc: honestDocument(), roots: { text: 'text', list: 'list', map: 'map', rich: 'rich' } }
  const coverage = openCoverage(/packages\/sync\/src\/(?!testing)|\/yjs\/|\/lib0\//)
  const interesting: Uint8Array[] = []
  const answers: Partial<Record<Answer, number>> = {}
  const faults = new Map<string, string>()
  const seeds = [...begin, updateOf(Y.encodeStateAsUpdate(honest.doc)), ...attacks.map((attack) => attack.make(random, honest))]
  let together: Uint8Array[] = []

  for (let count = 0; count < frames; count++) {
    const frame = seeds[count] ?? next()
    if (count % framesTogether === 0) begins()
    together.push(frame)
    const answer = take(frame)
    const isFirst = answer !== null && answers[answer] === undefined
    if (answer !== null) answers[answer] = (answers[answer] ?? 0) + 1
    if (coverage.news() > 0 || isFirst || answer === null) interesting.push(frame)
  }
  coverage.close()
  return { interesting, answers, faults: [...faults.values()], blocks: coverage.blocks }

  function begins(): void {
    door.reset()
    together = []
  }

  /** Null: it did harm. */
  function take(frame: Uint8Array): Answer | null {
    try {
      return door.take(frame)
    } catch (error) {
      if (!(error instanceof Harm)) throw error
      const frames = together.map((bytes) => Buffer.from(bytes).toString('base64')).join(' ')
      const cause = error.cause instanceof Error ? `, ${error.cause.message}` : ''
      if (!faults.has(error.message)) faults.set(error.message, `${error.message}${cause}, after these frames: ${frames}`)
      begins()
      return null
    }
  }

  function next(): Uint8Array {
    if (random.below(4) === 0) return random.pick(attacks).make(random, honest)
    return mutate(random.pick(interesting), random.pick(interesting), random)
  }
}
