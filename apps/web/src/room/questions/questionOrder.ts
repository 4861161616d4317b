import { byCreation, type Question } from '@second-story/meeting'

export interface SortedQuestions {
  /** Those that most are curious about first; of equal ones the one asked first. */
  readonly open: readonly string[]
  /** In the order in which they were asked. */
  readonly answered: readonly string[]
}

export function sortQuestions(questions: readonly Question[]): SortedQuestions {
  const open = questions
    .filter((question) => !question.answered)
    .sort((a, b) => b.votes.length - a.votes.length || byCreation(a, b))
  const answered = questions.filter((question) => question.answered).sort(byCreation)
  return { open: open.map(({ id }) => id), answered: answered.map(({ id }) => id) }
}

/** The order to show while somebody is in the list: what they see stays where it is, what is new comes to the end. */
export function keepOrder(shown: readonly string[], wanted: readonly string[]): readonly string[] {
  return [...shown.filter((id) => wanted.includes(id)), ...wanted.filter((id) => !shown.includes(id))]
}
