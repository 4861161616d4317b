import { sqliteCode } from './driver.ts'

const corrupt = 11

/** SQLite itself could not make sense of a page. */
export function isCorrupt(error: unknown): boolean {
  return sqliteCode(error) === corrupt
}

/** What `work` gives, or undefined where it meets such a page. */
export function unlessCorrupt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (!isCorrupt(error)) throw error
    return undefined
  }
}
