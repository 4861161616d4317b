import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BuiltServer, buildServer } from '../buildServer.ts'
import { roles } from './roles.ts'

let server: BuiltServer
beforeAll(async () => {
  server = await buildServer()
})
afterAll(() => server.remove())

test(
  '[I3] [C3] whoever types while their right to write is taken away writes nothing from the server’s answer on',
  { timeout: 60_000 },
  async () => {
    const outcome = await roles.run({ main: server.main, cycles: 160, seed: 3, say: () => undefined })
    expect(outcome).toMatchObject({ is: 'ran', faults: [], figures: { 'changes of role': 160, 'of these taken in': 0 } })
  },
)
