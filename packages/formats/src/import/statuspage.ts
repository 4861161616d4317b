import type { Mark } from '@second-story/meeting'
import { fieldsOf, linkOf, listOf, textAt, textOf } from './fields.ts'
import type { ImportedRow } from './imported.ts'
import { noInstant, readInstant } from './instants.ts'
import type { ParsedFile, Reader, Reading } from './reading.ts'
import { newRow, tidy } from './rows.ts'

/** Incidents of an Atlassian Statuspage, as its public API gives them (`/api/v2/incidents.json`) or its management API. */
export const statuspage: Reader = {
  format: 'statuspage',
  isOf: ({ values }) => incidentsOf(values).length > 0,
  read: (files) => read(files),
}

function incidentsOf(values: readonly unknown[]): readonly unknown[] {
  return values
    .flatMap((value) => {
      const fields = fieldsOf(value)
      return [value, fields?.['incident'], ...listOf(fields?.['incidents']), ...listOf(value)]
    })
    .filter((incident) => Array.isArray(fieldsOf(incident)?.['incident_updates']))
}

function read(files: readonly ParsedFile[]): Reading {
  const rows: ImportedRow[] = []
  const problems: Reading['problems'][number][] = []
  files.forEach(({ values }, file) => {
    let item = 0
    for (const incident of incidentsOf(values)) {
      const url = linkOf(textAt(incident, 'shortlink'))
      const name = textAt(incident, 'name') ?? 'an incident'
      // Newest first: in the order of time each state's first update is the one that brought it.
      const updates = [...listOf(fieldsOf(incident)?.['incident_updates'])].reverse()
      const states = new Set<string>()
      for (const update of updates) {
        // What readers saw counts: of an incident that was entered afterwards the rest is when somebody typed.
        const field = readInstant(fieldsOf(update)?.['display_at']) === null ? 'created_at' : 'display_at'
        const time = readInstant(fieldsOf(update)?.[field])
        if (time === null) problems.push(noInstant(`update ${item + 1}`, field, fieldsOf(update)?.[field]))
        const status = textAt(update, 'status') ?? ''
        rows.push(
          newRow({
            id: `statuspage:${textAt(update, 'id') ?? `${file}/${item}`}`,
            ...(time && { at: time.at, precision: time.precision }),
            text: `Status page, ${status.replace(/_/g, ' ')}: ${wordsOf(update) || name}`,
            who: 'Statuspage',
            mark: states.has(status) ? null : (marks[status] ?? null),
            // A whole document, written days later.
            isNoise: status === 'postmortem',
            links: url === null ? [] : [{ url, title: name }],
            source: { file, item },
          }),
        )
        states.add(status)
        item += 1
      }
    }
  })
  return { rows, leftOut: [], problems, asks: [] }
}

const marks: Readonly<Record<string, Mark>> = { monitoring: 'mitigated', resolved: 'resolved' }

function wordsOf(update: unknown): string {
  const body = textOf(fieldsOf(update)?.['body']) ?? ''
  return tidy(
    body
      .replace(/<br\s?\/?>|<\/p>/gi, '\n')
      .replace(/<[^<>]{1,200}>/g, '')
      .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name: string) => entities[name] ?? ' '),
  )
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': '’' }
