import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** A built server of our own, on a free port of this machine, with its data in a temporary folder. */
export interface Server {
  /** Without a slash at the end. Stays the same over `restart`. */
  readonly url: string
  readonly dataDir: string
  /** Everything that the server has printed since it was opened. */
  output(): string
  /** The first match in what it prints: what it has printed already, or soon will. Rejects if that does not come. */
  prints(pattern: RegExp): Promise<RegExpExecArray>
  /** SIGTERM, as an operator stops it. Resolves with the exit code. */
  stop(): Promise<number | null>
  /** `kill -9`: what a power cut does. */
  kill(): Promise<void>
  /** Starts again on the same port and data, after `stop` or `kill`; with more settings if given. */
  restart(env?: Record<string, string>): Promise<void>
  /** Answers nothing any more, and closes nothing: a network that is gone, as far as anybody can tell. `thaw` lets it go on. */
  freeze(): void
  thaw(): void
  /** Stops it if it runs, and deletes its data. */
  close(): Promise<void>
}

/** Resolves once the server answers; rejects with what it printed if it ends or stays silent. `env` adds settings (docs/settings.md). */
export async function openServer(env: Record<string, string> = {}): Promise<Server> {
  const dataDir = await mkdtemp(join(tmpdir(), 'second-story-e2e-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let printed = ''
  let running: ChildProcess

  async function start(more: Record<string, string> = {}) {
    running = spawn(process.execPath, [main], {
      env: { ...process.env, HOST: '127.0.0.1', PORT: String(port), DATA_DIR: dataDir, ...env, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [running.stdout, running.stderr]) stream?.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    await answers(running, url).catch((cause: unknown) => {
      running.kill('SIGKILL')
      throw new Error(`The server did not start. It printed:\n${printed}`, { cause })
    })
  }

  async function end(signal: 'SIGTERM' | 'SIGKILL') {
    if (running.exitCode !== null || running.signalCode !== null) return running.exitCode
    const ended = once(running, 'exit')
    running.kill(signal)
    await ended
    return running.exitCode
  }

  // A fixture that fails before it can close its server would leave it running for good.
  function abandon() {
    running.kill('SIGKILL')
    rmSync(dataDir, { recursive: true, force: true })
  }
  process.once('exit', abandon)

  await start()
  return {
    url,
    dataDir,
    output: () => printed,
    async prints(pattern) {
      const deadline = Date.now() + startMs
      for (;;) {
        const match = pattern.exec(printed)
        if (match) return match
        if (Date.now() > deadline) throw new Error(`The server did not print ${pattern}. It printed:\n${printed}`)
        await wait(25)
      }
    },
    stop: () => end('SIGTERM'),
    kill: async () => void (await end('SIGKILL')),
    restart: start,
    freeze: () => void running.kill('SIGSTOP'),
    thaw: () => void running.kill('SIGCONT'),
    async close() {
      await end('SIGKILL')
      process.off('exit', abandon)
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

const main = fileURLToPath(new URL('../../server/dist/main.js', import.meta.url))
const startMs = 15_000

async function answers(server: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + startMs
  while (Date.now() < deadline) {
    if (server.exitCode !== null) throw new Error(`It ended with code ${server.exitCode}.`)
    const response = await fetch(`${url}/healthz`).catch(() => null)
    if (response?.ok) return
    await wait(25)
  }
  throw new Error(`No answer from ${url}/healthz within ${startMs} ms.`)
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a numeric port.')
  return address.port
}
