import { expect, test } from 'vitest'
import { openDriver } from './testing/openDriver.ts'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const hasGoodSqlite = major > 22 || (major === 22 && minor >= 16)

test('SQLite is that of Node itself where Node brings it', async () => {
  const builtIn = process.getBuiltinModule('node:sqlite') as { DatabaseSync: new () => object } | undefined
  const db = await openDriver(':memory:', 0)
  expect(builtIn !== undefined && db instanceof builtIn.DatabaseSync).toBe(hasGoodSqlite)
  db.close()
})
