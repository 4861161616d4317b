/**
 * The first of the names that a cause mentions, or null. Names are those that people joined with: `Ada`, `Ada Lovelace`, `ada`. They
 * match as whole words with their capital: `Will` is a person where `will` is none, and at the beginning of a sentence, where every
 * word has a capital, a name that is also a word counts as the word.
 */
export function namedPerson(text: string, names: readonly string[]): string | null {
  for (const name of names) {
    for (const form of formsOf(name)) {
      const pattern = new RegExp(String.raw`(?<![\p{L}\p{N}_.@/-])${escaped(form)}(?![\p{L}\p{N}_@/-]|\.[\p{L}\p{N}])`, 'gu')
      for (const match of text.matchAll(pattern)) {
        if (!isOnlyAWord(form, text.slice(0, match.index), text.slice(match.index + form.length))) return form
      }
    }
  }
  return null
}

/** The name as a whole, and the first of several names: what colleagues write. */
function formsOf(name: string): string[] {
  const whole = name.trim().replace(/\s+/g, ' ')
  const [first = '', ...others] = whole.split(' ')
  const forms = others.length === 0 ? [first] : [whole, first]
  return forms
    .map((form) => form.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()))
    .filter((form) => [...form].length > 1 && /\p{L}/u.test(form) && !noNames.has(form.toLowerCase()))
}

function isOnlyAWord(form: string, before: string, behind: string): boolean {
  const word = form.toLowerCase()
  if (
    months.has(word) &&
    (/^[\s,]*\d/.test(behind) ||
      /(?:\d\.?|\b(?:in|since|until|till|during|of|by|from|to|last|next|early|late|mid))[\s-]*$/i.test(before))
  ) {
    return true
  }
  return (words.has(word) || months.has(word)) && /(?:^|[.!?:;\n•*-]|[“"(])\s*$/.test(before)
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)
}

/** What people type as a name where they stand for a role, and words that begin many sentences. */
const noNames = new Set(
  'the a an our my team on in of from for and or it we i you he she they me who support dev ops sre dba qa it guest host facilitator participant observer user admin root anonymous someone somebody nobody engineer operator mr mrs ms dr prof'.split(
    ' ',
  ),
)

/** First names that begin a sentence as a word just as well. */
const words = new Set(
  'will mark bill grant grace hope faith joy rose ivy jack rob pat drew dean chase art frank ray miles max min sue dawn eve gene guy jay josh lance nick norm penny pierce reed rich rod sandy skip stew summer sunny ward wade buck bob christian cliff chance chip colt cash case chuck clay don earnest ernest ginger harmony heath jade jasmine jean jewel jimmy kit lane laurel lily melody mercy mike mo olive pearl peg ruby sage sky star stone sterling trace tray trinity van vic victor violet wolf angel basil blue carol crystal daisy dale destiny echo ember flora gale glen golden hazel holly iris jenkins king major prince robin scout shell terry tony virginia wayne woody'.split(
    ' ',
  ),
)

const months = new Set(['april', 'may', 'june', 'august', 'jan', 'julian', 'march'])
