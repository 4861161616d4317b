import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { newFolder } from './testing/openTestServer.ts'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))

/** The process as a team runs it, from source. */
async function startProcess(environment: Record<string, string>) {
  const process_: ChildProcess = spawn(process.execPath, ['--import', 'tsx', main], {
    env: { PATH: process.env['PATH'], PORT: '0', DATA_DIR: await newFolder(), ...environment },
  })
  let said = ''
  process_.stdout?.on('data', (chunk) => (said += String(chunk)))
  process_.stderr?.on('data', (chunk) => (said += String(chunk)))
  const exited = new Promise<number | null>((resolve) => process_.on('exit', resolve))
  onTestFinished(async () => {
    process_.kill('SIGKILL')
    await exited
  })
  const ready = () =>
    vi.waitFor(() => new URL(said.match(/ready: (\S+)/)?.[1] ?? 'not yet').origin, { timeout: 20_000, interval: 50 })
  return { said: () => said, exited, ready, kill: (signal: NodeJS.Signals) => process_.kill(signal) }
}

describe('the process', () => {
  test('says where it is, serves, and after SIGTERM exits with 0', async () => {
    const { ready, said, kill, exited } = await startProcess({ SECOND_STORY_DEMO: '1', LOG_LEVEL: 'info' })
    const address = await ready()
    expect((await fetch(`${address}/healthz`)).status).toBe(200)
    await vi.waitFor(() => expect(said()).toMatch(/as facilitator +http\S+\/m\/\S+#\S+/))
    kill('SIGTERM')
    expect(await exited).toBe(0)
    expect(said()).toContain('"route":"/healthz"')
  })

  test('stops at wrong settings with one message that names them all', async () => {
    const { said, exited } = await startProcess({ PORT: 'http', HOST: '', SESSION_DAYS: '0', OIDC_ISSUER: 'https://x.org' })
    expect(await exited).toBe(1)
    for (const name of ['PORT', 'SESSION_DAYS', 'OIDC_ISSUER']) expect(said()).toContain(`- ${name} `)
    expect(said()).not.toContain('    at ')
  })

  test('says in words that the port or the data folder is taken', async () => {
    const blocker = createServer()
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void blocker.close())
    const address = blocker.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const taken = await startProcess({ PORT: String(port) })
    expect(await taken.exited).toBe(1)
    expect(taken.said()).toContain('set PORT to another port')

    const DATA_DIR = await newFolder()
    await (await startProcess({ DATA_DIR })).ready()
    const second = await startProcess({ DATA_DIR })
    expect(await second.exited).toBe(1)
    expect(second.said()).toContain('in use by another Second Story server')
  })
})
