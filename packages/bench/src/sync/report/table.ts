import type { Result, Row } from '../runAll.ts'
import type { Measure } from '../scenarios/scenario.ts'

/** One scenario as plain text: a line per server, and beneath it what is wanted of ours. */
export function tableOf({ scenario, rows }: Result): string {
  const { measures } = scenario
  const lines = [
    ['', ...measures.map(({ title }) => title)],
    ...rows.map((row) => [row.kind.title, ...measures.map((measure) => cell(row, measure))]),
    ['wanted of ours', ...measures.map((measure) => wanted(measure))],
  ]
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? []
  const drawn = lines.map((line) => line.map((text, column) => pad(text, widths[column] ?? 0, column)).join('  '))
  const failures = rows.flatMap(({ kind, failure }) => (failure === null ? [] : [`${kind.title} FAILED: ${failure}`]))
  return [scenario.title, ...drawn, ...failures].join('\n')
}

export function cell({ figures, failure }: Row, { key, digits }: Measure): string {
  const figure = figures[key]
  return failure !== null || figure === undefined ? 'failed' : amount(figure, digits)
}

export function wanted({ aim, better, digits }: Measure): string {
  return aim === undefined ? '' : `${better === 'less' ? 'at most' : 'at least'} ${amount(aim, digits)}`
}

function amount(figure: number, digits: number): string {
  return Number.isNaN(figure)
    ? '-'
    : figure.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

function pad(text: string, width: number, column: number): string {
  return column === 0 ? text.padEnd(width) : text.padStart(width)
}
