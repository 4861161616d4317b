import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BuiltServer, buildServer } from '../buildServer.ts'
import { power } from './power.ts'

let server: BuiltServer
beforeAll(async () => {
  server = await buildServer()
})
afterAll(() => server.remove())

test('[I2] neither a failing fsync nor a power cut takes what was seen or called saved (needs Linux and cc, else SKIPPED)', async ({
  skip,
}) => {
  const outcome = await power.run({ main: server.main, cycles: 3, seed: 20_261_125, say: () => undefined })
  if (outcome.is === 'skipped') return skip(outcome.why)
  expect(outcome.faults).toEqual([])
  expect(outcome.figures).toMatchObject({
    'power cuts': 3,
    'seen by others and lost, edits': 0,
    'acknowledged and lost, edits': 0,
    'documents that did not load': 0,
    'called saved while every fsync or write failed': 0,
  })
  // Otherwise nothing was tried.
  expect(outcome.figures['failures of the disk']).toBeGreaterThan(0)
  expect(outcome.figures['words acknowledged']).toBeGreaterThan(100)
}, 120_000)
