import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../repository.mjs'

/**
 * One hash over the names and contents of files and of whole folders, given relative to the repository. Tests, built
 * files and node_modules below them do not count: they change without a reason to build or install again.
 * @param {readonly string[]} paths
 */
export function fingerprint(paths) {
  const hash = createHash('sha256')
  for (const path of paths.flatMap(filesBelow).toSorted()) {
    const content = readFileSync(join(root, path))
    hash.update(`${path}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

const leftOut = /(^|\/)(node_modules|dist|e2e|data)(\/|$)|\.test\.tsx?$/

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesBelow(path) {
  if (leftOut.test(path)) return []
  if (!statSync(join(root, path)).isDirectory()) return [path]
  return readdirSync(join(root, path)).flatMap((name) => filesBelow(`${path}/${name}`))
}
