import type { Mark } from '@second-story/meeting'
import { fieldsOf, linkOf, listOf, textAt, textOf } from './fields.ts'
import type { ImportedRow, LeftOutPart } from './imported.ts'
import { noInstant, readInstant } from './instants.ts'
import type { ParsedFile, Reader, Reading } from './reading.ts'
import { newRow, tidy } from './rows.ts'

/** Log entries of an incident (PagerDuty REST API v2, "List log entries for an incident"), and deliveries of its webhooks, v3 and v2. */
export const pagerduty: Reader = {
  format: 'pagerduty',
  isOf: ({ values }) => eventsOf(values).length > 0,
  read: (files) => readEvents(files),
}

interface PagerDutyEvent {
  readonly value: unknown
  readonly id: string | null
  readonly at: unknown
  readonly field: string
  /** `trigger`, `acknowledge`, `incident.triggered`, ... */
  readonly type: string
  readonly text: string | null
  readonly who: string | null
  readonly isBot: boolean
  readonly url: string | null
  readonly about: string | null
}

function readEvents(files: readonly ParsedFile[]): Reading {
  const rows: ImportedRow[] = []
  const leftOut: LeftOutPart[] = []
  const problems: Reading['problems'][number][] = []
  const seen = new Set<string>()
  files.forEach(({ name, values }, file) => {
    const hasMore = values.some((value) => fieldsOf(value)?.['more'] === true)
    if (hasMore) problems.push({ where: name, expected: 'all pages of the log', got: 'one page, which says that there are more' })
    eventsOf(values).forEach((event, item) => {
      const source = { file, item }
      const where = `entry ${item + 1}`
      const id = `pagerduty:${event.id ?? `${file}/${item}`}`
      if (event.text === null) leftOut.push({ source, text: JSON.stringify(event.value).slice(0, 200), why: 'no words' })
      else if (seen.has(id)) leftOut.push({ source, text: event.text, why: 'there already' })
      else {
        seen.add(id)
        const time = readInstant(event.at)
        if (time === null) problems.push(noInstant(where, event.field, event.at))
        rows.push(
          newRow({
            id,
            ...(time && { at: time.at, precision: time.precision }),
            text: tidy(event.text),
            who: event.who,
            isBot: event.isBot,
            isNoise: noise.test(event.type),
            links: event.url === null ? [] : [{ url: event.url, title: event.about ?? 'PagerDuty' }],
            source,
          }),
        )
      }
    })
  })
  return { rows: withMarks(rows, files), leftOut, problems, asks: [] }
}

/** Who was told or assigned, and settings: seldom worth a row. */
const noise =
  /^(?:notify|assign|delegate|urgency_change|snooze|incident\.(?:delegated|reassigned|responder|conference)|responder|custom_field_value_change|field_value_change|repeat_escalation|reach_)/

/** The first trigger detects it; the last end resolves it, unless it is opened again. */
function withMarks(rows: readonly ImportedRow[], files: readonly ParsedFile[]): ImportedRow[] {
  const types = new Map<string, string>()
  files.forEach(({ values }, file) =>
    eventsOf(values).forEach(({ id, type }, item) => types.set(`pagerduty:${id ?? `${file}/${item}`}`, type)),
  )
  const timed = rows.filter(({ at }) => at !== null).sort((a, b) => Date.parse(a.at ?? '') - Date.parse(b.at ?? ''))
  const is = (row: ImportedRow, pattern: RegExp) => pattern.test(types.get(row.id) ?? '')
  const trigger = timed.find((row) => is(row, /^(?:incident\.)?trigger/))
  const end = timed.findLast((row) => is(row, /^(?:incident\.)?(?:resolve|reopen|unacknowledge)/))
  const markOf = (row: ImportedRow): Mark | null =>
    row === trigger ? 'detected' : row === end && is(row, /resolve/) ? 'resolved' : null
  return rows.map((row) => ({ ...row, mark: markOf(row) }))
}

