// npm run dev: the server (port 3000, restarts when its sources change) and Vite in front of it (port 5173), until one of them ends.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './repository.mjs'
import { requireNode } from './setup/nodeVersion.mjs'
import { ensureInstalled } from './setup/prepare.mjs'

requireNode()
await ensureInstalled()

const env = { ...process.env, PORT: '3000', DATA_DIR: process.env['DATA_DIR'] ?? join(root, 'data', 'dev') }
const children = ['server', 'web'].map((app) =>
  spawn('npm', ['run', 'dev', '--silent'], {
    cwd: join(root, 'apps', app),
    env,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  }),
)

let stopping = false
/** @param {NodeJS.Signals} signal */
function stop(signal) {
  if (stopping) return
  stopping = true
  for (const child of children) child.kill(signal)
}
process.on('SIGINT', () => stop('SIGINT'))
process.on('SIGTERM', () => stop('SIGTERM'))
for (const child of children) {
  child.once('exit', (code) => {
    process.exitCode ||= stopping ? 0 : (code ?? 1)
    stop('SIGTERM')
  })
}
