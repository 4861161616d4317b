/** The verbs that the rules know by meaning, and the forms of all: `rolled` and `rolling` lead back to `roll`. */

const list = (words: string) => words.trim().split(/\s+/)

/** What people do to systems: in the passive, told without anybody doing it, somebody has been left out. */
const handling = list(`
  backfill bounce cap cherry-pick dial evacuate extend fence halt lengthen null-route offload power-cycle reactivate rebalance reconnect
  repoint reseat resume rewire roll-back scrub shorten suspend swap throttle tweak unfreeze unpin upload paste zero
  abort abandon activate add authorise authorize blacklist clean copy correct decrease demote discard drop enlarge exchange expand hardcode hard-code hand-edit invert launch loosen prune quarantine reassign rebuild recreate re-enable redo reformat relabel reload renew rewrite select set create build start stop attempt try conduct carry shrink snooze tighten unblock unlock unset widen abort activate add adjust alter amend apply approve archive attach bump bypass cancel change clear commit comment configure consult
  cordon cut deactivate decommission delete depool deploy deprovision detach disable disconnect disregard downgrade drain edit enable
  erase execute exempt flip flush force freeze grant hotfix import increase initiate insert install knock label lower manipulate merge migrate
  misapply misconfigure misplace mislabel modify mount mute move nuke overwrite patch pause perform pin plug point postpone pool power promote
  provision pull purge push raise reboot reconfigure rearrange redeploy reduce reimage reinstall reinstate relocate remove rename repartition replace repool
  repurpose reset resize restart retire revert reverse revoke roll rollback rotate run sanction scale schedule shelve shut silence skip suppress
  swap switch tag terminate toggle transfer truncate tune turn type uncomment undo uninstall unmount unplug untick update upgrade
  whitelist allowlist wipe withdraw`)

/** What people do in their heads and with each other: only people decide, assume and agree. */
const deciding = list(`
  agree assume attribute choose conclude decide deem dismiss elect judge misjudge mistake misunderstand misinterpret misread neglect opt
  overlook overrule prioritise prioritize deprioritise deprioritize postpone underestimate waive ignore discount consider instruct`)

/** Noticing, knowing and guarding: what hindsight finds wanting. */
const noticing = list(`
  anticipate ask assess avert avoid capture catch check clarify communicate confirm consider consult coordinate detect diagnose discover
  discuss document double-check ensure escalate examine expect find flag follow foresee guess handle identify inform investigate know learn limit
  look mitigate monitor notice notify observe page ping plan practise practice predict prepare prevent prioritise prioritize question realise realize recognise recognize rehearse remember
  remind report research review rule see simulate speak spot staff stage stop suspect take tell test think train trial understand validate verify warn
  write`)

/** Perception alone, of which “should have …” says that it was all there to be seen. */
const foreseeing = list(
  'anticipate discover foresee guess know notice observe predict realise realize recognise recognize remember spot suspect understand',
)

const others = list(`
  accept access affect disclose publish allow alert announce answer appear apologise apologize arrive attempt automate backport bother break build buy call cause
  collaborate complain complete compromise connect contact continue copy cover crash create debug declare dequeue describe do drop draft email err
  experience explain expose extend fail fall fetch fill finish fix forget gather get give go grep hang happen have help hesitate hold hope hurry identify impact improve include
  indicate introduce isolate join keep land lack launch lead leave let load log lose make manage mark mean mention misidentify
  miss misspell mistype need omit open override own pass pick post print proceed process produce propose prove provide publish query react
  read receive recover recreate reject release rely repair request require resolve respond restore return reveal rewrite rush save
  say search send set share shift ship show sign slip spend start stay store submit suffer surface sync tell throw touch track trigger
  troubleshoot try unblock use wait want watch work worry wonder bring put escape restrict secure protect support enter realign rethink
  explore evaluate enhance strengthen optimise optimize harden revisit study audit figure reconsider minimise minimize increase streamline`)

