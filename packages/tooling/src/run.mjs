import { spawn } from 'node:child_process'
import { root } from './repository.mjs'

/**
 * How a command ended. `output` is what it printed on both streams, in order.
 * @typedef {{ ok: boolean, output: string }} Outcome
 */

/**
 * Runs a command of the repository and waits for its end. Never rejects: a command that cannot be started, or is still
 * running after `timeoutMs` (and is then killed), is one that failed, with the reason as its last line.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, timeoutMs?: number, live?: boolean }} [options] `live` also shows the output; `undefined` takes a variable out of the environment.
 * @returns {Promise<Outcome>}
 */
export function run(command, args, { cwd = root, env = {}, timeoutMs = 10 * 60_000, live = false } = {}) {
  return new Promise((resolve) => {
    const windows = process.platform === 'win32' // npm and npx are scripts there
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...colours(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: windows,
      detached: !windows,
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (/** @type {Buffer} */ chunk) => {
        output += chunk.toString()
        if (live) process.stdout.write(chunk)
      })
    }
    const kill = () => killTree(child.pid, windows)
    const timer = setTimeout(() => {
      output += `\nStopped: still running after ${timeoutMs / 1000} s.\n`
      kill()
    }, timeoutMs)
    // The command is the leader of a group of its own (see killTree), so that Ctrl+C in a terminal does not reach it.
    const interrupt = () => {
      kill()
      process.exit(130)
    }
    for (const signal of interruptions) process.once(signal, interrupt)
    child.once('error', (error) => settle(false, `${command}: ${error.message}\n`))
    child.once('close', (code) => settle(code === 0, ''))

    /**
     * @param {boolean} ok
     * @param {string} reason
     */
    function settle(ok, reason) {
      clearTimeout(timer)
      for (const signal of interruptions) process.off(signal, interrupt)
      resolve({ ok, output: output + reason })
    }
  })
}

/** @returns {Record<string, string>} */
function colours() {
  if (process.env['NO_COLOR'] !== undefined || process.env['FORCE_COLOR'] !== undefined) return {} // somebody has decided
  return process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }
}

const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * A test runner leaves workers, servers and browsers behind when only its own process is killed.
 * @param {number | undefined} pid
 * @param {boolean} windows
 */
function killTree(pid, windows) {
  if (pid === undefined) return
  try {
    process.kill(windows ? pid : -pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error // already gone
  }
}
