import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BuiltServer, buildServer } from '../buildServer.ts'
import { damaged } from './damaged.ts'

let server: BuiltServer
beforeAll(async () => {
  server = await buildServer()
})
afterAll(() => server.remove())

test('[I2] a damaged row, a damaged snapshot, a torn log: the rest is whole, it is said, and nothing is written over', async () => {
  const outcome = await damaged.run({ main: server.main, cycles: 1, seed: 20_261_123, say: () => undefined })
  expect(outcome).toMatchObject({
    is: 'ran',
    faults: [],
    figures: { 'damaged rows': 1, 'damaged snapshots': 1, 'torn write-ahead logs': 1 },
  })
}, 60_000)
