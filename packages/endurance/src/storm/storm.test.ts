import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BuiltServer, buildServer } from '../buildServer.ts'
import { storm } from './storm.ts'

let server: BuiltServer
beforeAll(async () => {
  server = await buildServer()
})
afterAll(() => server.remove())

test('everybody comes back after a kill and after a restart, from many addresses and from one, within the default limits', async () => {
  const outcome = await storm.run({ main: server.main, cycles: 150, seed: 20_261_123, say: () => undefined })
  expect(outcome).toMatchObject({ is: 'ran', faults: [] })
}, 120_000)