function eventsOf(values: readonly unknown[]): PagerDutyEvent[] {
  return values.flatMap((value) => {
    const entries = listOf(fieldsOf(value)?.['log_entries'])
    if (entries.length > 0) return entries.flatMap((entry) => logEntry(entry))
    if (Array.isArray(value)) return eventsOf(value)
    const messages = listOf(fieldsOf(value)?.['messages'])
    if (messages.length > 0) return messages.flatMap((message) => oldDelivery(message))
    return logEntry(value).concat(delivery(value))
  })
}

function logEntry(value: unknown): PagerDutyEvent[] {
  const type = textAt(value, 'type')
  if (type === null || !type.endsWith('log_entry') || textAt(value, 'summary') === null) return []
  const note = textAt(value, 'note') ?? textAt(value, 'channel', 'summary')
  const summary = textAt(value, 'summary')
  const described = textAt(value, 'event_details', 'description')
  const changes = listOf(fieldsOf(value)?.['changeset']).filter((change) => typeof change === 'string')
  const told =
    type.startsWith('annotate') && note !== null
      ? [note]
      : [summary, described ?? (type.startsWith('trigger') ? note : null), ...changes]
  return [
    {
      value,
      id: textAt(value, 'id'),
      at: fieldsOf(value)?.['created_at'],
      field: 'created_at',
      type: type.replace(/_?log_entry$/, ''),
      text: [...new Set(told.filter((text) => text !== null))].join('\n') || null,
      ...agentOf(fieldsOf(value)?.['agent']),
      url: linkOf(textAt(value, 'html_url') ?? textAt(value, 'incident', 'html_url')),
      about: textAt(value, 'incident', 'summary'),
    },
  ]
}

function delivery(value: unknown): PagerDutyEvent[] {
  const event = fieldsOf(value)?.['event']
  const type = textAt(event, 'event_type')
  if (type === null) return []
  const data = fieldsOf(event)?.['data']
  const about = textAt(data, 'title') ?? textAt(data, 'incident', 'summary')
  const said = textAt(data, 'content') ?? textAt(data, 'message')
  const done = type.replace(/^incident\./, '').replace(/[._]/g, ' ')
  return [
    {
      value,
      id: textAt(event, 'id'),
      at: fieldsOf(event)?.['occurred_at'],
      field: 'occurred_at',
      type,
      text: said ?? [sentence(done), about].filter(Boolean).join(': '),
      ...agentOf(fieldsOf(event)?.['agent']),
      url: linkOf(textAt(data, 'html_url') ?? textAt(data, 'incident', 'html_url')),
      about,
    },
  ]
}

/** Webhooks v2: `{ messages: [{ id, event, created_on, incident, log_entries }] }`. */
function oldDelivery(message: unknown): PagerDutyEvent[] {
  const type = textAt(message, 'event') ?? textAt(message, 'type')
  const incident = fieldsOf(message)?.['incident']
  if (type === null || fieldsOf(incident) === null) return []
  const [entry] = listOf(fieldsOf(message)?.['log_entries']).flatMap((each) => logEntry(each))
  if (entry) return [entry]
  const about = textAt(incident, 'title') ?? textAt(incident, 'summary')
  return [
    {
      value: message,
      id: textAt(message, 'id'),
      at: fieldsOf(message)?.['created_on'],
      field: 'created_on',
      type,
      text: [sentence(type.replace(/^incident\./, '')), about].filter(Boolean).join(': '),
      who: null,
      isBot: true,
      url: linkOf(textAt(incident, 'html_url')),
      about,
    },
  ]
}

function agentOf(agent: unknown): { readonly who: string | null; readonly isBot: boolean } {
  return { who: textAt(agent, 'summary'), isBot: !(textOf(fieldsOf(agent)?.['type']) ?? '').startsWith('user') }
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
