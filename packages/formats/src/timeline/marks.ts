import type { Mark } from '@second-story/meeting'

/**
 * The milestones that the entries of one timeline name themselves, by entry. Set phrases (`Outage begins`, `Repaired:`, `Incident is
 * resolved`) count wherever they stand; where a timeline has none for a milestone, one sentence that tells of it (`the site went down`)
 * stands in. What only follows from the story is not marked, nor what the text says of somebody else's status page.
 */
export function markEntries(texts: readonly string[]): Mark[][] {
  const marked = texts.map(namedBy)
  for (const { mark, says, unless, which } of sentences) {
    if (marked.some((marks) => marks.includes(mark))) continue
    const tells = (text: string) => says.test(shortened(text)) && !(unless?.test(shortened(text)) ?? false) && !hearsay.test(text)
    const at = which === 'first' ? texts.findIndex(tells) : texts.findLastIndex(tells)
    marked[at]?.push(mark)
  }
  return marked
}

function namedBy(text: string): Mark[] {
  const told = shortened(text)
  if (hearsay.test(told)) return []
  const found = rules.filter(({ says, unless }) => says.test(told) && !(unless?.test(told) ?? false)).map(({ mark }) => mark)
  return [...new Set(found)]
}

/** A mark stands at the beginning of an entry or at its end. */
function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)} … ${text.slice(-200)}` : text
}

const longest = 600
const hearsay =
  /^(?:(?:first|second|third|initial|final|\d+(?:st|nd|rd|th)) )?status (?:post|page|posting|update)|status page (?:to say|says)/i

const event = String.raw`(?:outage|incident|impact|disruption|degradation|downtime|interruption|problem|issue|fault|failure|breakage)s?`
const titled = String.raw`(?:Outage|Incident|Impact|Disruption|Degradation|Downtime|Interruption|Problem|Issue|Fault|Failure)s?`
const be = String.raw`(?:\s(?:is|are|was|were|has|have|been|being|now|fully|finally|officially|completely|(?:is|was) considered|marked|as|declared|confirmed|to|be))*`
/** What stands behind a phrase that is a label. */
const label = String.raw`(?=\s*(?:$|[:.,;()\[\]|!–—-]|\n))`
/** Where a label may begin. */
const starts = String.raw`(?:^|[.!?:;(\[|–—\n-]\s*)`
const begins = String.raw`(?:begins?|began|starts?|started|occurs?|occurred|beginning|onset)`

interface Rule {
  readonly mark: Mark
  readonly says: RegExp
  readonly unless?: RegExp
}

const never =
  /\b(?:not|n't|never|no longer|cannot|unable to|un)\s?(?:yet |be |been |fully )*(?:resolved|mitigated|fixed|repaired|over)|(?:will|would|should|could|can|to) be (?:resolved|mitigated|fixed|repaired|closed)|\b(?:if|whether|until|once|when) (?:the |this |we )?(?:issue|incident|problem|outage)/i
const declaredOver =
  /\bdeclar\w+ (?:the |this |as )*(?:incident |outage )?(?:as )?(?:resolved|over|closed|fixed|mitigated|finished)/i

const phrases: readonly { readonly mark: Mark; readonly says: string; readonly flags?: string; readonly unless?: RegExp }[] = [
  {
    mark: 'impact-start',
    says: String.raw`${starts}(?:\S+\s){0,3}${event}\s(?:has\s)?${begins}${label}`,
    unless: /\b(?:states?|reports?|says|said) (?:that )?|^(?:the )?last\b/i,
  },
  {
    mark: 'impact-start',
    says: String.raw`\b${titled}\s(?:[Bb]eg[ia]ns?|[Ss]tart(?:s|ed)?|[Oo]ccur(?:s|red))${label}`,
    flags: '',
  },
  {
    mark: 'impact-start',
    says: String.raw`${starts}(?:the\s|actual\s)?(?:start|beginning|onset|begin)\s(?:time\s)?of\s(?:the\s)?(?:\w+\s)?${event}${label}`,
  },
  {
    mark: 'impact-start',
    says: String.raw`^(?:(?:user|customer|service)\s)?(?:impact|outage|incident)\s(?:start|begin|began)(?:s|ed)?\b`,
  },
  { mark: 'impact-start', says: String.raw`^(?:start(?:ed)?|began|begin)(?:\s(?:time|date))?:?$` },
  {
    mark: 'detected',
    says: String.raw`${starts}(?:first\s|initially\s|time\s|initial\s)?(?:detected|detection)(?:\sof\s[^.]{1,60}$|${label})`,
  },
  {
    mark: 'detected',
    says: String.raw`\b${event}${be}\s(?:first\s)?(?:detected|discovered|noticed)\b|^(?:the\s)?${event}${be}\s(?:first\s)?(?:found|spotted)\b`,
  },
  {
    mark: 'detected',
    says: String.raw`^(?:the\s)?(?:\w+\s){0,2}(?:team|on-?call|we|engineers?)\s(?:(?:is|are|was|were|became|becomes|made)\s)?(?:first\s)?(?:aware|alerted|notified)(?:\sof\s(?:the\s|an\s)?${event})?(?=\s*(?:$|[:.,(\n]))`,
  },
  {
    mark: 'declared',
    says: String.raw`\b(?:incident|outage|emergency|sev[- ]?\d|p[0-3])(?:\s(?:is|was|has|been|officially|formally))*\s(?:declared|called)\b`,
    unless: declaredOver,
  },
  {
    mark: 'declared',
    says: String.raw`\bdeclar(?:e|es|ed|ing)\b(?:\s\S+){0,3}?\s(?:incident|outage|emergency|sev[- ]?\d|p\d)\b|^declared:?$`,
    unless: declaredOver,
  },
  { mark: 'mitigated', says: String.raw`\b${event}${be}\s(?:mitigated|repaired|contained|worked around)\b`, unless: never },
  {
    mark: 'mitigated',
    says: String.raw`${starts}(?:fully\s|time\s)?(?:mitigated|repaired|contained|mitigation\s(?:complete|completed|in\splace|applied|deployed))${label}`,
    unless: never,
  },
  { mark: 'resolved', says: String.raw`\b${event}${be}\s(?:resolved|over|closed|fixed|ends?|ended|solved)\b`, unless: never },
  {
    mark: 'resolved',
    says: String.raw`${starts}(?:fully\s|all\s|time\s)?(?:resolved|resolution|all\sclear|fixed|services?\s(?:fully\s)?restored)${label}`,
    unless: never,
  },
  {
    mark: 'resolved',
    says: String.raw`${starts}end\sof\s(?:the\s)?(?:\w+\s)?${event}${label}|${starts}(?:full\s|final\s)?${event}\sresolution${label}|\bresolution\s(?:is\s|was\s)?confirmed\b|^end(?:ed)?(?:\s(?:time|date))?:?$`,
  },
]

const rules: readonly Rule[] = phrases.map(({ says, flags = 'i', ...rule }) => ({ ...rule, says: new RegExp(says, flags) }))

/** Told in a sentence; `which` of several entries that tell it is the one. */
const sentences: readonly (Rule & { readonly which: 'first' | 'last' })[] = [
  {
    mark: 'impact-start',
    which: 'first',
    says: /\b(?:is|goes|went) (?:hard |completely )?(?:down|offline)\b|\bbec(?:ame|omes?) (?:un(?:available|responsive|reachable)|inaccessible)\b/i,
    unless: /\b(?:alerts?|alarms?|health ?checks?|monitor\w*|reports?)\b|\bdown (?:from|to|by)\b/i,
  },
  {
    mark: 'detected',
    which: 'first',
    says: /^(?:\S+ ){0,4}(?:alerts?|alarms?)(?: \S+)? (?:fires?|fired|triggers?|triggered|went off|(?:started|starts|began|begin) firing)\b|^(?:\S+ ){1,3}fire[sd] an alert\b|^(?:the )?alarm for .{1,60} fired\b|^pagers? alert|^(?:we )?(?:started to )?receiv\w+ alerts\b|^(?:\S+ ){0,2}monitor(?:s|ing)?(?: \S+)? (?:detect(?:s|ed)?|alert(?:s|ed)?)\b|^(?:initial|first) (?:finding|alert|report|sign|symptom)s?(?: (?:of|from|about|that|on|received|by)\b|:)/i,
  },
  {
    mark: 'mitigated',
    which: 'first',
    says: /\b(?:rollback|roll-back|revert|failover)\b[^.]{0,60}\b(?:completed?|finished)\b|\btemporarily (?:fix|resolv|mitigat)(?:es|ed|ing)\b/i,
    unless: /\b(?:not|fail(?:s|ed)?|should|will)\b/i,
  },
  {
    mark: 'resolved',
    which: 'last',
    says: /\b(?:back online|back to normal|(?:is|are|was|were) (?:back )?up again|traffic (?:is |was )?(?:back|restored)|is back(?=[.!]?$)|operating (?:properly|normally)|full(?:y)? (?:service )?restor(?:ed|ation)|fully (?:recovered|restored|operational)|services? (?:is |was |were |has been |have been )?(?:fully )?restored|recovered fully)\b/i,
    unless: /\b(?:not|begins? to|began to|will|until|try|trying|wait)\b/i,
  },
]
