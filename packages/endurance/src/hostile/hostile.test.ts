import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BuiltServer, buildServer } from '../buildServer.ts'
import { hostile } from './hostile.ts'

let server: BuiltServer
beforeAll(async () => {
  server = await buildServer()
})
afterAll(() => server.remove())

test('[I3] hostile frames and floods harm nobody, and the server stays', { timeout: 60_000 }, async () => {
  const outcome = await hostile.run({ main: server.main, cycles: 400, seed: 1, say: () => undefined })
  expect(outcome).toMatchObject({ is: 'ran', faults: [] })
})
