// npm run --silent coach, npm run --silent timeline: parts of the product on standard input and output, as JSON lines. Nothing else may be
// on that stream, so what the preparations have to say goes to the other one.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './repository.mjs'
import { requireNode } from './setup/nodeVersion.mjs'
import { ensureInstalled } from './setup/prepare.mjs'

const files = new Map([
  ['coach', 'packages/coach/src/cli.ts'],
  ['timeline', 'packages/formats/src/timeline/cli.ts'],
])

process.stdout.write = process.stderr.write.bind(process.stderr)
const [name = '', ...given] = process.argv.slice(2)
const file = files.get(name)
if (file === undefined) {
  console.error(`There is no command line "${name}". There are: ${[...files.keys()].join(', ')}.`)
  process.exit(2)
}
requireNode()
await ensureInstalled()
const child = spawn(process.execPath, ['--import', 'tsx', join(root, file), ...given], { cwd: root, stdio: 'inherit' })
child.once('exit', (code) => process.exit(code ?? 1))
