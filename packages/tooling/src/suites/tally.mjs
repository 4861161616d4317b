/**
 * What came of some tests or checks. Everything but what passed is kept by name, because it has to be listed.
 * @typedef {{ passed: number, failures: string[], skipped: string[], flaky: string[] }} Tally
 */

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function addUp(tallies) {
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failures: tallies.flatMap(({ failures }) => failures),
    skipped: tallies.flatMap(({ skipped }) => skipped),
    flaky: tallies.flatMap(({ flaky }) => flaky),
  }
}
