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
  const outcome = await power.run({ main: server.main, cycles: 3, seed: 20_261_126, say: () => undefined })
  if (outcome.is === 'skipped') return skip(outcome.why)
  expect(outcome.faults).toEqual([])
  expect(outcome.figures).toMatchObject({
    // What this seed stands for: one failure that passes, and a cut in the middle of each of the others.
    'failures of the disk': 4,
    'power cuts': 3,
    'of them while the disk failed': 3,
    'seen by others and lost, edits': 0,
    'acknowledged and lost, edits': 0,
    'documents that did not load': 0,
    'called saved while every fsync or write failed': 0,
  })
  // Otherwise there was little to lose.
  expect(outcome.figures['words acknowledged']).toBeGreaterThan(100)
}, 120_000)
