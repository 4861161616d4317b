import { readJson } from '../repository.mjs'

/** Ends the process with a sentence that says what to do when this Node is older than the `engines` of package.json ask for. */
export function requireNode() {
  const { engines } = /** @type {{ engines: { node: string } }} */ (readJson('package.json'))
  const wanted = engines.node.replace('>=', '')
  if (isAtLeast(process.versions.node, wanted)) return
  console.error(
    `Second Story needs Node.js ${wanted} or newer; this is ${process.versions.node}. Version 24 is what we recommend: https://nodejs.org`,
  )
  process.exit(1)
}

/**
 * Compares two versions such as `20.19` and `24.1.0`, part by part.
 * @param {string} version
 * @param {string} wanted
 */
export function isAtLeast(version, wanted) {
  const have = version.split('.').map(Number)
  for (const [index, part] of wanted.split('.').map(Number).entries()) {
    const own = have[index] ?? 0
    if (own !== part) return own > part
  }
  return true
}
