/**
 * Who seems to have worked on it, by the words of the timeline: a first idea for a list that people edit, never more. Taken are mentions
 * (`@ana`), speakers (`Ana: looking`, `Ana Novak: …`), whoever does what only people do (`Ana notices`), and whoever is asked (`pages
 * Ben`). A word that also stands there in lower case is a word and no name.
 */
export function namesIn(rows: readonly string[]): readonly string[] {
  const all = rows.join('\n')
  const found = new Map<string, string>()
  // Each word is looked for in the whole timeline once, however often it stands at the head of a row.
  const words = new Map<string, boolean>()
  const isWord = (name: string) => {
    const known = words.get(name) ?? isPlainWord(name, all)
    words.set(name, known)
    return known
  }
  for (const row of rows) {
    for (const pattern of patterns) {
      for (const match of row.slice(0, maxLength).matchAll(pattern)) {
        const name = match.groups?.['name'] ?? ''
        const key = name.toLowerCase()
        if (!notNames.has(key) && !found.has(key) && (match[0].startsWith('@') || !isWord(name))) found.set(key, name)
      }
    }
  }
  // `Ana` and `@ana` are one, and so is `Ana Novak` where there is no other Ana.
  const keys = [...found.keys()]
  return keys.filter((key) => !keys.some((other) => other.startsWith(`${key} `))).map((key) => found.get(key) ?? key)
}

/** What is pasted may be long; names of those who acted stand near the beginning of a row. */
const maxLength = 400

const name = String.raw`(?<name>\p{Lu}[\p{Ll}\p{M}’'-]+(?: \p{Lu}[\p{Ll}\p{M}’'-]+)?)`
const acts = [
  'acknowledges|acks|asks|believes|calls|checks|confirms|decides|declares|deploys|escalates|finds|guesses|investigates|joins',
  'looks|merges|notices|opens|pages|pings|posts|realises|realizes|reads|remembers|reports|restarts|reverts|rolls|runs|says|sees',
  'suggests|suspects|tells|thinks|tries|types|wonders|writes',
  'acknowledged|acked|asked|believed|called|checked|confirmed|decided|declared|deployed|escalated|found|guessed|investigated|joined',
  'looked|merged|noticed|opened|paged|pinged|posted|realised|realized|remembered|reported|restarted|reverted|rolled|ran|said|saw',
  'suggested|suspected|told|thought|tried|typed|wondered|wrote',
].join('|')
const reaches = 'asks|asked|calls|called|pages|paged|pings|pinged|tells|told'

const patterns = [
  new RegExp(String.raw`(?<![\p{L}\p{N}.])@(?<name>[\p{L}\p{N}][\p{L}\p{N}._-]{0,38}[\p{L}\p{N}])`, 'gu'),
  new RegExp(`^${name}(?: \\([^()\\n]{1,30}\\))?:(?=\\s)`, 'gu'),
  new RegExp(`(?<![\\p{L}\\p{N}])${name}(?= (?:${acts})(?![\\p{L}\\p{N}]))`, 'gu'),
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${reaches}) ${name}`, 'gu'),
]

/** Capitalised at the head of a row, and nobody. */
const notNames = new Set(
  'on-call oncall he she they we it who nobody somebody someone everybody everyone this that there customer customers support here channel all everyone update note action decision impact status monday tuesday wednesday thursday friday saturday sunday'.split(
    ' ',
  ),
)

function isPlainWord(word: string, all: string): boolean {
  const lower = word.toLowerCase()
  return (
    lower !== word &&
    new RegExp(`(?<![\\p{L}\\p{N}@._-])${lower.replace(/[^\p{L}\p{M} ]/gu, '.')}(?![\\p{L}\\p{N}])`, 'u').test(all)
  )
}
