import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../repository.mjs'
import { run } from '../run.mjs'
import { fingerprint } from './fingerprint.mjs'
import { isDone, markDone } from './stamp.mjs'
import { builtFrom, readWorkspace } from './workspace.mjs'

/** @typedef {import('../run.mjs').Outcome} Outcome */
/** @typedef {'web' | 'server'} App */

/**
 * What each build leaves for the server to run.
 * @type {Record<App, string>}
 */
const results = { web: 'apps/web/dist/index.html', server: 'apps/server/dist/main.js' }

/**
 * Whether the app's sources, or those of a package in it, or a dependency's version, are others than at its last build.
 * @param {App} app
 */
export function mustBuild(app) {
  return !existsSync(join(root, results[app])) || !isDone(`build-${app}`, inputs(app))
}

/**
 * Builds with the app's own `build` script, unless there is nothing new to build.
 * @param {App} app
 * @returns {Promise<Outcome>}
 */
export async function build(app) {
  if (!mustBuild(app)) return { ok: true, output: '' }
  // Taken before the build: a file saved while it runs makes the next one build again.
  const built = inputs(app)
  const outcome = await run('npm', ['run', 'build', '--silent'], { cwd: join(root, 'apps', app) })
  if (!outcome.ok) return outcome
  if (!existsSync(join(root, results[app])))
    return { ok: false, output: `${outcome.output}\nThe build did not write ${results[app]}.\n` }
  markDone(`build-${app}`, built)
  return outcome
}

/** @param {App} app */
function inputs(app) {
  return fingerprint([...builtFrom(`apps/${app}`, readWorkspace()), 'pnpm-lock.yaml', 'tsconfig.json'])
}
