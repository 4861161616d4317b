import { build, mustBuild } from './build.mjs'
import { install, mustInstall } from './install.mjs'

/** @typedef {import('../run.mjs').Outcome} Outcome */

/** Installs dependencies where that is needed. Ends the process with what to do when that fails. */
export async function ensureInstalled() {
  if (!mustInstall()) return
  await step(
    'Installing dependencies',
    install,
    'Is the npm registry reachable? If you have changed a dependency, run: npx pnpm@10 install',
  )
}

/**
 * Builds the web app and the server, or those of them that are named, where their sources have changed, side by side. Ends the process when
 * that fails.
 * @param {readonly import('./build.mjs').App[]} apps
 */
export async function ensureBuilt(apps = ['web', 'server']) {
  if (!apps.some(mustBuild)) return
  await step(
    'Building the app',
    async () => {
      const outcomes = await Promise.all(apps.map(build))
      return { ok: outcomes.every(({ ok }) => ok), output: outcomes.map(({ output }) => output).join('\n') }
    },
    'If you have not changed the code, delete node_modules and try once more.',
  )
}

/**
 * @param {string} title
 * @param {() => Promise<Outcome>} work
 * @param {string} advice
 */
async function step(title, work, advice) {
  const startedAt = performance.now()
  process.stdout.write(`${title} ... `)
  const { ok, output } = await work()
  if (ok) return console.log(`done (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`)
  console.log('failed')
  console.error(`\n${output.trim()}\n\n${title} did not work; its output is above. ${advice}`)
  process.exit(1)
}
