import type { ServerKind } from '../servers/server.ts'

/** By the keys of the scenario's measures. */
export type Figures = Readonly<Record<string, number>>

export interface Measure {
  readonly key: string
  readonly title: string
  readonly digits: number
  readonly better: 'less' | 'more'
  /** What ours should be: at most, or at least. */
  readonly aim?: number
}

export interface Scenario {
  /** As in `--only`. */
  readonly name: string
  readonly title: string
  /** The first is the one that servers are ranked by. */
  readonly measures: readonly Measure[]
  /** Which servers it says anything about. */
  readonly concerns?: (kind: ServerKind) => boolean
  /** One run on a server of its own. Throws if anything was lost, or what a sampled person has is not what was sent. */
  run(kind: ServerKind, options: { seconds: number }): Promise<Figures>
}
