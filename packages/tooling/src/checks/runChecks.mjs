import { lanes } from './checks.mjs'

/**
 * @typedef {import('../run.mjs').Outcome} Outcome
 * @typedef {import('../suites/tally.mjs').Tally} Tally
 * @typedef {{ name: string, run: () => Outcome | Promise<Outcome> }} Check
 */

/**
 * Runs every check, each counted as one test; one that fails shows its output at once and stops none of the others.
 * @param {string} [grep] only checks with this in their name
 * @returns {Promise<Tally>}
 */
export async function runChecks(grep = '') {
  console.log('Checks')
  /** @type {Tally} */
  const tally = { passed: 0, failures: [], skipped: [], flaky: [] }
  await Promise.all(
    lanes.map((lane) =>
      runLane(
        lane.filter(({ name }) => name.includes(grep)),
        tally,
      ),
    ),
  )
  return tally
}

/**
 * @param {readonly Check[]} lane
 * @param {Tally} tally
 */
async function runLane(lane, tally) {
  for (const check of lane) {
    const startedAt = performance.now()
    const { ok, output } = await outcomeOf(check)
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    console.log(`  ${ok ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s)`)
    if (!ok) console.log(`\n${output.trim()}\n`)
    if (ok) tally.passed += 1
    else tally.failures.push(`check: ${check.name}`)
  }
}

/**
 * @param {Check} check
 * @returns {Promise<Outcome>}
 */
async function outcomeOf(check) {
  try {
    return await check.run()
  } catch (error) {
    return { ok: false, output: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
