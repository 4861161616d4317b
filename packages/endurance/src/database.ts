import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The server's database, looked at and damaged from outside while no server runs. */
export interface Database {
  exec(sql: string): void
  prepare(sql: string): {
    all(...values: unknown[]): unknown[]
    get(...values: unknown[]): unknown
    run(...values: unknown[]): unknown
  }
  close(): void
}

type DatabaseClass = new (path: string) => Database

export function databasePath(dataDir: string): string {
  return join(dataDir, 'second-story.sqlite')
}

/** The same two bindings of SQLite that the server uses. */
export async function openDatabase(path: string): Promise<Database> {
  const builtIn = process.getBuiltinModule('node:sqlite') as { DatabaseSync: DatabaseClass } | undefined
  const Sqlite = (builtIn ?? (await import('@photostructure/sqlite'))).DatabaseSync
  return new Sqlite(path)
}

/** Looks at a copy: opening the file itself would already do what the next server is to do by itself. */
export async function inspect<T>(dataDir: string, look: (database: Database) => T): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'second-story-inspect-'))
  try {
    for (const file of await readdir(dataDir)) {
      if (file.startsWith('second-story.sqlite')) await cp(join(dataDir, file), join(folder, file))
    }
    const database = await openDatabase(databasePath(folder))
    try {
      return look(database)
    } finally {
      database.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
