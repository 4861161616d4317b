import { fieldsOf, type Fields, idOf, linkOf, listOf, textAt, textOf } from './fields.ts'
import type { ImportedRow } from './imported.ts'
import { noInstant, readInstant } from './instants.ts'
import type { ParsedFile, Reader, Reading } from './reading.ts'
import { newRow, tidy } from './rows.ts'

/** An issue and its comments (GitHub REST API, "Issues", "Issue comments"), or what `gh issue view --json` prints. */
export const github: Reader = {
  format: 'github',
  isOf: ({ values }) => partsOf(values).length > 0,
  read: (files) => read(files),
}

/** Issues and comments, those inside of others too. */
function partsOf(values: readonly unknown[]): Fields[] {
  return values.flatMap(itemsOf).flatMap((value): Fields[] => {
    const fields = fieldsOf(value)
    if (fields === null) return []
    if (isIssue(fields))
      return [
        fields,
        ...listOf(fields['comments'])
          .map(fieldsOf)
          .filter((each) => each !== null),
      ]
    return isComment(fields) ? [fields] : []
  })
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value]
}

function isIssue(fields: Fields): boolean {
  return (
    textOf(fields['title']) !== null &&
    'body' in fields &&
    ('created_at' in fields || 'createdAt' in fields) &&
    ('number' in fields || Array.isArray(fields['comments']))
  )
}

function isComment(fields: Fields): boolean {
  return 'issue_url' in fields || ('author_association' in fields && 'body' in fields && 'created_at' in fields)
}

function read(files: readonly ParsedFile[]): Reading {
  const rows: ImportedRow[] = []
  const problems: Reading['problems'][number][] = []
  files.forEach(({ name, values }, file) => {
    const parts = partsOf(values)
    parts.forEach((part, item) => {
      const title = isIssue(part) ? textOf(part['title']) : null
      const body = tidy(textOf(part['body']) ?? '')
      const opened = title !== null
      const url = linkOf(part['html_url'] ?? part['url'])
      const about = opened ? `Issue ${typeof part['number'] === 'number' ? `#${part['number']} ` : ''}` : ''
      const links = url === null ? [] : [{ url, title: opened ? `${about}on GitHub`.trim() : 'the comment on GitHub' }]
      const who = textAt(part, 'user', 'login') ?? textAt(part, 'author', 'login')
      const isBot = textAt(part, 'user', 'type') === 'Bot' || (who?.endsWith('[bot]') ?? false)
      const id = `github:${idOf(part['id']) ?? url ?? `${file}/${item}`}`
      const add = (field: string, suffix: string, text: string, by: string | null) => {
        const time = readInstant(part[field])
        if (time === null) problems.push(noInstant(`${opened ? 'issue' : 'comment'} ${item + 1}`, field, part[field]))
        rows.push(
          newRow({
            id: `${id}${suffix}`,
            ...(time && { at: time.at, precision: time.precision }),
            text,
            who: by,
            isBot,
            links,
            source: { file, item },
          }),
        )
      }
      const created = 'created_at' in part ? 'created_at' : 'createdAt'
      if (opened) add(created, '', tidy(`${about}opened: ${title}\n${body}`), who)
      else add(created, '', body || 'a comment without words', who)
      const closed = 'closed_at' in part ? 'closed_at' : 'closedAt'
      if (opened && part[closed] != null) add(closed, '/closed', `${about}closed: ${title}`, null)
    })
    const comments = parts.filter((part) => !isIssue(part)).length
    if (comments > 0 && comments % 30 === 0)
      problems.push({ where: name, expected: 'all comments', got: `${comments}, which may be one page of more` })
  })
  return { rows, leftOut: [], problems, asks: [] }
}
