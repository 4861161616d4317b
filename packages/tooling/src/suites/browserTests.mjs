import { tool } from '../repository.mjs'
import { run } from '../run.mjs'
import { readReport } from './report.mjs'

/**
 * The part of Playwright's JSON report that is read here.
 * @typedef {{ suites: Suite[], errors: { message?: string }[] }} PlaywrightReport
 * @typedef {{ title: string, suites?: Suite[], specs?: { title: string, tests: { status: string }[] }[] }} Suite
 * @typedef {import('./tally.mjs').Tally} Tally
 */

/**
 * Runs apps/web/e2e against the built app and shows Playwright's own output while it runs.
 * @param {string} reportPath where Playwright is to write its report
 * @param {string} [grep]
 * @returns {Promise<Tally>}
 */
export async function runBrowserTests(reportPath, grep) {
  console.log('\nBrowser tests')
  const filter = grep === undefined ? [] : ['--grep', grep]
  const args = ['test', '--config', 'apps/web/e2e/playwright.config.ts', '--pass-with-no-tests', '--reporter=dot,json', ...filter]
  // Playwright decides on colours for its workers, and Node warns when NO_COLOR says the same once more.
  const env = {
    PLAYWRIGHT_JSON_OUTPUT_FILE: reportPath,
    NO_COLOR: undefined,
    ...(process.stdout.isTTY ? {} : { FORCE_COLOR: '0' }),
  }
  const { ok } = await run(tool('playwright', 'apps/web'), args, { live: true, env })
  return tallyBrowserTests(/** @type {PlaywrightReport | null} */ (readReport(reportPath)), ok)
}

/**
 * An error outside all tests (`ok` false, yet every test passed) is one failure.
 * @param {PlaywrightReport | null} report
 * @param {boolean} ok
 * @returns {Tally}
 */
export function tallyBrowserTests(report, ok) {
  const tests = (report?.suites ?? []).flatMap((suite) => testsOf(suite, ''))
  /** @param {string} status */
  const named = (status) => tests.filter((test) => test.status === status).map(({ name }) => name)
  const failures = named('unexpected')
  if (!ok && failures.length === 0) {
    const errors = (report?.errors ?? []).flatMap(({ message }) => message?.split('\n')[0] ?? [])
    failures.push(`browser tests: ${errors[0] ?? 'Playwright ended with an error outside all tests (see above)'}`)
  }
  return { passed: named('expected').length + named('flaky').length, failures, skipped: named('skipped'), flaky: named('flaky') }
}

/**
 * @param {Suite} suite
 * @param {string} above
 * @returns {{ name: string, status: string }[]}
 */
function testsOf(suite, above) {
  const path = above === '' ? suite.title : `${above} > ${suite.title}`
  return [
    ...(suite.specs ?? []).flatMap(({ title, tests }) => tests.map(({ status }) => ({ name: `${path} > ${title}`, status }))),
    ...(suite.suites ?? []).flatMap((inner) => testsOf(inner, path)),
  ]
}
