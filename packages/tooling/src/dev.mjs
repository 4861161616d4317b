// npm run dev: the server (port 3000, starts again when its sources change) and Vite in front of it (port 5173), until one of them ends.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root, tool } from './repository.mjs'
import { requireNode } from './setup/nodeVersion.mjs'
import { ensureInstalled } from './setup/prepare.mjs'
import { stopWithNpm } from './setup/stopWithNpm.mjs'

requireNode()
stopWithNpm()
await ensureInstalled()

const env = { ...process.env, PORT: '3000', DATA_DIR: process.env['DATA_DIR'] ?? join(root, 'data', 'dev') }

/** @param {string} app @param {string} command @param {readonly string[]} args */
function startIn(app, command, args) {
  return spawn(command, args, { cwd: join(root, 'apps', app), env, stdio: 'inherit', shell: process.platform === 'win32' })
}
const children = [startIn('server', tool('tsx'), ['watch', 'src/main.ts']), startIn('web', tool('vite', 'apps/web'), [])]

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
