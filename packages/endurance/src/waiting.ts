import { setTimeout as passed } from 'node:timers/promises'

/** Resolves once the condition holds; rejects, saying what was waited for, if it doesn't in time. */
export async function until(what: string | (() => string), holds: () => boolean, withinMs = 15_000): Promise<void> {
  const deadline = performance.now() + withinMs
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`Not within ${withinMs} ms: ${typeof what === 'string' ? what : what()}.`)
    await passed(4)
  }
}

/** Where the moment itself is what is tried: a kill after so many milliseconds. Exact to less than one: the last of them is spun away. */
export async function moment(ms: number): Promise<void> {
  const from = performance.now()
  if (ms > 1) await passed(Math.floor(ms - 0.5))
  while (performance.now() - from < ms) await new Promise((resolve) => setImmediate(resolve))
}
