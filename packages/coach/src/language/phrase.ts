import type { Sentence, Token } from './sentences.ts'
import { bit, type ClassBits, type WordClass } from './wordClasses.ts'

/**
 * Patterns over the words of one sentence, in the notation of the rules:
 *
 *     should|could have <adverb>* <participle>     words, classes of words, choices
 *     <us|group> <handling&participle>             either class; both at once
 *     a? the*                                      once or not; none to three times
 *     !not                                         what may not follow here; consumes nothing
 *     ..4                                          up to four words of any kind, as few as fit, never across punctuation;
 *                                                  at the end: the words up to the next preposition or clause
 *
 * Repetitions are bounded, so a match costs at most a constant at each word.
 */
export interface Phrase {
  /** The words it can begin with; null where a class or a gap comes first. */
  readonly firstWords: readonly string[] | null
  /** Whether it could begin with such a word: most can’t, and that is cheap to know. */
  readonly mayBegin: (token: Token) => boolean
  /** The first token behind the match that begins at `at`, or -1. */
  readonly matchAt: (sentence: Sentence, at: number) => number
}

interface Step {
  readonly words: ReadonlySet<string>
  readonly classes: readonly ClassBits[]
  readonly least: number
  readonly most: number
  readonly kind: 'take' | 'refuse' | 'gap'
}

export function phrase(notation: string): Phrase {
  const steps = notation.trim().split(/\s+/).map(parseStep)
  const [first] = steps
  const isPlain = first !== undefined && first.kind === 'take' && first.least > 0 && first.classes.length === 0
  return {
    firstWords: isPlain ? [...first.words] : null,
    mayBegin: ({ word, bits }) =>
      first === undefined ||
      first.kind !== 'take' ||
      first.least === 0 ||
      first.words.has(word) ||
      first.classes.some((each) => (bits & each) === each),
    matchAt: (sentence, at) => follow(steps, 0, sentence, at),
  }
}

function parseStep(notation: string): Step {
  const gap = /^\.\.(\d+)$/.exec(notation)
  if (gap !== null) return { words: new Set(), classes: [], least: 0, most: Number(gap[1]), kind: 'gap' }
  const refuses = notation.startsWith('!')
  const repeats = /[?*]$/.exec(notation)?.[0]
  const choices = notation.slice(refuses ? 1 : 0, repeats === undefined ? undefined : -1)
  const classes = [...choices.matchAll(/<([^>]+)>/g)].flatMap(([, names = '']) => names.split('|')).map(allOf)
  const words = new Set(
    choices
      .replace(/<[^>]+>/g, '')
      .split('|')
      .filter(Boolean),
  )
  return {
    words,
    classes,
    least: repeats === undefined ? 1 : 0,
    most: repeats === '*' ? 3 : 1,
    kind: refuses ? 'refuse' : 'take',
  }
}

function allOf(names: string): ClassBits {
  return names.split('&').reduce((bits, name) => bits | bitOf(name), 0)
}

function bitOf(name: string): ClassBits {
  const known = bit[name as WordClass]
  if (known === undefined) throw new Error(`A phrase names the class of words <${name}>, which there is none of.`)
  return known
}

function takes(step: Step, sentence: Sentence, at: number): boolean {
  const token = sentence.tokens[at]
  if (token === undefined) return false
  if (step.kind === 'gap') return (token.bits & bit.mark) === 0
  return step.words.has(token.word) || step.classes.some((bits) => (token.bits & bits) === bits)
}

function follow(steps: readonly Step[], from: number, sentence: Sentence, at: number): number {
  const step = steps[from]
  if (step === undefined) return at
  if (step.kind === 'refuse') return takes(step, sentence, at) ? -1 : follow(steps, from + 1, sentence, at)
  let count = 0
  while (count < step.most && takes(step, sentence, at + count)) count += 1
  if (step.kind === 'gap' && from === steps.length - 1) return at + objectLength(sentence, at, count)
  if (step.kind === 'gap') {
    for (let taken = 0; taken <= count; taken += 1) {
      const end = follow(steps, from + 1, sentence, at + taken)
      if (end >= 0) return end
    }
    return -1
  }
  for (let taken = count; taken >= step.least; taken -= 1) {
    const end = follow(steps, from + 1, sentence, at + taken)
    if (end >= 0) return end
  }
  return -1
}

/** A gap at the end takes what the phrase is about: the words up to the next preposition, verb or clause. */
function objectLength({ tokens }: Sentence, at: number, most: number): number {
  let length = 0
  while (length < most && !((tokens[at + length]?.bits ?? 0) & (bit.preposition | bit.link | bit.be | bit.modal | bit.have)))
    length += 1
  return length
}
