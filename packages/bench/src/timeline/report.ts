/** Two counts: how many were right, of how many. */
type Counts = readonly [number, number]

export interface TimelineScore {
  readonly id: string
  readonly required: number
  readonly found: number
  readonly predicted: number
  readonly matched: number
  readonly strict: number
  readonly missing: readonly string[]
  readonly extra: readonly string[]
}

export interface Total {
  readonly timelines: number
  readonly required: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly strictRecall: number
  readonly perfect: number
  readonly label: Counts
  readonly sentence: Counts
  readonly markPrecision: Counts
}

/** What `score-timelines.mjs` of the corpus exports, as far as we use it. */
export interface Scorer {
  readonly score: (gold: unknown, predicted: readonly unknown[]) => TimelineScore
  readonly total: (scores: readonly TimelineScore[]) => Total
}

/** One line for each part, in percent; marks as right of all. */
export function scoreTable(rows: readonly { readonly name: string; readonly total: Total }[]): string {
  const head = [
    '',
    'timelines',
    'faultless',
    'entries',
    'precision',
    'recall',
    'F1',
    'strict',
    'labels',
    'in sentences',
    'marks right',
  ]
  const body = rows.map(({ name, total }) => [
    name,
    ...[total.timelines, total.perfect, total.required].map(String),
    ...[total.precision, total.recall, total.f1, total.strictRecall].map((share) => (100 * share).toFixed(1)),
    ...[total.label, total.sentence, total.markPrecision].map(([right, of]) => `${right}/${of}`),
  ])
  const table = [head, ...body]
  const widths = head.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)))
  return table
    .map((row) =>
      row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '),
    )
    .join('\n')
}

/** Each timeline that is not without fault, with its entries that were missed or should not be. */
export function faultsOf(scores: readonly TimelineScore[]): string {
  const faults = ({ missing, extra, found, strict }: TimelineScore) => missing.length + extra.length + found - strict
  const worst = scores.filter((each) => faults(each) > 0).sort((a, b) => faults(b) - faults(a))
  if (worst.length === 0) return 'Nothing.'
  return worst
    .map(({ id, missing, extra, found, strict }) =>
      [
        `${id}: ${missing.length} missed, ${extra.length} too many, ${found - strict} with a wrong day, zone or end`,
        ...missing.slice(0, 5).map((entry) => `    - ${entry}`),
        ...extra.slice(0, 5).map((entry) => `    + ${entry}`),
      ].join('\n'),
    )
    .join('\n')
}
