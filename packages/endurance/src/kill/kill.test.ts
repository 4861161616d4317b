import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BuiltServer, buildServer } from '../buildServer.ts'
import { kill } from './kill.ts'

let server: BuiltServer
beforeAll(async () => {
  server = await buildServer()
})
afterAll(() => server.remove())

test('[I2] kill -9 while people write, documents load, snapshots are stored and ideas revealed: nothing seen or saved is lost', async () => {
  const said: string[] = []
  const outcome = await kill.run({ main: server.main, cycles: 5, seed: 20_261_123, say: (line) => said.push(line) })
  expect(outcome).toMatchObject({ is: 'ran', faults: [] })
  if (outcome.is !== 'ran') return
  expect(outcome.figures).toMatchObject({
    kills: 5,
    'seen by others and lost, edits': 0,
    'acknowledged and lost, edits': 0,
    'documents that did not load': 0,
    'reveals half-done': 0,
  })
  expect(outcome.figures['words acknowledged']).toBeGreaterThan(100)
}, 120_000)
