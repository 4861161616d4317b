// npm run bench:sync [-- --only many,big --servers ours,floor-shared --seconds 5 --runs 3 --node /path/to/node]: our live documents beside
// others. Prints tables; writes the figures as JSON.
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { runAll } from './sync/runAll.ts'
import { tableOf } from './sync/report/table.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    servers: { type: 'string', default: '' },
    seconds: { type: 'string', default: '5' },
    runs: { type: 'string', default: '3' },
    node: { type: 'string', default: process.execPath },
  },
})
// The servers and the generator are children of this process, and run on the same Node.
if (values.node !== '' && values.node !== process.execPath) {
  const { status } = spawnSync(values.node, ['--import', 'tsx', ...process.argv.slice(1), '--node', ''], { stdio: 'inherit' })
  process.exit(status ?? 1)
}
const names = (given: string) =>
  given
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
const results = await runAll({
  only: names(values.only),
  servers: names(values.servers),
  seconds: Number(values.seconds),
  runs: Number(values.runs),
})
for (const result of results) console.log(`\n${tableOf(result)}`)
