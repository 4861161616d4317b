import { readFileSync } from 'node:fs'
import { z } from 'zod/mini'

/**
 * The organisation's own words for the coach: phrases that are never a trap, and phrases that always are. The server checks and hands them
 * out; what they are found in, it never sees. So it knows of the traps their labels alone; docs/settings.md holds them to packages/coach.
 */
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

/** More would slow down whoever types: each is looked for in every line. */
const maxPhrases = 200
const maxLength = 100

const fewEnough = z.maxLength(maxPhrases, `must have at most ${maxPhrases} entries`)

const PhraseSchema = z.string('must be a phrase in quotation marks').check(
  z.trim(),
  z.maxLength(maxLength, `must have at most ${maxLength} characters`),
  // As the coach compares words, a phrase of other characters could be found nowhere.
  z.regex(/[\p{L}\p{N}]/u, 'must have a word in it'),
  z.regex(/^[^|<>!*?\p{Cc}]*$/u, 'must be plain words, without | < > ! * ?'),
)

export const CoachWordsSchema = z.object({
  allow: z.array(PhraseSchema).check(z.describe('Phrases that are never a trap here.')),
  extraWords: z
    .array(z.object({ phrase: PhraseSchema, trap: z.enum(trapLabels) }))
    .check(z.describe('Phrases that always are one, and which.')),
})
export type CoachWords = z.infer<typeof CoachWordsSchema>

const ExtraWordSchema = z.strictObject(
  { phrase: PhraseSchema, trap: z.enum(trapLabels, `must be one of ${trapLabels.join(', ')}`) },
  'must be an object such as {"phrase": "...", "trap": "judgement"}, and no more',
)

const FileSchema = z.strictObject(
  {
    allow: z._default(z.array(PhraseSchema, 'must be a list').check(fewEnough), []),
    extraWords: z._default(z.array(ExtraWordSchema, 'must be a list').check(fewEnough), []),
  },
  'must be an object with nothing but "allow" and "extraWords"',
)

/** Reads the file at a path. Its faults name each entry that is wrong, and never what stands there: it may be another file altogether. */
export function coachWordsFile() {
  return z.pipe(
    z.string('must not be empty'),
    z.transform((path: string, context) => {
      const complaint = (message: string): CoachWords => {
        context.issues.push({ code: 'custom', message, input: path })
        return { allow: [], extraWords: [] }
      }
      const text = readText(path)
      if (text === null) return complaint('must be a file that this user may read')
      const json = parseJson(text)
      if (json === undefined) return complaint('must be a file of valid JSON')
      const result = FileSchema.safeParse(json)
      if (result.success) return result.data
      const faults = result.error.issues.map(({ path: place, message }) => `${placeOf(place)} ${message}`)
      return complaint(`has faults: ${faults.slice(0, 10).join('; ')}${faults.length > 10 ? '; and more' : ''}`)
    }),
  )
}

/** `extraWords[2].trap`, counted from 0 as JSON tools do. */
function placeOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the file'
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`)).join('')
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null // absent, a folder, or somebody else's: said in one sentence
  }
}

function parseJson(text: string): unknown {
  try {
    // Editors on Windows begin a file with a mark of its encoding.
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined // JSON has no such value
  }
}
