import { groups, isFirstName, machines, outsiders, roles } from './nouns.ts'
import { meanings, verbForm } from './verbs.ts'

/**
 * Classes of words as bits, looked up in lists, then by ending. A word has several (`switch` is a machine and an act); the pattern around it
 * decides. There is no statistical tagger here: docs/decisions/0013 says why.
 */
const names = [
  'us', // I, we, you, he, she, they, who
  'role',
  'group',
  'outsider',
  'someone',
  'name',
  'machine',
  'be',
  'have',
  'do',
  'modal',
  'not',
  'adverb',
  'participle',
  'past',
  'gerund',
  'base',
  'third',
  'handling',
  'deciding',
  'noticing',
  'foreseeing',
  'determiner',
  'possessive',
  'preposition',
  'link', // where a new clause begins
  'slip', // accidentally, by name of the act
  'mark', // punctuation
  'plain', // an adjective that can stand before a role
  'nobody',
] as const
export type WordClass = (typeof names)[number]
export type ClassBits = number

export const bit = Object.fromEntries(names.map((name, index) => [name, 1 << index])) as Readonly<Record<WordClass, ClassBits>>

const closed: Partial<Record<WordClass, string>> = {
  us: 'i we you he she they who',
  someone: 'someone somebody',
  nobody: 'nobody none',
  be: "be am is are was were been being 's",
  have: "have has had having 'd",
  do: 'do does did',
  modal: 'should could would might may must can will shall ought',
  not: 'not never no neither nor hardly without',
  adverb: `also already always almost again actually apparently ago all away back badly basically better beforehand both briefly
    certainly clearly completely consistently correctly currently deliberately directly earlier easily effectively either else
    enough entirely even eventually ever evidently explicitly far fast finally first fully fundamentally generally however immediately
    initially instead just kinda largely lately later likely long maybe merely more most mostly much nearly normally now obviously
    often once only originally partially perhaps possibly presumably previously probably properly quickly quite rarely really recently
    sadly seemingly seldom simply slightly soon sooner still subsequently successfully suddenly sufficiently temporarily then there therefore
    thus together too totally twice ultimately unfortunately usually very well then yesterday today so quite rather somehow however`,
  determiner: 'a an the this that these those some any each every another one no which',
  possessive: 'my our your his her their its whose',
  preposition: `about above across after against along among around as at before behind below beneath beside between beyond by despite
    down during for from in inside into like near of off on onto out outside over per prior since through throughout till to toward
    towards under until up upon via with within without`,
  link: `and but or nor so yet because since while when whenever if unless that which who whom whose where whereas although though as until once
    after before whether than why how what`,
  slip: `accidentally inadvertently mistakenly erroneously unintentionally wrongly incorrectly errantly wrongfully unwittingly carelessly
    improperly`,
  plain: `on-call oncall on-duty new junior senior single particular same other different lone second first young tired inexperienced remote
    release site reliability network networking database systems system software devops platform infrastructure security operations support data backend
    back-end frontend front-end storage build incident duty production local night cloud it qa test web staff lead principal former one careless rogue unnamed assigned responsible`,
}

const table = new Map<string, ClassBits>()
function add(word: string, name: WordClass) {
  table.set(word, (table.get(word) ?? 0) | bit[name])
}
for (const [name, words] of Object.entries(closed)) {
  for (const word of words.trim().split(/\s+/)) add(word, name as WordClass)
}
for (const word of roles) add(word, 'role')
for (const word of groups) add(word, 'group')
for (const word of outsiders) add(word, 'outsider')
for (const word of machines) add(word, 'machine')

export function isName(written: string, isFirstOfSentence: boolean): boolean {
  return isFirstName(written, isFirstOfSentence)
}

export function classesOf(word: string, named: boolean): ClassBits {
  if (named) return bit.name
  if (!/[\p{L}\p{N}]/u.test(word[word.startsWith("'") ? 1 : 0] ?? '')) return bit.mark
  const listed = table.get(word) ?? 0
  const form = verbForm(word)
  if (form === null) return listed === 0 ? byEnding(word) : listed
  let bits = listed
  if (form.participle) bits |= bit.participle
  if (form.past) bits |= bit.past
  if (form.gerund) bits |= bit.gerund
  if (form.third) bits |= bit.third
  if (word === form.base) bits |= bit.base
  if (meanings.handling.has(form.base)) bits |= bit.handling
  if (meanings.deciding.has(form.base)) bits |= bit.deciding
  if (meanings.noticing.has(form.base)) bits |= bit.noticing
  if (meanings.foreseeing.has(form.base)) bits |= bit.foreseeing
  return bits
}

/** Words in no list: codes and numbers are nobody's act; the rest tells by its ending. */
function byEnding(word: string): ClassBits {
  if (/[\d_.@:]/.test(word)) return 0
  const re = /^(?:re|un|mis|over|under|de|pre)-?(.{3,})$/.exec(word)?.[1]
  const stem = re === undefined ? null : verbForm(re)
  if (stem !== null) {
    const same = (stem.participle ? bit.participle : 0) | (stem.past ? bit.past : 0) | (stem.gerund ? bit.gerund : 0)
    return same | (stem.base === re ? bit.base : 0) | (word.includes('-') || meanings.handling.has(stem.base) ? bit.handling : 0)
  }
  if (/[^e]ed$/.test(word) && word.length > 4) return bit.participle | bit.past
  if (word.endsWith('ing') && word.length > 5) return bit.gerund
  if (word.endsWith('ly') && word.length > 4) return bit.adverb
  return 0
}
