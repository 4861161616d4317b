import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { memory } from '../repository.mjs'

/**
 * Whether a step was last finished for these very inputs.
 * @param {string} step
 * @param {string} inputs a fingerprint
 */
export function isDone(step, inputs) {
  try {
    return readFileSync(join(memory, step), 'utf8') === inputs
  } catch {
    return false // never finished here
  }
}

/**
 * @param {string} step
 * @param {string} inputs
 */
export function markDone(step, inputs) {
  mkdirSync(memory, { recursive: true })
  writeFileSync(join(memory, step), inputs)
}
