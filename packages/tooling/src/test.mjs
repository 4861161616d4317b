// npm test: checks, unit and property tests, browser tests. Its last line is `N passed, N failed`, and nothing else counts.
// For work on the code: --only checks|unit|browser, and --grep <words in a name>.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runChecks } from './checks/runChecks.mjs'
import { mustBuild } from './setup/build.mjs'
import { requireNode } from './setup/nodeVersion.mjs'
import { ensureBuilt, ensureInstalled } from './setup/prepare.mjs'
import { stopWithNpm } from './setup/stopWithNpm.mjs'
import { runBrowserTests } from './suites/browserTests.mjs'
import { addUp } from './suites/tally.mjs'
import { runUnitTests } from './suites/unitTests.mjs'

requireNode()
stopWithNpm()
const { only, grep } = readOptions()
await ensureInstalled()

/** @type {import('./suites/tally.mjs').Tally} */
const notBuilt = { passed: 0, failures: ['browser tests: not run, because the app does not build'], skipped: [], flaky: [] }
const reports = mkdtempSync(join(tmpdir(), 'second-story-tests-'))
const tallies = []
if (only === undefined || only === 'checks') tallies.push(await runChecks(grep))
if (only === undefined || only === 'unit') tallies.push(await runUnitTests(join(reports, 'unit.json'), grep))
if (only === 'browser') await ensureBuilt()
if (only === undefined || only === 'browser') {
  const built = !mustBuild('web') && !mustBuild('server')
  tallies.push(built ? await runBrowserTests(join(reports, 'browser.json'), grep) : notBuilt)
}
rmSync(reports, { recursive: true, force: true })

const { passed, failures, skipped, flaky } = addUp(tallies)
for (const [title, names] of Object.entries({ Skipped: skipped, Flaky: flaky, Failed: failures })) {
  if (names.length > 0) console.log(`\n${title}:\n${names.map((name) => `  ${name}`).join('\n')}`)
}
console.log(`\n${passed} passed, ${failures.length} failed`)
process.exitCode = failures.length > 0 || passed === 0 ? 1 : 0

function readOptions() {
  const { values } = parseArgs({ options: { only: { type: 'string' }, grep: { type: 'string' } } })
  if (values.only !== undefined && !['checks', 'unit', 'browser'].includes(values.only)) {
    console.error(`--only takes checks, unit or browser, not "${values.only}".`)
    process.exit(2)
  }
  return values
}
