import { pino, type DestinationStream, type Logger } from 'pino'

/**
 * JSON lines on standard output. Ids, sizes, counts and durations only: no addresses with their query, no tokens, no names, and
 * never what people wrote.
 */
export function openLog(level: string, destination?: DestinationStream): Logger {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: describeError } }
  return destination ? pino(options, destination) : pino(options)
}

/** What a log may hold of an error: where it happened, not its message, which may quote what somebody wrote. */
export function describeError(error: unknown): { error: string; code?: string; at: string[] } {
  if (!(error instanceof Error)) return { error: typeof error, at: [] }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const at = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim())
  return { error: error.name, ...(code !== undefined && { code }), at }
}
