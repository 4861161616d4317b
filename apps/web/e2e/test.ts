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
  server: [
    // Playwright reads from this very pattern which fixtures it needs: none.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const server = await openServer()
      await use(server)
      await server.close()
    },
    { scope: 'worker' },
  ],
  // oxlint-disable-next-line no-empty-pattern -- as above
  ownServer: async ({}, use) => {
    const server = await openServer()
    await use(server)
    await server.close()
  },
  baseURL: async ({ server }, use) => use(server.url),
})
