import { join } from 'node:path'
import type { Store } from '../../store.ts'
import { openSqliteStore, type SqliteStoreOptions } from '../openSqliteStore.ts'
import { buildWorker } from './builtWorker.ts'
import { temporaryFolder } from './temporaryFolder.ts'

/** Stores of one test file, with the built thread, in files that are gone after its last test. */
export async function storesOfThisFile() {
  const folder = temporaryFolder()
  const workerUrl = await buildWorker()
  let files = 0
  return {
    workerUrl,
    newPath(): string {
      files += 1
      return join(folder.path, `store-${files}.sqlite`)
    },
    openStore: (options: SqliteStoreOptions): Promise<Store> => openSqliteStore({ workerUrl, ...options }),
  }
}
