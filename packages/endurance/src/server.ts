import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The built server in a process of its own, on a port and a data folder that stay the same however often it is started. */
export interface Server {
  /** Without a slash at the end. */
  readonly url: string
  readonly port: number
  readonly dataDir: string
  /** Of the process that runs now. */
  readonly pid: number
  /** False once it has ended, by itself or not. */
  readonly isRunning: boolean
  /** Everything that it has printed, in all its lives. */
  output(): string
  /** Starts it, and resolves once it listens. Rejects with what it printed if it ends before that. */
  start(): Promise<void>
  /** `kill -9`. Resolves once the process is gone. */
  kill(): Promise<void>
  /** SIGTERM, as an operator stops it. Resolves with the exit code. */
  stop(): Promise<number | null>
  /** Kills it if it runs, and deletes its data. */
  close(): Promise<void>
}

export interface ServerOptions {
  /** The built server (`buildServer`). */
  readonly main: string
  /** A folder that exists; without it one is made, and deleted at the end. */
  readonly dataDir?: string
  /** docs/settings.md, and whatever else the process is to find in its environment. */
  readonly environment?: Readonly<Record<string, string>>
}

/** Limits that protect a real server from what a test does from one address; all by documented settings. */
export const raisedSettings: Readonly<Record<string, string>> = {
  UPGRADE_BURST: '1000000',
  UPGRADES_PER_SECOND: '1000000',
  CONNECTIONS_PER_ADDRESS: '1000000',
  REQUESTS_PER_MINUTE: '1000000',
  CREATES_PER_MINUTE: '1000000',
  JOINS_PER_MINUTE: '1000000',
}

/** Nobody is cut off for writing fast either. */
export const unhurriedSettings: Readonly<Record<string, string>> = {
  ...raisedSettings,
  SYNC_MESSAGES_PER_SECOND: '100000',
  PARTICIPANT_MESSAGES_PER_SECOND: '100000',
  PARTICIPANT_BYTES_PER_SECOND: '100000000',
}

/** The server, started. */
export async function openServer({ main, dataDir: given, environment = {} }: ServerOptions): Promise<Server> {
  const dataDir = given ?? (await mkdtemp(join(tmpdir(), 'second-story-endurance-')))
  const port = await freePort()
  let output = ''
  let running: ChildProcess | null = null

  function abandon() {
    running?.kill('SIGKILL')
    if (given === undefined) rmSync(dataDir, { recursive: true, force: true })
  }
  process.once('exit', abandon)

  async function start(): Promise<void> {
    const from = output.length
    const child = spawn(process.execPath, [main], {
      env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: String(port), DATA_DIR: dataDir, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running = child
    await new Promise<void>((resolve, reject) => {
      const tooLate = setTimeout(() => child.kill('SIGKILL'), startMs)
      const listen = (chunk: Buffer) => {
        output += chunk.toString()
        if (!output.includes('is ready', from)) return
        clearTimeout(tooLate)
        resolve()
      }
      child.stdout.on('data', listen)
      child.stderr.on('data', listen)
      child.once('exit', (code, signal) => {
        clearTimeout(tooLate)
        reject(new Error(`The server did not start (${code ?? signal}). It printed:\n${output.slice(from)}`))
      })
    })
  }

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    const child = running
    running = null
    if (child === null || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
    return child.exitCode
  }

  const server: Server = {
    url: `http://127.0.0.1:${port}`,
    port,
    dataDir,
    get pid() {
      if (running?.pid === undefined) throw new Error('The server does not run.')
      return running.pid
    },
    get isRunning() {
      return running !== null && running.exitCode === null && running.signalCode === null
    },
    output: () => output,
    start,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    async close() {
      await end('SIGKILL')
      process.off('exit', abandon)
      if (given === undefined) await rm(dataDir, { recursive: true, force: true })
    },
  }
  try {
    await start()
  } catch (error) {
    await server.close()
    throw error
  }
  return server
}

const startMs = 30_000

/** What of a process is in the machine's memory, and the most that ever was, in MiB. Linux. */
export function residentMib(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const of = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? Number.NaN) / 1024
  return { now: of('VmRSS'), peak: of('VmHWM') }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}
