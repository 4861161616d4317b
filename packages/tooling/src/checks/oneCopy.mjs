import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../repository.mjs'

/** @typedef {import('../run.mjs').Outcome} Outcome */

/** Libraries whose parts know each other by identity (`instanceof`, a context): with a second version in the tree they fail without a word. */
const single = [
  'yjs',
  'y-protocols',
  'lib0',
  'prosemirror-model',
  'prosemirror-state',
  'prosemirror-view',
  'react',
  'react-dom',
  'zod',
]

/**
 * Reads the lockfile, because that is what every machine installs.
 * @returns {Outcome}
 */
export function checkOneCopy() {
  const lockfile = readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8')
  const problems = single.flatMap((name) => {
    const versions = versionsOf(name, lockfile)
    return versions.length === 1
      ? []
      : [`${name}: expected one version, found ${versions.length === 0 ? 'none' : versions.join(' and ')}.`]
  })
  return { ok: problems.length === 0, output: problems.join('\n') }
}

/**
 * The versions of a package that a pnpm lockfile holds, as its `packages` section names them.
 * @param {string} name
 * @param {string} lockfile
 */
export function versionsOf(name, lockfile) {
  const entry = new RegExp(`^ {2}'?${name.replace('/', '\\/')}@([^:('\\s]+)`, 'gm')
  return [...new Set([...lockfile.matchAll(entry)].flatMap(([, version]) => version ?? []))]
}
