import { readJson } from '../repository.mjs'
import { run } from '../run.mjs'
import { fingerprint } from './fingerprint.mjs'
import { isDone, markDone } from './stamp.mjs'
import { readWorkspace } from './workspace.mjs'

/** @typedef {import('../run.mjs').Outcome} Outcome */

/** Whether dependencies have to be installed: nothing is here yet, or what they are listed in has changed since. */
export function mustInstall() {
  return !isDone('install', inputs())
}

/**
 * Installs exactly what the lockfile says. pnpm comes through npx in the version that package.json names, so that nobody
 * has to have it; corepack, which would do the same, refuses to since npm changed its signing keys.
 * @returns {Promise<Outcome>}
 */
export async function install() {
  const { packageManager } = /** @type {{ packageManager: string }} */ (readJson('package.json'))
  // CI keeps pnpm from asking questions that nobody could answer here.
  const outcome = await run('npx', ['-y', packageManager, 'install', '--frozen-lockfile'], { env: { CI: 'true' } })
  if (outcome.ok) markDone('install', inputs())
  return outcome
}

function inputs() {
  const manifests = readWorkspace().map(({ folder }) => `${folder}/package.json`)
  const listed = fingerprint(['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests])
  return `${listed} ${process.platform} ${process.arch}` // some dependencies are binaries
}
