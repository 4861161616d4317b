import { readStamp } from '../stamps/readStamp.ts'
import type { Read, Stamp } from '../stamps/stamp.ts'
import { findZone } from '../stamps/zone.ts'
import type { Line } from './lines.ts'

/** What a table is about: where its times stand, and the zone that its head names. */
export interface Columns {
  readonly time: number
  /** A column of days beside one of clock times. */
  readonly day: number | null
  readonly zone: string | null
  /** Index of the head in `rows`, or -1 where the first row is an entry already. */
  readonly head: number
}

/** The columns of these rows; null where no column holds times, so that the table is no timeline. */
export function columnsOf(rows: readonly Line[]): Columns | null {
  const cells = rows.map(cellsOf)
  const firstAt = Math.max(
    0,
    rows.findIndex(({ kind }) => kind === 'row'),
  )
  const first = cells[firstAt] ?? []
  const headed = first.findIndex((cell) => headOfTime.test(cell) && stampOf(cell) === null)
  const isRuledOff = rows[firstAt + 1]?.kind === 'row-rule' && (firstAt === 0 || first.every((cell) => stampOf(cell) === null))
  const head = headed >= 0 || isRuledOff ? firstAt : -1
  const sample = cells.slice(head + 1, head + 30)
  const timed = (column: number) => sample.filter((row) => stampOf(row[column] ?? '') !== null).length
  const clocked = (column: number) =>
    sample.filter((row) => {
      const read = stampOf(row[column] ?? '')
      return read !== null && (read.value.is !== 'time' || read.value.from.clock !== null)
    }).length
  const width = Math.min(12, Math.max(0, ...sample.map((row) => row.length)))
  const columns = Array.from({ length: width }, (_, column) => column)
  const enough = Math.max(1, rows.length > 3 ? 2 : 1)
  const preferred = headed >= 0 && clocked(headed) >= 1 ? headed : columns.find((column) => clocked(column) >= enough)
  const time = preferred ?? columns.find((column) => timed(column) >= enough)
  if (time === undefined) return null
  const day = columns.find((column) => column < time && clocked(column) === 0 && timed(column) >= 1) ?? null
  return { time, day, zone: head < 0 ? null : findZone((first[time] ?? '').replace(/^/, ' ')), head }
}

export interface RowReading {
  readonly read: Read<Stamp> | null
  readonly text: string
}

/** A row's time, and the words of its other cells (and of the time's own, where some are left). */
export function readRow(row: Line, columns: Columns): RowReading {
  const cells = cellsOf(row)
  const dayText = columns.day === null ? '' : (cells[columns.day] ?? '')
  const timeText = cells[columns.time] ?? ''
  const joined = dayText === '' ? null : `${dayText} ${timeText}`.trim()
  const source = joined !== null && stampOf(joined) !== null ? joined : timeText
  const read = stampOf(source)
  const rest = read === null ? source : source.slice(read.end)
  const others = cells.filter((_, column) => column !== columns.time && column !== columns.day)
  return { read, text: [rest, ...others].filter((cell) => cell !== '').join(' ') }
}

const headOfTime = /\b(?:time|times|timestamp|when|date|datetime|hour|clock|utc|gmt|zeit|uhrzeit|heure|hora)\b|^t\b|\btime/i

function stampOf(cell: string): Read<Stamp> | null {
  return readStamp(cell, 0)
}

/** The cells between bars; a bar behind a backslash belongs to its cell. */
function cellsOf(line: Line): string[] {
  const inner = line.body.replace(/^\|/, '').replace(/(?<!\\)\|$/, '')
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replace(/\\\|/g, '|'))
}
