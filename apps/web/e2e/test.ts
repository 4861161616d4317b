import { test as base } from '@playwright/test'
import { openServer, type Server } from './server.ts'

export { expect } from '@playwright/test'

/** One server for all tests of a worker: meetings do not see each other. Paths in `page.goto` are its paths. */
interface WorkerFixtures {
  server: Server
}

/** A server for one test alone, to stop, kill and restart. */
interface TestFixtures {
  ownServer: Server
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  // Playwright reads from the pattern `{}` that a fixture needs no other.
  server: [
    async ({}, use) => {
      const server = await openServer()
      await use(server)
      await server.close()
    },
    { scope: 'worker' },
  ],
  ownServer: async ({}, use) => {
    const server = await openServer()
    await use(server)
    await server.close()
  },
  baseURL: async ({ server }, use) => use(server.url),
})
