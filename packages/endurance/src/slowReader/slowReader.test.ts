import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BuiltServer, buildServer } from '../buildServer.ts'
import { slowReader } from './slowReader.ts'

let server: BuiltServer
beforeAll(async () => {
  server = await buildServer()
})
afterAll(() => server.remove())

test(
  '[I3] [F2] a reader at 1 kB a second costs nobody anything, and is right soon after it wakes',
  { timeout: 60_000 },
  async () => {
    const outcome = await slowReader.run({ main: server.main, cycles: 4, seed: 1, say: () => undefined })
    expect(outcome).toMatchObject({ is: 'ran', faults: [] })
  },
)
