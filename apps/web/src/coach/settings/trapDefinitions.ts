import type { TrapLabel } from '@second-story/coach'

/** What each trap is, in a line that somebody can choose by. */
export const trapDefinitions: Readonly<Record<TrapLabel, string>> = {
  counterfactual: 'What did not happen: “should have”, “if only we had”, “instead of rolling back”.',
  hindsight: 'What was “obvious”, “clearly visible” or “known”, now that we know the end.',
  cherry_picking: 'A conclusion that stands before the facts: “it is always the storage team”.',
  human_error: 'An act that is called an error: “mistake”, “forgot”, “accidentally”.',
  judgement: 'A grade for people: “careless”, “their fault”, “lack of knowledge”.',
  anonymised_actor: 'An act without the one who acted: “an engineer”, “was powered down”.',
  exhortation: 'A remedy of trying harder: “be more careful”, “remember to”.',
  vague_action: 'A remedy that nobody can tell is done: “improve monitoring”. In recommendations only.',
}
