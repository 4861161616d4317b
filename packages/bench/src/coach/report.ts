import type { Scores } from './score.ts'

/** Precision, recall and F1 of each label, in percent. */
export function labelTable({ labels, falseAlarmsPer100Clean }: Scores): string {
  const rows = Object.entries(labels).map(([label, { tp, fp, fn, precision, recall, f1 }]) => [
    label === 'any' ? 'any trap' : label.replace('_', ' '),
    String(tp + fn),
    String(tp + fp),
    percent(precision),
    percent(recall),
    percent(f1),
  ])
  const table = aligned([['', 'gold', 'found', 'precision', 'recall', 'F1'], ...rows])
  return `${table}\nfalse alarms per 100 clean sentences: ${falseAlarmsPer100Clean?.toFixed(1) ?? '–'}`
}

/** One line for each part: how many sentences, and how well any trap was heard in them. */
export function partTable(parts: readonly { readonly name: string; readonly scores: Scores }[]): string {
  const rows = parts.map(({ name, scores }) => [
    name,
    String(scores.sentences),
    String(scores.trapped),
    percent(scores.labels['any']?.precision),
    percent(scores.labels['any']?.recall),
    percent(scores.labels['any']?.f1),
    scores.falseAlarmsPer100Clean?.toFixed(1) ?? '–',
  ])
  return aligned([['', 'sentences', 'trapped', 'precision', 'recall', 'F1', 'alarms/100 clean'], ...rows])
}

function percent(share: number | null | undefined): string {
  return share === null || share === undefined ? '–' : (100 * share).toFixed(1)
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '),
    )
    .join('\n')
}
