/** A long run against the built server. It counts what must not happen, and goes on after it did. */
export interface Scenario {
  /** In a sentence: what it does. */
  readonly is: string
  /** How many rounds a long run has; what a round is, the scenario says. */
  readonly cycles: number
  run(options: RunOptions): Promise<Outcome>
}

export interface RunOptions {
  /** The built server. */
  readonly main: string
  readonly cycles: number
  /** Two runs with one seed do the same; what the operating system does in between differs. */
  readonly seed: number
  /** A line for whoever watches a long run. */
  readonly say: (line: string) => void
}

export type Outcome =
  | {
      readonly is: 'ran'
      readonly figures: Readonly<Record<string, number | string>>
      /** One sentence for each thing that must not happen and did, with what one needs to look into it. */
      readonly faults: readonly string[]
    }
  /** This machine lacks what it needs (root, a compiler). */
  | { readonly is: 'skipped'; readonly why: string }
