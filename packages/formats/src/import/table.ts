import Papa from 'papaparse'
import { type Mark, marks as allMarks } from '@second-story/meeting'
import { markEntries } from '../timeline/marks.ts'
import { fieldsOf } from './fields.ts'
import type {
  ImportedRow,
  ImportedTable,
  ImportKnown,
  ImportProblem,
  LeftOutPart,
  SourcePlace,
  TableColumns,
} from './imported.ts'
import { readInstant } from './instants.ts'
import { placeTimes } from './placedTimes.ts'
import type { Reading } from './reading.ts'
import { newRow, tidy } from './rows.ts'

/** Cells under names, each row with its place in the source. */
export interface Table {
  readonly names: readonly string[]
  readonly rows: readonly { readonly cells: readonly string[]; readonly source: SourcePlace }[]
  readonly problems: readonly ImportProblem[]
}

const sampleRows = 5

/** CSV or TSV (RFC 4180, with the separators that spreadsheets use). Null where the text is no table with a time. */
export function readSeparated(text: string, file: number, name: string, insists: boolean): Table | null {
  const firstLine = /^[^\r\n]*/.exec(text)?.[0] ?? ''
  if (!insists && !/[,;\t]/.test(firstLine)) return null
  const rows: { cells: string[]; source: SourcePlace }[] = []
  const problems: ImportProblem[] = []
  let line = 1
  let at = 0
  Papa.parse<string[]>(text, {
    skipEmptyLines: 'greedy',
    delimitersToGuess: ['\t', ';', ',', '|'],
    step({ data, errors, meta }) {
      const from = line
      for (; at < meta.cursor; at += 1) if (text.charCodeAt(at) === 10) line += 1
      rows.push({ cells: data, source: { file, from, to: Math.max(from, line - 1) } })
      for (const { code } of errors) {
        if (code !== 'MissingQuotes' && code !== 'InvalidQuotes') continue
        problems.push({
          where: `${name}, line ${from}`,
          expected: 'a closing quote',
          got: code === 'MissingQuotes' ? 'the end of the file' : 'words behind it',
        })
      }
    },
  })
  const [head, ...body] = rows
  if (head === undefined || head.cells.length < 2) return null
  const hasHead = !head.cells.some((cell) => readInstant(cell) !== null || looksLikeTime(cell))
  const table: Table = hasHead
    ? { names: head.cells.map((cell) => cell.trim()), rows: body, problems }
    : { names: head.cells.map((_, index) => `Column ${index + 1}`), rows, problems }
  if (insists) return table
  const even = table.rows.filter(({ cells }) => cells.length === head.cells.length).length
  const { time, text: words } = guessColumns(table)
  const isSure = hasHead ? timeNames.test(table.names[time[0] ?? -1] ?? '') || words.length > 0 : firstLine.includes('\t')
  return table.rows.length > 0 && even >= table.rows.length * 0.8 && time.length > 0 && isSure ? table : null
}

/** A list of things in JSON, of which each has a time in some field. Null where there is none. */
export function readObjects(values: readonly unknown[], file: number): Table | null {
  const items = values.length === 1 ? longestList(values[0], 0) : values
  const objects = items.map((item) => fieldsOf(item)).filter((item) => item !== null)
  if (objects.length === 0 || objects.length < items.length / 2) return null
  const flat = objects.map((object) => new Map(flattened(object)))
  const names = [...new Set(flat.flatMap((cells) => [...cells.keys()]))].slice(0, 60)
  const rows = flat.map((cells, item) => ({ cells: names.map((name) => cells.get(name) ?? ''), source: { file, item } }))
  const table = { names, rows, problems: [] }
  return guessColumns(table).time.length > 0 ? table : null
}

function longestList(value: unknown, depth: number): readonly unknown[] {
  if (Array.isArray(value)) return value
  const fields = depth < 4 ? fieldsOf(value) : null
  if (fields === null) return []
  return Object.values(fields)
    .map((inner) => longestList(inner, depth + 1))
    .reduce((one, other) => (other.length > one.length ? other : one), [])
}

function flattened(object: Readonly<Record<string, unknown>>, before = ''): [string, string][] {
  return Object.entries(object).flatMap(([name, value]): [string, string][] => {
    const path = `${before}${name}`
    const inner = before === '' ? fieldsOf(value) : null
    if (inner !== null) return flattened(inner, `${path}.`)
    if (value === null || value === undefined || typeof value === 'object') return []
    return [[path, typeof value === 'string' ? value : JSON.stringify(value)]]
  })
}

const timeNames =
  /(?:^|[^a-z])(?:time|timestamp|date|when|datum|uhrzeit|zeit|at|ts|created|start(?:ed)?|occurred|heure|fecha|hora|day)(?:$|[^a-z])|(?:time|date|(?:_|[a-z])at)$/i
const textNames =
  /(?:^|[^a-z])(?:text|event|description|what|message|note|notes|summary|ereignis|details?|entry|body|content|title|action|happened|beschreibung|log|comment)(?:$|[^a-z])/i
const whoNames = /(?:^|[^a-z])(?:who|actor|author|user(?:name)?|owner|person|by|name|wer|from|sender)(?:$|[^a-z])/i
const markNames = /(?:^|[^a-z])(?:mark|phase|status|state|milestone|type)(?:$|[^a-z])/i

