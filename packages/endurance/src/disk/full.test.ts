import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BuiltServer, buildServer } from '../buildServer.ts'
import { full } from './full.ts'

let server: BuiltServer
beforeAll(async () => {
  server = await buildServer()
})
afterAll(() => server.remove())

test('[I2] a full disk: nothing is called saved that is not, people know, and all is saved once there is room (needs root, else SKIPPED)', async ({
  skip,
}) => {
  const outcome = await full.run({ main: server.main, cycles: 2, seed: 20_261_123, say: () => undefined })
  if (outcome.is === 'skipped') return skip(outcome.why)
  expect(outcome.faults).toEqual([])
  expect(outcome.figures).toMatchObject({
    'false Saved': 0,
    'seen by others and lost, edits': 0,
    'acknowledged and lost, edits': 0,
  })
  expect(outcome.figures['words written meanwhile and not yet saved']).toBeGreaterThan(50)
  expect(outcome.figures['until all was saved again, ms']).toBeLessThan(5_000)
}, 60_000)
