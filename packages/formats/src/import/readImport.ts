import { alertmanager, grafana } from './alerts.ts'
import { readCopiedChat } from './copiedChat.ts'
import { github } from './github.ts'
import type { Imported, ImportFormat, ImportKnown, ImportProblem, Progress, SourceFile, SourcePlace } from './imported.ts'
import { inOrder } from './instants.ts'
import { readJson } from './json.ts'
import { opsgenie } from './opsgenie.ts'
import { pagerduty } from './pagerduty.ts'
import { readPastedText } from './pastedText.ts'
import type { ParsedFile, Reader, Reading } from './reading.ts'
import { slack } from './slack.ts'
import { statuspage } from './statuspage.ts'
import { readObjects, readSeparated, readTable } from './table.ts'

/** One for each source in JSON; the first that knows a file reads it. */
const readers: readonly Reader[] = [slack, pagerduty, grafana, alertmanager, opsgenie, statuspage, github]

export interface ImportReading {
  readonly imported: Imported
  /** What stands at a place of the source, to show it. */
  readonly sourceText: (place: SourcePlace) => string
}

/**
 * Reads whatever people paste or drop: several files at once, of one kind or of several. Never throws for what is in them; takes time in
 * proportion to their size. All that is in no row is left out with the reason, or named as a problem.
 */
export function readImport(sources: readonly SourceFile[], known: ImportKnown, progress?: Progress): ImportReading {
  const files = sources.map(({ name, text }) => ({ name, text: text.replace(/^\uFEFF/, '') }))
  const problems: ImportProblem[] = []
  const readings: { format: ImportFormat; reading: Reading }[] = []
  const parsed = files.map((file): ParsedFile | null => {
    const json = isTextFormat(known.format) ? null : readJson(file)
    if (json !== null) problems.push(...json.problems)
    return json && { name: file.name, values: json.values }
  })
  const left = new Set(parsed.flatMap((file, index) => (file === null ? [] : [index])))
  const chosen = readers.filter(({ format }) => known.format === undefined || known.format === format)
  for (const reader of chosen) {
    const own = [...left].filter((index) => {
      const file = parsed[index]
      return file != null && (known.format === reader.format || reader.isOf(file) || isBeside(reader, parsed, file))
    })
    if (own.length === 0) continue
    // Places keep the numbers of the files as they were given.
    const reading = reader.read(
      parsed.map((file, index) => (file !== null && own.includes(index) ? file : { name: '', values: [] })),
      known,
      progress,
    )
    readings.push({ format: reader.format, reading })
    for (const index of own) left.delete(index)
  }
  files.forEach((file, index) => {
    const json = parsed[index]
    if (json == null) readings.push(readText(file, index, known))
    else if (left.has(index)) readings.push(readOther(file, json, index, known))
  })
  const most = readings.reduce<(typeof readings)[number] | null>(
    (one, other) => (one === null || other.reading.rows.length > one.reading.rows.length ? other : one),
    null,
  )
  progress?.(1)
  const all = readings.map(({ reading }) => reading)
  const imported: Imported = {
    format: most?.format ?? 'text',
    rows: inOrder(all.flatMap(({ rows }) => rows)),
    leftOut: all.flatMap(({ leftOut }) => leftOut),
    problems: [...problems, ...all.flatMap((reading) => reading.problems)],
    asks: [...new Set(all.flatMap(({ asks }) => asks))],
    table: most?.reading.table ?? null,
  }
  return { imported, sourceText: sourceTexts(files, parsed) }
}

function isTextFormat(format: ImportFormat | undefined): boolean {
  return format === 'text' || format === 'copied-chat'
}

/** `users.json` and `channels.json` say nothing by themselves. */
function isBeside(reader: Reader, all: readonly (ParsedFile | null)[], file: ParsedFile): boolean {
  return (
    reader === slack &&
    all.some((other) => other !== null && slack.isOf(other)) &&
    file.values.every((value) => Array.isArray(value) && value.every((item: unknown) => isNamed(item)))
  )
}

function isNamed(item: unknown): boolean {
  return (
    typeof item === 'object' && item !== null && 'id' in item && ('profile' in item || 'members' in item || 'user_id' in item)
  )
}

function readText(file: SourceFile, index: number, known: ImportKnown): { format: ImportFormat; reading: Reading } {
  const { text, name } = file
  const { format } = known
  if (format === undefined || format === 'table') {
    const table = readSeparated(text, index, name, format === 'table')
    if (table !== null) return { format: 'table', reading: readTable(table, known) }
  }
  if (format === undefined || format === 'copied-chat') {
    const chat = readCopiedChat(text, known, index, format === 'copied-chat')
    if (chat !== null) return { format: 'copied-chat', reading: chat }
  }
  return { format: 'text', reading: readPastedText(text, known, index) }
}

/** JSON of no kind that is known: a list of things with a time, as a table; else as text. */
function readOther(
  file: SourceFile,
  { values }: ParsedFile,
  index: number,
  known: ImportKnown,
): { format: ImportFormat; reading: Reading } {
  const table = readObjects(values, index)
  if (table !== null) return { format: 'table', reading: readTable(table, known) }
  const reading = readPastedText(file.text, known, index)
  const problem = {
    where: file.name,
    expected:
      'an export of Slack, PagerDuty, Alertmanager, Grafana, Opsgenie, Statuspage or GitHub, or a list of things with a time',
    got: 'other JSON, read as text',
  }
  return { format: 'text', reading: { ...reading, problems: [problem] } }
}

function sourceTexts(files: readonly SourceFile[], parsed: readonly (ParsedFile | null)[]): ImportReading['sourceText'] {
  const lines = new Map<number, readonly string[]>()
  return (place) => {
    if ('item' in place) {
      const values = parsed[place.file]?.values ?? []
      const value = values.length === 1 && Array.isArray(values[0]) ? (values[0] as unknown[])[place.item] : values[place.item]
      return JSON.stringify(value ?? values[0] ?? null, null, 2)
    }
    const of = lines.get(place.file) ?? (files[place.file]?.text ?? '').split(/\r\n|[\n\r]/)
    lines.set(place.file, of)
    return of.slice(place.from - 1, place.to).join('\n')
  }
}
