import { fieldsOf, idOf, linkOf, listOf, textAt } from './fields.ts'
import type { ImportedLink, ImportedRow, LeftOutPart } from './imported.ts'
import { noInstant, readInstant } from './instants.ts'
import type { ParsedFile, Reader, Reading } from './reading.ts'
import { newRow, tidy } from './rows.ts'

/**
 * Alerts as Prometheus' Alertmanager sends them (configuration, `<webhook_config>`), or lists them (`GET /api/v2/alerts`). A group is sent
 * again and again: an alert is told from others by its fingerprint and when it began.
 */
export const alertmanager: Reader = {
  format: 'alertmanager',
  isOf: (file) => alertsOf(file.values).length > 0 && !isGrafana(file),
  read: (files) => readAlerts(files, 'Alertmanager'),
}

/** The same from Grafana ("Configure the webhook notifier for Alerting"), with its links; and annotations (`GET /api/annotations`). */
export const grafana: Reader = {
  format: 'grafana',
  isOf: (file) => isGrafana(file) || annotationsOf(file.values).length > 0,
  read(files) {
    const alerts = readAlerts(files, 'Grafana')
    const { rows, leftOut, problems } = readAnnotations(files)
    return {
      rows: [...alerts.rows, ...rows],
      leftOut: [...alerts.leftOut, ...leftOut],
      problems: [...alerts.problems, ...problems],
      asks: [],
    }
  },
}

function isGrafana({ values }: ParsedFile): boolean {
  return values.some((value) => {
    const group = fieldsOf(value)
    return group !== null && 'alerts' in group && ('orgId' in group || 'state' in group) && alertsOf([value]).length > 0
  })
}

function alertsOf(values: readonly unknown[]): readonly unknown[] {
  return values
    .flatMap((value) => {
      const inside = listOf(fieldsOf(value)?.['alerts'] ?? fieldsOf(value)?.['data'])
      const list = inside.length > 0 ? inside : Array.isArray(value) ? value : [value]
      return list.flatMap((each: unknown) => {
        const nested = listOf(fieldsOf(each)?.['alerts'])
        return nested.length > 0 ? nested : [each]
      })
    })
    .filter((alert) => {
      const fields = fieldsOf(alert)
      return fields !== null && 'startsAt' in fields && fieldsOf(fields['labels']) !== null
    })
}

function readAlerts(files: readonly ParsedFile[], who: string): Reading {
  const rows: ImportedRow[] = []
  const leftOut: LeftOutPart[] = []
  const problems: Reading['problems'][number][] = []
  const seen = new Set<string>()
  files.forEach(({ name, values }, file) => {
    for (const value of values) {
      const missing = fieldsOf(value)?.['truncatedAlerts']
      if (typeof missing === 'number' && missing > 0)
        problems.push({ where: name, expected: 'all alerts of the group', got: `a message that leaves out ${missing}` })
    }
    alertsOf(values).forEach((alert, item) => {
      const source = { file, item }
      const text = tidy(whatItSays(alert))
      const began = readInstant(fieldsOf(alert)?.['startsAt'])
      if (began === null) {
        problems.push(noInstant(`alert ${item + 1}`, 'startsAt', fieldsOf(alert)?.['startsAt']))
        leftOut.push({ source, text, why: 'no time' })
        return
      }
      const key = `${textAt(alert, 'fingerprint') ?? text}@${Date.parse(began.at)}`
      const ended = textAt(alert, 'status') === 'firing' ? null : readInstant(fieldsOf(alert)?.['endsAt'])
      // The API gives an end in the future to what still fires.
      const isOver = ended !== null && (textAt(alert, 'status') === 'resolved' || textAt(alert, 'status', 'state') === null)
      const add = (id: string, at: string, says: string) => {
        if (seen.has(id)) leftOut.push({ source, text: says, why: 'there already' })
        else {
          seen.add(id)
          rows.push(newRow({ id, at, text: says, who, isBot: true, links: linksOf(alert), source }))
        }
      }
      add(`alert:${key}`, began.at, `Alert: ${text}`)
      if (isOver) add(`alert-end:${key}`, ended.at, `Alert over: ${text}`)
    })
  })
  return { rows, leftOut, problems, asks: [] }
}

function whatItSays(alert: unknown): string {
  const name = textAt(alert, 'labels', 'alertname')
  const told =
    textAt(alert, 'annotations', 'summary') ??
    textAt(alert, 'annotations', 'message') ??
    textAt(alert, 'annotations', 'description')
  if (told !== null) return told
  return [name ?? 'without a name', textAt(alert, 'labels', 'instance')].filter((part) => part !== null).join(' on ')
}

function linksOf(alert: unknown): ImportedLink[] {
  const named = [
    ['panelURL', 'the panel'],
    ['dashboardURL', 'the dashboard'],
    ['generatorURL', 'what raised it'],
  ] as const
  const runbook = linkOf(textAt(alert, 'annotations', 'runbook_url'))
  const links = named.flatMap(([field, title]) => {
    const url = linkOf(textAt(alert, field))
    return url === null ? [] : [{ url, title }]
  })
  return [...links.slice(0, 2), ...(runbook === null ? [] : [{ url: runbook, title: 'the runbook' }])]
}

function annotationsOf(values: readonly unknown[]): readonly unknown[] {
  return values
    .flatMap((value) => listOf(value))
    .filter((each) => {
      const fields = fieldsOf(each)
      return (
        fields !== null &&
        typeof fields['time'] === 'number' &&
        'text' in fields &&
        ('dashboardUID' in fields || 'dashboardId' in fields || 'timeEnd' in fields)
      )
    })
}

function readAnnotations(files: readonly ParsedFile[]): Reading {
  const rows: ImportedRow[] = []
  files.forEach(({ values }, file) => {
    annotationsOf(values).forEach((annotation, item) => {
      const time = readInstant(fieldsOf(annotation)?.['time'])
      const end = readInstant(fieldsOf(annotation)?.['timeEnd'])
      const text = tidy((textAt(annotation, 'text') ?? '').replace(/<[^<>]{1,200}>/g, ' '))
      rows.push(
        newRow({
          id: `annotation:${idOf(fieldsOf(annotation)?.['id']) ?? `${file}/${item}`}`,
          at: time?.at ?? null,
          until: end !== null && end.at !== time?.at ? end.at : null,
          text: text || 'an annotation without words',
          who: textAt(annotation, 'login'),
          source: { file, item },
        }),
      )
    })
  })
  return { rows, leftOut: [], problems: [], asks: [] }
}
