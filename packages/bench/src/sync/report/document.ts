import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Outcome } from '../outcome.ts'
import { growth } from '../scenarios/scenarios.ts'
import { plotsOf } from './plots.ts'
import { asMarkdown, failuresOf, overviewOf, tableOf, titleOf } from './table.ts'

const docs = fileURLToPath(new URL('../../../../../docs', import.meta.url))
const begin = '<!-- figures of bench:sync: written by it, see --publish -->'
const end = '<!-- end of the figures of bench:sync -->'

/** Writes the figures into docs/performance.md, between two marks, and the plots beside it. */
export function writeDocument(outcomes: readonly Outcome[]): void {
  const isGrowth = ({ scenario }: Outcome) => growth.some(({ name }) => name === scenario)
  const tables = outcomes.filter((outcome) => !isGrowth(outcome))
  const plots = plotsOf(outcomes.filter(isGrowth))
  for (const { file, svg } of plots) writeFileSync(join(docs, 'images', file), svg)

  const path = join(docs, 'performance.md')
  const [before = '', rest = ''] = readFileSync(path, 'utf8').split(begin)
  const after = rest.split(end)[1]
  if (after === undefined) throw new Error(`${path} lacks the marks between which the figures go`)
  const parts = [
    'When and where each was measured stands at its table below; figures of different machines are not to be compared.',
    asMarkdown(overviewOf(tables)),
    ...plots.map(({ file, title }) => `![${title}](images/${file})`),
    '### All servers',
    ...tables.map((outcome) =>
      [
        `**${titleOf(outcome)}**`,
        conditionsOf(outcome),
        asMarkdown(tableOf(outcome)),
        ...failuresOf(outcome).map((failure) => `Without figures: ${failure}`),
      ].join('\n\n'),
    ),
  ]
  writeFileSync(path, `${before}${begin}\n\n${parts.join('\n\n')}\n\n${end}${after}`)
}

function conditionsOf({ on, node, processors, seconds, repeated }: Outcome): string {
  const runs = repeated === 1 ? 'one run' : `medians of ${repeated} runs`
  return `${on}, Node ${node}, ${processors}, ${runs} of ${seconds} s.`
}
