import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const shared = {
  exclude: ['**/node_modules/**', '**/dist/**', 'apps/web/e2e/**'],
  setupFiles: ['temporal-polyfill/global'],
  testTimeout: 30_000,
}
const endurance = 'packages/endurance/**/*.test.ts'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['{apps,packages}/**/*.test.{ts,tsx}'],
          exclude: [...shared.exclude, endurance],
          // Vitest would leave one core idle, which is half of a small machine.
          maxWorkers: availableParallelism(),
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...shared,
          name: 'endurance',
          include: [endurance],
          // These start servers and crowds of their own: one after another, once all else is done.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
