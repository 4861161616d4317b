/**
 * SQLite as Node itself brings it, or, where it does not (Node 20), the package that has the same interface with binaries inside.
 * One code path for both, and nothing to compile.
 */

export type SqlValue = string | number | null | Uint8Array

export interface SqlStatement {
  run(...values: SqlValue[]): { changes: number | bigint }
  get(...values: SqlValue[]): unknown
  all(...values: SqlValue[]): unknown[]
}

export interface SqlDatabase {
  exec(sql: string): void
  prepare(sql: string): SqlStatement
  close(): void
  readonly isTransaction: boolean
}

type DatabaseClass = new (path: string, options?: { timeout?: number }) => SqlDatabase

/** Opens or creates a database file. `busyMs`: how long a statement waits for another process's lock. */
export type OpenDriver = (path: string, busyMs: number) => SqlDatabase

/** Once it is loaded, a file can be opened without waiting. */
export async function loadDriver(): Promise<OpenDriver> {
  const Database = builtIn() ?? (await import('@photostructure/sqlite')).DatabaseSync
  return (path, busyMs) => new Database(path, { timeout: busyMs })
}

/** The number that SQLite gives to an error (https://sqlite.org/rescode.html), without its extended part; null for other errors. */
export function sqliteCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null
  return error.errcode & 0xff
}

function builtIn(): DatabaseClass | null {
  const sqlite = process.getBuiltinModule('node:sqlite') as { DatabaseSync: DatabaseClass } | undefined
  if (sqlite === undefined) return null
  // The first versions, in Node 22, lack what we need to roll back reliably. Each database has it, their class does not show it.
  const probe = new sqlite.DatabaseSync(':memory:')
  const canRollBack = 'isTransaction' in probe
  probe.close()
  return canRollBack ? sqlite.DatabaseSync : null
}