/** By the names of the columns, and by what stands in them. */
function guessColumns({ names, rows }: Pick<Table, 'names' | 'rows'>): TableColumns {
  const sample = rows.slice(0, 50)
  const shareOf = (column: number, fits: (cell: string) => boolean) => {
    const cells = sample.map(({ cells: each }) => each[column]?.trim() ?? '').filter((cell) => cell !== '')
    return cells.length === 0 ? 0 : cells.filter(fits).length / cells.length
  }
  const all = names.map((_, column) => column)
  const timed = all.filter((column) => shareOf(column, (cell) => readInstant(cell) !== null || looksLikeTime(cell)) > 0.6)
  const whole = timed.find(
    (column) => shareOf(column, (cell) => readInstant(cell) !== null || (hasDay(cell) && hasClock(cell))) > 0.6,
  )
  const dayColumn = timed.find((column) => shareOf(column, hasDay) > 0.6)
  const clockColumn = timed.find((column) => column !== dayColumn && shareOf(column, hasClock) > 0.6)
  const apart = [dayColumn, clockColumn].filter((column) => column !== undefined)
  const time = whole !== undefined ? [whole] : apart
  const rest = all.filter((column) => !timed.includes(column))
  const length = (column: number) => sample.reduce((sum, { cells }) => sum + (cells[column]?.length ?? 0), 0)
  const isName = (pattern: RegExp) => (column: number) => pattern.test(names[column] ?? '')
  const mark = rest.find((column) => isName(markNames)(column) && shareOf(column, (cell) => markOf(cell) !== null) > 0.4) ?? null
  const text =
    rest.filter((column) => column !== mark && isName(textNames)(column)).sort((one, other) => length(other) - length(one))[0] ??
    rest.filter((column) => column !== mark && !isName(whoNames)(column)).sort((one, other) => length(other) - length(one))[0]
  const who = rest.find((column) => column !== text && column !== mark && isName(whoNames)(column)) ?? null
  return { time, text: text === undefined ? [] : [text], who, mark }
}

/** Rows of a table, by the columns that are known or guessed. */
export function readTable(table: Table, known: ImportKnown): Reading & { readonly table: ImportedTable } {
  const columns = known.columns ?? guessColumns(table)
  const join = (cells: readonly string[], which: readonly number[], by: string) =>
    which
      .map((column) => cells[column]?.trim() ?? '')
      .filter((cell) => cell !== '')
      .join(by)
  const zone = /\b(?:UTC|GMT|[PMCE][SD]T|CES?T|BST|IST)(?:[+-]\d{1,2})?\b/.exec(
    columns.time.map((column) => table.names[column] ?? '').join(' '),
  )?.[0]
  const withZone = (time: string) => (zone === undefined || time === '' || readInstant(time) !== null ? time : `${time} ${zone}`)
  const read = table.rows.map(({ cells, source }) => ({
    source,
    cells,
    time: withZone(join(cells, columns.time, ' ')),
    text: tidy(join(cells, columns.text, '\n')),
    who: columns.who === null ? null : cells[columns.who]?.trim() || null,
    mark: columns.mark === null ? null : markOf(cells[columns.mark] ?? ''),
  }))
  const { times, asks } = placeTimes(
    read.map(({ time }) => ({ time })),
    known,
  )
  const said = markEntries(read.map(({ text }) => text))
  const rows: ImportedRow[] = []
  const leftOut: LeftOutPart[] = []
  const problems: ImportProblem[] = [...table.problems]
  read.forEach(({ source, cells, time, text, who, mark }, index) => {
    const at = times[index]
    if (text === '') {
      leftOut.push({ source, text: cells.join(' · '), why: 'no words' })
      return
    }
    if (at?.at == null && time !== '' && !asks.includes('date'))
      problems.push({ where: placeName(source), expected: 'a time', got: time })
    rows.push(newRow({ id: `table:${idOf(source)}`, ...at, text, who, mark: mark ?? said[index]?.[0] ?? null, source }))
  })
  const lacksColumns = columns.time.length === 0 || columns.text.length === 0
  return {
    rows,
    leftOut,
    problems,
    asks: lacksColumns ? ['columns', ...asks] : asks,
    table: { names: table.names, columns, sample: table.rows.slice(0, sampleRows).map(({ cells }) => cells) },
  }
}

function placeName(source: SourcePlace): string {
  return 'item' in source ? `item ${source.item + 1}` : `line ${source.from}`
}

function idOf(source: SourcePlace): string {
  return `${source.file}/${'item' in source ? source.item : source.from}`
}

/** The moment that a cell such as `Outage Begins` names. */
function markOf(cell: string): Mark | null {
  const text = cell.trim()
  if (text === '' || text.length > 60) return null
  const named = text.toLowerCase().replace(/[\s_]+/g, '-')
  return allMarks.find((mark) => mark === named) ?? markEntries([text])[0]?.[0] ?? null
}

function looksLikeTime(cell: string): boolean {
  return cell.length <= 60 && (hasDay(cell) || hasClock(cell)) && !/[a-z]{10,}/i.test(cell)
}

const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}'
const dayOnly = String.raw`\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{8}\b|\d{1,2}\.?\s${month}|${month}\s\d{1,2}`
const startsWithDay = new RegExp(String.raw`^\s*(?:\w{3,9},?\s)?(?:${dayOnly})`, 'i')

function hasDay(cell: string): boolean {
  return startsWithDay.test(cell)
}

function hasClock(cell: string): boolean {
  return /(?:^|[\sT])\d{1,2}[:.]\d\d(?![.\d])(?:[:.]\d\d)?/.test(cell)
}
