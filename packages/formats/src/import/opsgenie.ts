import { fieldsOf, listOf, textAt, textOf } from './fields.ts'
import type { ImportedRow, LeftOutPart } from './imported.ts'
import { noInstant, readInstant } from './instants.ts'
import type { ParsedFile, Reader, Reading } from './reading.ts'
import { newRow, tidy } from './rows.ts'

/** The log or the notes of an alert (Opsgenie Alert API, "List alert logs"), or the timeline of an incident. */
export const opsgenie: Reader = {
  format: 'opsgenie',
  isOf: ({ values }) => entriesOf(values).length > 0,
  read: (files) => read(files),
}

function entriesOf(values: readonly unknown[]): readonly unknown[] {
  return values
    .flatMap((value) => {
      const fields = fieldsOf(value)
      return [...listOf(fields?.['data']), ...listOf(fields?.['entries']), ...listOf(fieldsOf(fields?.['data'])?.['entries'])]
    })
    .filter((entry) => {
      const fields = fieldsOf(entry)
      if (fields === null) return false
      const isLog = ('log' in fields || 'note' in fields) && 'createdAt' in fields
      return isLog || ('eventTime' in fields && 'title' in fields)
    })
}

function read(files: readonly ParsedFile[]): Reading {
  const rows: ImportedRow[] = []
  const leftOut: LeftOutPart[] = []
  const problems: Reading['problems'][number][] = []
  files.forEach(({ values }, file) => {
    entriesOf(values).forEach((entry, item) => {
      const source = { file, item }
      const field = fieldsOf(entry)?.['eventTime'] === undefined ? 'createdAt' : 'eventTime'
      const written = fieldsOf(entry)?.[field]
      const time = readInstant(written)
      if (time === null) problems.push(noInstant(`entry ${item + 1}`, field, written))
      const text = textAt(entry, 'log') ?? textAt(entry, 'note') ?? incidentWords(entry)
      if (text === null) {
        leftOut.push({ source, text: '', why: 'no words' })
        return
      }
      const owner = textAt(entry, 'owner') ?? textAt(entry, 'actor', 'name')
      rows.push(
        newRow({
          id: `opsgenie:${textAt(entry, 'offset') ?? textAt(entry, 'id') ?? `${file}/${item}`}`,
          ...(time && { at: time.at, precision: time.precision }),
          text: tidy(text.replace(/^Note added: /, '')),
          who: owner,
          isBot: owner === null || /^(?:system|alert api)$/i.test(owner),
          isNoise: textAt(entry, 'type') === 'alertRecipient' || text.startsWith('Sent ['),
          source,
        }),
      )
    })
  })
  return { rows, leftOut, problems, asks: [] }
}

function incidentWords(entry: unknown): string | null {
  const told = [textAt(entry, 'title', 'content'), textAt(entry, 'description', 'content')].filter((text) => text !== null)
  return textOf(told.join('\n').replace(/<[^<>]{1,200}>/g, ' '))
}
