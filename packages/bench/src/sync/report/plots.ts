import type { Outcome } from '../outcome.ts'
import { growth } from '../scenarios/scenarios.ts'
import { findServer } from '../servers/servers.ts'
import { drawPlot } from './drawPlot.ts'

export interface Plot {
  readonly file: string
  readonly title: string
  readonly svg: string
}

/** One plot per series that was measured: a line per server. */
export function plotsOf(outcomes: readonly Outcome[]): readonly Plot[] {
  const names = [...new Set(growth.map(({ series }) => series.file))]
  return names.flatMap((file) => {
    const points = growth.filter(({ series, name }) => series.file === file && outcomes.some(({ scenario }) => scenario === name))
    const [first] = points
    if (first === undefined) return []
    const { title, across, up } = first.series
    const servers = [...new Set(points.flatMap(({ name }) => rowsOf(outcomes, name).map(({ server }) => server)))]
    const lines = servers.map((server) => ({
      title: findServer(server).title,
      points: points.flatMap(({ name, series, measures }) => {
        const row = rowsOf(outcomes, name).find((each) => each.server === server)
        const y = row?.failure === null ? row.figures[measures[0]?.key ?? ''] : undefined
        return y === undefined ? [] : [{ x: series.x, y }]
      }),
    }))
    return [{ file: `sync-${file}.svg`, title, svg: drawPlot({ title, across, up, lines }) }]
  })
}

function rowsOf(outcomes: readonly Outcome[], name: string): Outcome['rows'] {
  return outcomes.find(({ scenario }) => scenario === name)?.rows ?? []
}
