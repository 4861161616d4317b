/**
 * Private, friendly questions about the causes that somebody wrote down: one cause alone, a person as a cause, "human error". Shown to the
 * reader alone, never counted. Precision is worth more than recall here: machines err and fail all day, and that is no human error.
 */
export interface CauseQuestion {
  /** The cause that it is about; null where it is about the list. */
  readonly cause: string | null
  readonly is: 'lonely' | 'human-error' | 'names-person'
  readonly question: string
}

interface CauseText {
  readonly id: string
  readonly text: string
}

/** At most one question per cause. `names` are those of the people in the meeting; a first name alone counts too. */
export function questionsForCauses(causes: readonly CauseText[], names: readonly string[]): CauseQuestion[] {
  const written = causes.filter(({ text }) => text.trim() !== '')
  const questions: CauseQuestion[] = []
  const [only] = written
  if (written.length === 1 && only) {
    questions.push({
      cause: null,
      is: 'lonely',
      question: 'There is one cause so far. What else had to be true that day, and was true the week before as well?',
    })
  }
  for (const { id, text } of written) {
    const question = saysHumanError(text) ? humanError : namesPerson(text, names) ? person : null
    if (question) questions.push({ cause: id, ...question })
  }
  return questions
}

const humanError = {
  is: 'human-error',
  question: 'Here the causes would end at a person. How did it make sense at that moment, and what let it through?',
} as const

const person = {
  is: 'names-person',
  question:
    'Names belong in the timeline. As a cause, what around them made it likely that any capable colleague would have done the same?',
} as const

/** Phrases that class somebody's act as an error. A machine's errors ("returned an error") have none of them. */
const errorPhrases: readonly RegExp[] = [
  /\b(?:human|operator|user|pilot|manual|personal)[\s-](?:error|mistake|failure|fault)s?\b/i,
  /\b(?:made|making|makes) (?:a|an|the|some) (?:\w+ )?(?:mistake|error|slip)\b/i,
  /\b(?:somebody|someone|he|she|they|we|i|engineers?|operators?|developers?) (?:\w+ )?(?:forgot|messed up|screwed up|fat-?fingered|overlooked|neglected)\b/i,
  /\b(?:fat-?fingered|carelessness|negligence|incompetence)\b/i,
  /\b(?:lack of|lost) (?:attention|care|diligence|situational awareness)\b/i,
]

function saysHumanError(text: string): boolean {
  return errorPhrases.some((phrase) => phrase.test(text))
}

/** First names that are words as well: alone they are no sign of a person. */
const alsoWords = new Set([
  'Will',
  'Mark',
  'May',
  'Grant',
  'Rob',
  'Bill',
  'Art',
  'Drew',
  'Sue',
  'Pat',
  'Chase',
  'Hope',
  'Grace',
  'Max',
  'Page',
  'Host',
  'Dash',
])

function namesPerson(text: string, names: readonly string[]): boolean {
  return names.some((name) => {
    const whole = name.trim()
    const [first = ''] = whole.split(/\s+/)
    return hasWord(text, whole) || (first !== whole && !alsoWords.has(first) && hasWord(text, first))
  })
}

/** As a whole word, in the same case: "Ben" is not in "bench", nor "Mark" in "mark". */
function hasWord(text: string, word: string): boolean {
  if (word.length < 2 || !/^\p{Lu}/u.test(word) || (alsoWords.has(word) && text.startsWith(word))) return false
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  return new RegExp(String.raw`(?<![\p{L}\p{N}_-])${escaped}(?![\p{L}\p{N}_-])`, 'u').test(text)
}
