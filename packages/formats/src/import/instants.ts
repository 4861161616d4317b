import type { ImportProblem, ImportedRow } from './imported.ts'
import { cut } from './json.ts'

export interface WrittenInstant {
  readonly at: string
  readonly precision: 'minute' | 'second'
}

/**
 * An instant as machines write it: ISO 8601 with an offset and any number of digits behind the second, or seconds or milliseconds since
 * 1970. Null for anything else, and for the year 1 that Go writes where there is no time.
 */
export function readInstant(value: unknown): WrittenInstant | null {
  if (typeof value === 'number') return fromEpoch(value)
  if (typeof value !== 'string') return null
  const text = value.trim()
  if (/^\d{10}(?:\.\d{1,9})?$|^\d{13}$/.test(text)) return fromEpoch(Number(text))
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d))?(?:[.,]\d{1,9})?\s?(Z|UTC|[+-]\d\d:?\d\d)$/i.exec(text)
  if (match === null) return null
  const [, day = '', minutes = '', seconds, zone = ''] = match
  const offset = /^(?:z|utc)$/i.test(zone) ? 'Z' : zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`
  const at = `${day}T${minutes}:${seconds === '60' ? '59' : (seconds ?? '00')}${offset}`
  if (day.startsWith('0001') || Number.isNaN(Date.parse(at))) return null
  return { at, precision: seconds === undefined ? 'minute' : 'second' }
}

function fromEpoch(value: number): WrittenInstant | null {
  const ms = value >= 1e12 ? value : value * 1000
  if (!(ms >= 1e11 && ms < 4e12)) return null
  return { at: new Date(Math.floor(ms / 1000) * 1000).toISOString().replace('.000Z', 'Z'), precision: 'second' }
}

/** What it says when a time is none. */
export function noInstant(where: string, field: string, got: unknown): ImportProblem {
  return {
    where: `${where}, field ${field}`,
    expected: 'a time such as 2018-02-10T20:26:00Z',
    got: got === undefined ? 'nothing' : cut(JSON.stringify(got) ?? 'nothing'),
  }
}

/** By instant; what has none stays behind the row before it. Stable. */
export function inOrder(rows: readonly ImportedRow[]): ImportedRow[] {
  let last = -Infinity
  const keyed = rows.map((row) => {
    const ms = row.at === null ? Number.NaN : Date.parse(row.at)
    if (!Number.isNaN(ms)) last = ms
    return { row, ms: Number.isNaN(ms) ? last : ms }
  })
  return keyed.sort((one, other) => one.ms - other.ms).map(({ row }) => row)
}
