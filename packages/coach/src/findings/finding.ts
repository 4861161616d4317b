export const trapLabels = [
  'counterfactual',
  'hindsight',
  'cherry_picking',
  'human_error',
  'judgement',
  'anonymised_actor',
  'exhortation',
  'vague_action',
] as const
export type TrapLabel = (typeof trapLabels)[number]

/** Where in a review a text stands. Some traps are none elsewhere: “improve” is vague as an action, and fine in a lesson. */
export const fields = ['timeline', 'cause', 'lesson', 'recommendation', 'summary', 'other'] as const
export type Field = (typeof fields)[number]

/** What the coach noticed, for the writer alone. Positions are those of JavaScript strings; a finding begins and ends with a word. */
export interface Finding {
  readonly trap: TrapLabel
  readonly start: number
  readonly end: number
  /** One plain sentence: why this leads away from learning. */
  readonly why: string
  /** A better question, for this very phrase. */
  readonly ask: string
  /** A change that is safe to make with one press: it takes the verdict out and leaves every fact. */
  readonly rewording?: Rewording
  readonly certainty: Certainty
}

/** Replace `[start, end)` with `text`. */
export interface Rewording {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** `sure`: readers agree on such phrases. `likely`: it turns on something that the sentence does not say, like whether a person did it. */
export type Certainty = 'sure' | 'likely'
