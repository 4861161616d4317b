import { loadDriver, type SqlDatabase } from '../driver.ts'

/** The file of a store as another program sees it: to look into, to damage, to lock. */
export async function openDriver(path: string, busyMs: number): Promise<SqlDatabase> {
  return (await loadDriver())(path, busyMs)
}
