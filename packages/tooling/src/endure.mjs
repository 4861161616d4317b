// npm run endure -- <scenario>: one of the long runs in packages/endurance, with whatever options follow. It builds the server itself.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './repository.mjs'
import { requireNode } from './setup/nodeVersion.mjs'
import { ensureInstalled } from './setup/prepare.mjs'

requireNode()
await ensureInstalled()
const file = join(root, 'packages/endurance/src/endure.ts')
const child = spawn(process.execPath, ['--import', 'tsx', file, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
child.once('exit', (code) => process.exit(code ?? 1))
