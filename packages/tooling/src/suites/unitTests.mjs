import { relative } from 'node:path'
import { root, tool } from '../repository.mjs'
import { run } from '../run.mjs'
import { readReport } from './report.mjs'

/**
 * The part of Vitest's JSON report that is read here.
 * @typedef {{ testResults: TestFile[] }} VitestReport
 * @typedef {{ name: string, status: string, assertionResults: { status: string, fullName: string }[] }} TestFile
 * @typedef {import('./tally.mjs').Tally} Tally
 */

/**
 * Runs every `*.test.ts` and shows Vitest's own output while it runs.
 * @param {string} reportPath where Vitest is to write its report
 * @param {string} [grep]
 * @returns {Promise<Tally>}
 */
export async function runUnitTests(reportPath, grep) {
  console.log('\nUnit and property tests')
  const filter = grep === undefined ? [] : ['--testNamePattern', grep]
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${reportPath}`]
  const { ok } = await run(tool('vitest'), ['run', '--passWithNoTests', '--allowOnly=false', ...reporters, ...filter], {
    live: true,
  })
  const tally = tallyUnitTests(/** @type {VitestReport | null} */ (readReport(reportPath)), ok)
  // Vitest reports what the filter leaves out as skipped.
  return grep === undefined ? tally : { ...tally, skipped: [] }
}

/**
 * A file that could not be loaded is one failure, and so is an error outside all tests (`ok` false, yet every test passed).
 * @param {VitestReport | null} report
 * @param {boolean} ok
 * @returns {Tally}
 */
export function tallyUnitTests(report, ok) {
  const files = report?.testResults ?? []
  const tests = files.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ status, fullName }) => ({ status, name: `${relative(root, name)}: ${fullName}` })),
  )
  const failures = [
    ...tests.filter(({ status }) => status === 'failed').map(({ name }) => name),
    ...files.filter(hasFailedAsAWhole).map(({ name }) => `${relative(root, name)}: did not load, or failed outside its tests`),
  ]
  if (!ok && failures.length === 0) failures.push('unit tests: Vitest ended with an error outside all tests (see above)')
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failures,
    skipped: tests.filter(({ status }) => status !== 'passed' && status !== 'failed').map(({ name }) => name),
    flaky: [],
  }
}

/** @param {TestFile} file */
function hasFailedAsAWhole(file) {
  return file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed')
}
