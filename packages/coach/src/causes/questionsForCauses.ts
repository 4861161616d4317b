import { saysHumanError } from './humanError.ts'
import { namedPerson } from './namedPerson.ts'

/** A friendly question about the causes, for the eyes of whoever writes them alone: it is computed on their screen and sent nowhere. */
export interface CauseQuestion {
  /** The id of the cause that it is about; null for all of them together. */
  readonly cause: string | null
  readonly is: 'lonely' | 'human-error' | 'names-person'
  readonly question: string
}

/**
 * At most one question a cause, in the order of the causes, and one where a cause stands alone. Causes without words are passed over.
 * `names` are those of the people in the meeting, as they joined.
 */
export function questionsForCauses(
  causes: readonly { readonly id: string; readonly text: string }[],
  names: readonly string[],
): CauseQuestion[] {
  const written = causes.filter(({ text }) => text.trim() !== '')
  const questions = written.flatMap(({ id, text }) => questionAbout(id, text, names) ?? [])
  return written.length === 1 ? [lonely, ...questions] : questions
}

const lonely: CauseQuestion = {
  cause: null,
  is: 'lonely',
  question: 'There is one cause so far. What else had to be true that day, and was true the week before as well?',
}

function questionAbout(cause: string, text: string, names: readonly string[]): CauseQuestion | null {
  if (saysHumanError(text)) {
    return {
      cause,
      is: 'human-error',
      question:
        'This stops at somebody’s error, where it gets interesting. What made it look right then, and what usually catches it?',
    }
  }
  const name = namedPerson(text, names)
  if (name === null) return null
  return {
    cause,
    is: 'names-person',
    question: `With another capable colleague in ${name}’s place, knowing the same, what would have gone just as it did? That may be the cause.`,
  }
}
