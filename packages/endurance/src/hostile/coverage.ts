import { type Profiler, Session } from 'node:inspector'

/** What of this process' code ran for the first time since last asked, by V8's own count. */
export interface Coverage {
  /** How many blocks of the watched files ran that never had before. A millisecond. */
  news(): number
  readonly blocks: number
  close(): void
}

/** Watches the scripts whose address matches. */
export function openCoverage(watched: RegExp): Coverage {
  const session = new Session()
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.startPreciseCoverage', { callCount: false, detailed: true })
  const seen = new Set<string>()
  return {
    news() {
      const before = seen.size
      // In this thread it answers before it returns.
      session.post('Profiler.takePreciseCoverage', (error: Error | null, { result }: Profiler.TakePreciseCoverageReturnType) => {
        if (error) throw error
        for (const { url, functions } of result) {
          if (!watched.test(url)) continue
          for (const { ranges } of functions)
            for (const { startOffset, endOffset, count } of ranges) if (count > 0) seen.add(`${url}:${startOffset}:${endOffset}`)
        }
      })
      return seen.size - before
    },
    get blocks() {
      return seen.size
    },
    close() {
      session.post('Profiler.stopPreciseCoverage')
      session.disconnect()
    },
  }
}
