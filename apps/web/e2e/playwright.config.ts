import { defineConfig, devices } from '@playwright/test'
import { findBrowser } from '@second-story/tooling/browser'

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../../../test-results',
  forbidOnly: true,
  fullyParallel: true,
  // A test that passes at the second try is a test that fails.
  retries: 0,
  workers: 2,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  use: {
    ...devices['Desktop Chrome'],
    launchOptions: await findBrowser(),
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    screenshot: 'only-on-failure',
    actionTimeout: 10_000,
  },
})
