import { readFileSync } from 'node:fs'

/**
 * The JSON that a runner has written, or null where it ended before it could.
 * @param {string} path
 * @returns {unknown}
 */
export function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null // the caller counts this as a failure
  }
}
