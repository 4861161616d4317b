import type { TrapId, TrapLabel } from '@second-story/coach'

/** What the card of a finding calls its trap, and the card of the room that tells more about it. */
export const trapNames: Readonly<Record<TrapLabel, { readonly name: string; readonly card: TrapId }>> = {
  counterfactual: { name: 'Alternative actions', card: 'alternative-actions' },
  hindsight: { name: 'Shopping bag', card: 'shopping-bag' },
  cherry_picking: { name: 'Cherry-picking', card: 'cherry-picking' },
  human_error: { name: 'Human error', card: 'human-error' },
  // A grade for people and an error of theirs are the same step: from what happened to what somebody is.
  judgement: { name: 'Judgement', card: 'human-error' },
  anonymised_actor: { name: 'Anonymising', card: 'anonymising' },
  exhortation: { name: 'Trying harder', card: 'exhortation' },
  // Both are remedies that change nothing one could point at.
  vague_action: { name: 'Vague action', card: 'exhortation' },
}
