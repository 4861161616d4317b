import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Outcome } from '../outcome.ts'
import { growth, scenarios } from '../scenarios/scenarios.ts'

const folder = fileURLToPath(new URL('../../../results', import.meta.url))
const latest = join(folder, 'latest.json')

/** A file for what one call measures. Returns how to write it, which is done after each scenario: a run of an hour may be interrupted. */
export function openRun(): { readonly path: string; save(outcomes: readonly Outcome[]): void } {
  const path = join(folder, `${new Date().toISOString().replaceAll(':', '-').slice(0, 19)}.json`)
  return {
    path,
    save(outcomes) {
      mkdirSync(folder, { recursive: true })
      writeFileSync(path, JSON.stringify(outcomes, null, 2))
    },
  }
}

/** Puts the outcomes into the committed file in the place of older ones of the same scenarios, and returns all in it, in the order of the tables. */
export function publish(outcomes: readonly Outcome[]): Outcome[] {
  // Our own file, written here.
  const before = existsSync(latest) ? (JSON.parse(readFileSync(latest, 'utf8')) as Outcome[]) : []
  const all = [...scenarios, ...growth].flatMap(({ name }) => {
    const is = (outcome: Outcome) => outcome.scenario === name
    return outcomes.find(is) ?? before.find(is) ?? []
  })
  // Single runs stay out of it: what is kept should be read, too.
  writeFileSync(latest, `${JSON.stringify(all.map(slim), null, 1)}\n`)
  return all
}

function slim(outcome: Outcome): Outcome {
  const rounded = (figure: number) => Number(figure.toPrecision(4))
  return {
    ...outcome,
    rows: outcome.rows.map((row) => ({
      ...row,
      runs: [],
      failure: row.failure === null ? null : summaryOf(row.failure),
      figures: Object.fromEntries(Object.entries(row.figures).map(([key, figure]) => [key, rounded(figure)])),
    })),
  }
}

/** The message alone, of what a process prints when it ends by an error. */
function summaryOf(failure: string): string {
  return /^\w*Error: (.*)$/m.exec(failure)?.[1] ?? failure.split('\n')[0] ?? ''
}
