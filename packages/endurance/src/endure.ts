// npm run endure -- <scenario> [--cycles N] [--seed S]: one of the long runs, against the server as it is shipped. It prints its seed first and
// its figures last; it exits with 1 if anything happened that must not.
import 'temporal-polyfill/global'
import { parseArgs } from 'node:util'
import { buildServer } from './buildServer.ts'
import type { Scenario } from './scenario.ts'
import { scenarios } from './scenarios.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { cycles: { type: 'string' }, seed: { type: 'string' } },
})
const [name = ''] = positionals
const scenario: Scenario | undefined = scenarios[name]
if (scenario === undefined) {
  console.error(`There is no run "${name}". There are:`)
  for (const [each, { is }] of Object.entries(scenarios)) console.error(`  ${each.padEnd(12)}${is}`)
  process.exit(2)
}
const seed = whole('--seed', values.seed) ?? Math.floor(Math.random() * 2 ** 31)
const cycles = whole('--cycles', values.cycles) ?? scenario.cycles
console.log(`${name}, again as: npm run endure -- ${name} --cycles ${cycles} --seed ${seed}`)

const startedAt = performance.now()
const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(0)} s`
const server = await buildServer()
try {
  const outcome = await scenario.run({
    main: server.main,
    cycles,
    seed,
    say: (line) => console.log(`${seconds().padStart(6)}  ${line}`),
  })
  if (outcome.is === 'skipped') console.log(`\nSKIPPED: ${outcome.why}`)
  else {
    console.log(`\nDone in ${seconds()}, Node ${process.version}.`)
    for (const [figure, value] of Object.entries(outcome.figures)) console.log(`${String(value).padStart(12)}  ${figure}`)
    for (const fault of outcome.faults) console.error(`FAULT: ${fault}`)
    if (outcome.faults.length > 0) process.exitCode = 1
  }
} finally {
  await server.remove()
}

function whole(option: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined
  if (/^\d{1,9}$/.test(given)) return Number(given)
  console.error(`${option} takes a whole number, not "${given}".`)
  process.exit(2)
}
