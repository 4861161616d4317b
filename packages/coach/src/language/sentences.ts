import { silentRanges } from './silence.ts'
import { classesOf, type ClassBits, isName } from './wordClasses.ts'

/**
 * A word, a mark of punctuation, or a silent part as one. Contractions are two (`didn’t` is `did` and `not`, `should’ve` is `should` and
 * `have`), both with the span of the whole, so that a finding never ends within a word.
 */
export interface Token {
  /** As the rules see it: lower case, contractions spelt out. A silent part is `…`. */
  readonly word: string
  readonly start: number
  readonly end: number
  readonly bits: ClassBits
}

export interface Sentence {
  readonly text: string
  readonly tokens: readonly Token[]
}

/**
 * The sentences of a text, each with its tokens. Lines always end one; so does a full stop before white space, but after an abbreviation.
 * What a sentence consists of is decided within its own line, so the same sentence reads the same wherever it stands.
 */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = []
  let tokens: Token[] = []
  let hasWords = false
  const finish = () => {
    if (hasWords) sentences.push({ text, tokens })
    tokens = []
    hasWords = false
  }
  let at = 0
  for (const [start, end] of [...silentRanges(text), [text.length, text.length] as const]) {
    addWords(text, at, start)
    if (end > start) {
      tokens.push({ word: '…', start, end, bits: 0 })
      // “Stop.” Then they … – the quotation has ended the sentence as well.
      if (/[.!?…]["”’'»]$/.test(text.slice(end - 2, end)) && /^\s+(?:\p{Lu}|$)/u.test(text.slice(end, end + 8))) finish()
    }
    at = end
  }
  finish()
  return sentences

  function addWords(whole: string, from: number, to: number) {
    // A part of its own: the pattern must not look beyond it, again and again, for a word that isn’t there.
    for (const match of whole.slice(from, to).matchAll(pieces)) {
      const [piece] = match
      const start = from + match.index
      const end = start + piece.length
      if (/^\r?\n/.test(piece)) finish()
      else if (/^[.!?…]/.test(piece)) {
        if (endsSentence(whole, piece, start, end, tokens.at(-1))) finish()
      } else pushWord(piece, start, end)
    }
  }

  function pushWord(piece: string, start: number, end: number) {
    const plain = piece.replace(/[’ʼ]/g, "'").replace(/^_+(?=[^_])|(?<=[^_])_+$/g, '')
    const words = /[\p{L}]/u.test(plain[0] ?? '') ? spellOut(plain.toLowerCase()) : [plain.toLowerCase()]
    for (const [index, word] of words.entries()) {
      const named = index === 0 && isName(plain.replace(/'s$/, ''), !hasWords)
      tokens.push({ word, start, end, bits: classesOf(word, named) })
    }
    hasWords ||= /[\p{L}]/u.test(plain)
  }
}

const pieces =
  /\r?\n|\.{3,}|[.!?…]+|@?[\p{L}\p{N}\p{M}_][\p{L}\p{N}\p{M}_]*(?:(?:['’ʼ.:@-]|\/(?=\d))[\p{L}\p{N}\p{M}_]+)*|[,;:()[\]{}–—|/+&=<>•*#-]/gu

const abbreviations = new Set(
  'e.g i.e eg ie etc vs cf ca approx no nr mr mrs ms dr prof st inc ltd co corp dept est fig al resp incl excl min max sec hr hrs aka p.m a.m'.split(
    ' ',
  ),
)

function endsSentence(text: string, mark: string, start: number, end: number, before: Token | undefined): boolean {
  const behind = text.slice(end, end + 6)
  if (!/^["”’')\]]*(?:\s|$)/.test(behind)) return false
  if (mark !== '.' || before === undefined || before.end !== start) return true
  if (/^\p{L}$/u.test(before.word) && before.word !== 'i') return false // an initial
  if (!abbreviations.has(before.word)) return true
  return /^\s+\p{Lu}/u.test(behind) && before.word === 'etc'
}

/** `didn't` → did, not; `we'd` → we, 'd. */
function spellOut(word: string): string[] {
  if (!word.includes("'")) return contracted.get(word) ?? [word]
  const whole = irregular.get(word)
  if (whole !== undefined) return whole
  if (word.endsWith("n't")) return [word.slice(0, -3), 'not']
  const at = word.lastIndexOf("'")
  const tail = tails.get(word.slice(at))
  if (tail === undefined || at === 0) return [word]
  return [...spellOut(word.slice(0, at)), tail]
}

const tails = new Map([
  ["'ve", 'have'],
  ["'d", "'d"],
  ["'ll", 'will'],
  ["'re", 'are'],
  ["'m", 'am'],
  ["'s", "'s"],
])
const irregular = new Map([
  ["can't", ['can', 'not']],
  ["won't", ['will', 'not']],
  ["shan't", ['shall', 'not']],
  ["ain't", ['is', 'not']],
  ["let's", ['let', 'us']],
])
/** As people type them. */
const contracted = new Map([
  ['cannot', ['can', 'not']],
  ['didnt', ['did', 'not']],
  ['dont', ['do', 'not']],
  ['shouldve', ['should', 'have']],
  ['couldve', ['could', 'have']],
  ['wouldve', ['would', 'have']],
  ['shouldnt', ['should', 'not']],
  ['couldnt', ['could', 'not']],
  ['wouldnt', ['would', 'not']],
])
