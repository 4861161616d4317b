// npm run --silent coach: packages/coach on standard input and output, as JSON lines. Nothing else may be on that stream, so what the
// preparations have to say goes to the other one.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './repository.mjs'
import { requireNode } from './setup/nodeVersion.mjs'
import { ensureInstalled } from './setup/prepare.mjs'

process.stdout.write = process.stderr.write.bind(process.stderr)
requireNode()
await ensureInstalled()
const file = join(root, 'packages/coach/src/cli.ts')
const child = spawn(process.execPath, ['--import', 'tsx', file, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
child.once('exit', (code) => process.exit(code ?? 1))
