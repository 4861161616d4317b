// npm run bench:sync [-- --only many,big --servers ours,floor-shared --seconds 5 --runs 3 --node /path/to/node --growth --publish]: our live
// documents beside other servers and beside relays that do nothing. Prints tables and keeps the figures as JSON. --growth measures what the
// plots show instead; --publish writes figures and plots into docs/.
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import type { Outcome } from './sync/outcome.ts'
import { writeDocument } from './sync/report/document.ts'
import { openRun, publish } from './sync/report/results.ts'
import { asText, failuresOf, overviewOf, tableOf, titleOf } from './sync/report/table.ts'
import { runAll } from './sync/runAll.ts'
import { findScenario, growth, scenarios } from './sync/scenarios/scenarios.ts'
import { raisedSettings } from './sync/servers/ours.ts'
import { findServer, servers } from './sync/servers/servers.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    servers: { type: 'string', default: '' },
    seconds: { type: 'string', default: '5' },
    runs: { type: 'string', default: '3' },
    node: { type: 'string', default: '' },
    growth: { type: 'boolean', default: false },
    publish: { type: 'boolean', default: false },
  },
})

// The servers and the generator are children of this process, and run on the same Node.
if (values.node !== '') {
  const { status } = spawnSync(values.node, ['--import', 'tsx', ...process.argv.slice(1), '--node', ''], { stdio: 'inherit' })
  process.exit(status ?? 1)
}

const names = (given: string) => given.split(',').filter(Boolean)
const run = openRun()
const outcomes: Outcome[] = []
for await (const outcome of runAll({
  scenarios: values.only ? names(values.only).map(findScenario) : values.growth ? growth : scenarios,
  servers: values.servers ? names(values.servers).map(findServer) : servers,
  seconds: Number(values.seconds),
  runs: Number(values.runs),
})) {
  outcomes.push(outcome)
  run.save(outcomes)
  if (values.publish) writeDocument(publish([outcome]))
  console.log(`\n${[titleOf(outcome), asText(tableOf(outcome)), ...failuresOf(outcome)].join('\n')}\n`)
}
if (!values.growth) console.log(`${asText(overviewOf(outcomes))}\n`)
console.log(`Settings of ours that were raised: ${Object.keys(raisedSettings).join(', ')}.`)
console.log(`All runs: ${run.path}`)
// What was lost, or is not what was sent, must not look like a success.
process.exit(
  outcomes.some((outcome) => outcome.rows.some(({ failure }) => failure !== null && !failure.startsWith('needs Node'))) ? 1 : 0,
)
