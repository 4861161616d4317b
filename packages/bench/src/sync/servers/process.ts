import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface ServerProcess {
  readonly pid: number
  kill(): Promise<void>
  /** Asks it to end, and insists after a while. */
  stop(): Promise<void>
}

/** Starts this Node with the arguments and resolves once `ready` is in what it prints. Rejects if it
 * ends before; whenever it ends by itself, what it printed is shown. */
export async function startNode(
  args: readonly string[],
  { environment, ready, cwd }: { environment: Record<string, string>; ready: string; cwd?: string },
): Promise<ServerProcess> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd !== undefined && { cwd }),
  })
  const ended = once(child, 'exit')
  const killWithUs = () => child.kill('SIGKILL')
  process.once('exit', killWithUs)
  let isWanted = true
  const end = async (signal: NodeJS.Signals) => {
    isWanted = false
    process.off('exit', killWithUs)
    const insist = setTimeout(() => child.kill('SIGKILL'), 10_000)
    child.kill(signal)
    await ended
    clearTimeout(insist)
  }
  const said = listen(child)
  child.once('exit', (code, signal) => {
    if (isWanted) console.error(`A server ended by itself (${code ?? signal}). It printed:\n${said.all()}`)
  })
  await Promise.race([said.ready(ready), ended.then(() => Promise.reject(new Error('A server did not start.')))])
  return { pid: child.pid ?? 0, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') }
}

function listen(child: ChildProcess) {
  let output = ''
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-20_000)
      for (const listener of listeners) listener()
    })
  }
  return {
    all: () => output,
    ready: (text: string) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!output.includes(text)) return
          listeners.delete(look)
          resolve()
        }
        listeners.add(look)
      }),
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}

/** In the folder for temporary files, unless `BENCH_DATA` names one on the disk that is to be measured. */
export async function newFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(process.env['BENCH_DATA'] ?? tmpdir(), 'second-story-bench-'))
  const remove = () => rmSync(path, { recursive: true, force: true })
  process.once('exit', remove) // for the runs that fail
  return {
    path,
    async remove() {
      process.off('exit', remove)
      await rm(path, { recursive: true, force: true })
    },
  }
}