const irregular: Readonly<Record<string, readonly [past: string, participle: string]>> = {
  break: ['broke', 'broken'],
  bring: ['brought', 'brought'],
  build: ['built', 'built'],
  buy: ['bought', 'bought'],
  catch: ['caught', 'caught'],
  choose: ['chose', 'chosen'],
  cut: ['cut', 'cut'],
  do: ['did', 'done'],
  fall: ['fell', 'fallen'],
  find: ['found', 'found'],
  foresee: ['foresaw', 'foreseen'],
  forget: ['forgot', 'forgotten'],
  freeze: ['froze', 'frozen'],
  get: ['got', 'got'],
  give: ['gave', 'given'],
  go: ['went', 'gone'],
  hang: ['hung', 'hung'],
  have: ['had', 'had'],
  hold: ['held', 'held'],
  keep: ['kept', 'kept'],
  know: ['knew', 'known'],
  lead: ['led', 'led'],
  leave: ['left', 'left'],
  let: ['let', 'let'],
  lose: ['lost', 'lost'],
  make: ['made', 'made'],
  mean: ['meant', 'meant'],
  misread: ['misread', 'misread'],
  mistake: ['mistook', 'mistaken'],
  misunderstand: ['misunderstood', 'misunderstood'],
  override: ['overrode', 'overridden'],
  overwrite: ['overwrote', 'overwritten'],
  put: ['put', 'put'],
  read: ['read', 'read'],
  rethink: ['rethought', 'rethought'],
  rewrite: ['rewrote', 'rewritten'],
  run: ['ran', 'run'],
  say: ['said', 'said'],
  see: ['saw', 'seen'],
  send: ['sent', 'sent'],
  set: ['set', 'set'],
  show: ['showed', 'shown'],
  shut: ['shut', 'shut'],
  speak: ['spoke', 'spoken'],
  spend: ['spent', 'spent'],
  take: ['took', 'taken'],
  tell: ['told', 'told'],
  think: ['thought', 'thought'],
  throw: ['threw', 'thrown'],
  undo: ['undid', 'undone'],
  understand: ['understood', 'understood'],
  withdraw: ['withdrew', 'withdrawn'],
  write: ['wrote', 'written'],
  be: ['was', 'been'],
  begin: ['began', 'begun'],
  come: ['came', 'come'],
  feel: ['felt', 'felt'],
  grow: ['grew', 'grown'],
  hear: ['heard', 'heard'],
  hide: ['hid', 'hidden'],
  hit: ['hit', 'hit'],
  hurt: ['hurt', 'hurt'],
  meet: ['met', 'met'],
  pay: ['paid', 'paid'],
  rise: ['rose', 'risen'],
  sit: ['sat', 'sat'],
  split: ['split', 'split'],
  stand: ['stood', 'stood'],
  steal: ['stole', 'stolen'],
  teach: ['taught', 'taught'],
  blow: ['blew', 'blown'],
  bind: ['bound', 'bound'],
  rebuild: ['rebuilt', 'rebuilt'],
  redo: ['redid', 'redone'],
  rerun: ['reran', 'rerun'],
  oversee: ['oversaw', 'overseen'],
  seek: ['sought', 'sought'],
}

/** Endings that double: `drop` → `dropped`, but `add` → `added`. */
const doubling = new Set(
  list(
    'cap scrub drop transfer plan ship stop spot swap cut skip flip log commit omit shut run set put get let tag plug unplug pin slip grep map scan submit permit ban tap trim rip hit sit split begin forget',
  ),
)

function formsOf(base: string) {
  const stem = doubling.has(base) ? base + base.slice(-1) : base.replace(/(?<![aeo])e$/, '')
  const regular = /[^aeou]y$/.test(base) ? `${base.slice(0, -1)}ied` : `${stem.replace(/e$/, '')}ed`
  const [past, participle] = irregular[base] ?? [regular, regular]
  const third = /(?:s|x|ch|sh|[^aeou]o)$/.test(base)
    ? `${base}es`
    : /[^aeou]y$/.test(base)
      ? `${base.slice(0, -1)}ies`
      : `${base}s`
  return { past, participle, third, gerund: `${base.endsWith('ee') ? base : stem}ing` }
}

interface VerbForm {
  readonly base: string
  readonly past: boolean
  readonly participle: boolean
  readonly gerund: boolean
  readonly third: boolean
}

const forms = new Map<string, VerbForm>()
function know(word: string, base: string, kind: 'past' | 'participle' | 'gerund' | 'third' | 'base') {
  const known = forms.get(word)
  forms.set(word, {
    base: known?.base ?? base,
    past: kind === 'past' || known?.past === true,
    participle: kind === 'participle' || known?.participle === true,
    gerund: kind === 'gerund' || known?.gerund === true,
    third: kind === 'third' || known?.third === true,
  })
}
for (const base of new Set([...handling, ...deciding, ...noticing, ...others, ...Object.keys(irregular)])) {
  const { past, participle, third, gerund } = formsOf(base)
  know(base, base, 'base')
  know(past, base, 'past')
  know(participle, base, 'participle')
  know(gerund, base, 'gerund')
  know(third, base, 'third')
}

for (const [word, base] of [
  ['rolled-back', 'roll-back'],
  ['cancelled', 'cancel'],
  ['labelled', 'label'],
  ['mislabelled', 'mislabel'],
] as const) {
  know(word, base, 'past')
  know(word, base, 'participle')
}

/** The form of a verb that this word is, or null for words that are none, as far as we know. */
export function verbForm(word: string): VerbForm | null {
  return forms.get(word) ?? null
}

/** `rolled` → `rolling`; null where the verb is not known. */
export function gerundOf(word: string): string | null {
  const base = forms.get(word)?.base
  return base === undefined ? null : formsOf(base).gerund
}

/** `failed to notice` → `notice`. */
export function baseOf(word: string): string | null {
  return forms.get(word)?.base ?? null
}

export const meanings = {
  handling: new Set(handling),
  deciding: new Set(deciding),
  noticing: new Set(noticing),
  foreseeing: new Set(foreseeing),
}
