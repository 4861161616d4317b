import type { Outcome, Row } from '../outcome.ts'
import type { Measure, Scenario } from '../scenarios/scenario.ts'
import { findScenario } from '../scenarios/scenarios.ts'
import type { ServerKind } from '../servers/server.ts'
import { findServer } from '../servers/servers.ts'

/** Cells of text, the first line being the head. */
export type Table = readonly (readonly string[])[]

/** One scenario: a line per server, and beneath them what is wanted of ours. */
export function tableOf({ scenario: name, rows }: Outcome): Table {
  const { measures } = findScenario(name)
  return [
    ['', ...measures.map(({ title }) => title)],
    ...rows.map((row) => [findServer(row.server).title, ...measures.map((measure) => cell(row, measure))]),
    ...(measures.some(({ aim }) => aim !== undefined) ? [['wanted of ours', ...measures.map(wanted)]] : []),
  ]
}

/** What is wanted of ours in all scenarios, what it is, and the best that a peer and a floor did in the same runs. */
export function overviewOf(outcomes: readonly Outcome[]): Table {
  return [
    ['', '', 'ours', 'wanted', 'best peer', 'best floor'],
    ...outcomes.flatMap((outcome) => {
      const scenario = findScenario(outcome.scenario)
      return scenario.measures
        .filter(({ aim }) => aim !== undefined)
        .map((measure, index) => [
          index === 0 ? scenario.title : '',
          measure.title,
          best(outcome, measure, 'ours'),
          wanted(measure),
          best(outcome, measure, 'peer'),
          best(outcome, measure, 'floor'),
        ])
    }),
  ]
}

/** What went wrong, in full. */
export function failuresOf({ rows }: Outcome): readonly string[] {
  return rows.flatMap(({ server, failure }) => (failure === null ? [] : [`${findServer(server).title}: ${failure}`]))
}

export function asText(table: Table): string {
  const widths = table[0]?.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0))) ?? []
  const isText = (column: number) => column === 0 || (table[0]?.[column] === '' && column === 1)
  const pad = (text: string, column: number) =>
    isText(column) ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0)
  return table.map((line) => line.map(pad).join('  ').trimEnd()).join('\n')
}

export function asMarkdown([head = [], ...lines]: Table): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [row(head), row(head.map(() => '---')), ...lines.map(row)].join('\n')
}

function cell({ figures, failure }: Row, { key, digits }: Measure): string {
  const figure = figures[key]
  return failure !== null || figure === undefined ? '–' : amount(figure, digits)
}

function wanted({ aim, better, digits }: Measure): string {
  if (aim === undefined) return ''
  return aim === 0 ? '0' : `${better === 'less' ? 'at most' : 'at least'} ${amount(aim, digits)}`
}

function best(outcome: Outcome, measure: Measure, is: ServerKind['is']): string {
  const better = (a: Row, b: Row) =>
    ((a.figures[measure.key] ?? 0) - (b.figures[measure.key] ?? 0)) * (measure.better === 'less' ? 1 : -1)
  const [row] = outcome.rows
    .filter(({ server, failure, figures }) => findServer(server).is === is && failure === null && measure.key in figures)
    .sort(better)
  if (row === undefined) return '–'
  const figure = cell(row, measure)
  return is === 'peer' ? `${figure} (${row.server})` : figure
}

function amount(figure: number, digits: number): string {
  if (Number.isNaN(figure)) return '–'
  return figure.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

/** For the titles of sections. */
export function titleOf(outcome: Outcome): Scenario['title'] {
  return findScenario(outcome.scenario).title
}
