import type { Figures } from './scenarios/scenario.ts'

/** What came out of one scenario: plain values, as they stand in the file of results. */
export interface Outcome {
  readonly scenario: string
  /** The day, ISO 8601. */
  readonly on: string
  readonly node: string
  readonly processors: string
  /** Of each run, and how many runs the medians are of. */
  readonly seconds: number
  readonly repeated: number
  readonly rows: readonly Row[]
}

export interface Row {
  readonly server: string
  /** Medians over the runs; empty if there is none. */
  readonly figures: Figures
  readonly runs: readonly Figures[]
  /** Why there are no figures. */
  readonly failure: string | null
}
