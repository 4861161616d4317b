import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Absolute path of the checkout. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')

/** What the tools remember between runs. It lives in node_modules, so that deleting that folder forgets everything at once. */
export const memory = join(root, 'node_modules', '.second-story')

/**
 * Absolute path of a command that a workspace folder's dependencies install, e.g. `tool('vitest')`, `tool('vite', 'apps/web')`.
 * @param {string} name
 * @param {string} [folder]
 */
export function tool(name, folder = '.') {
  const path = join(root, folder, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name)
  if (!existsSync(path)) throw new Error(`${path} is missing. Delete node_modules and run the command again to reinstall.`)
  return path
}

/**
 * A JSON file of the repository. The caller says what it believes to be in it: these are our own files, checked by the tools that read them.
 * @param {string} path relative to the repository
 * @returns {unknown}
 */
export function readJson(path) {
  return JSON.parse(readFileSync(join(root, path), 'utf8'))
}
