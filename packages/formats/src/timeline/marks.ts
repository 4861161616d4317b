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

const event = String.raw`(?:outage|incident|impact|disruption|degradation|downtime|interruption|problem|issue|fault|failure|breakage|event|attack)s?`
const be = String.raw`(?:\s(?:is|are|was|were|has|have|been|being|now|fully|finally|officially|completely|considered|marked|as|declared|confirmed|to|be))*`
const label = String.raw`(?=\s*(?:$|[:.,;()\[\]|!–—-]|\n))`
const starts = String.raw`(?:^|[.!?:;(\[|–—\n-]\s*)`

interface Rule {
  readonly mark: Mark
  readonly says: RegExp
  readonly unless?: RegExp
}

const never =
  /\b(?:not|n't|never|no longer|cannot|unable to|un)\s?(?:yet |be |been |fully )*(?:resolved|mitigated|fixed|repaired|over)|(?:will|would|should|could|can|to) be (?:resolved|mitigated|fixed|repaired|closed)|\b(?:if|whether|until|once|when) (?:the |this |we )?(?:issue|incident|problem|outage)/i

const rules: readonly Rule[] = [
  {
    mark: 'impact-start',
    says: new RegExp(
      String.raw`\b${event}\s(?:has\s)?(?:begins?|began|begun|starts?|started|occurs?|occurred|beginning|onset)${label}`,
      'i',
    ),
    unless: /\b(?:states?|reports?|says|said) (?:that )?/i,
  },
  {
    mark: 'impact-start',
    says: new RegExp(String.raw`\b(?:start|beginning|onset|begin)\s(?:time\s)?of\s(?:the\s)?(?:\w+\s)?${event}`, 'i'),
  },
  {
    mark: 'impact-start',
    says: new RegExp(
      String.raw`^(?:(?:user|customer|service)\s)?(?:impact|outage|incident)\s(?:start|begin|began)(?:s|ed)?\b`,
      'i',
    ),
  },
  { mark: 'detected', says: new RegExp(String.raw`${starts}(?:first\s|initially\s|time\s)?(?:detected|detection)${label}`, 'i') },
  { mark: 'detected', says: new RegExp(String.raw`\b${event}${be}\s(?:first\s)?(?:detected|discovered|noticed)\b`, 'i') },
  {
    mark: 'detected',
    says: /^(?:the )?(?:\w+ ){0,2}(?:team|on-?call|we|engineers?) (?:(?:is|are|was|were|became|becomes|made) )?(?:first )?(?:aware|alerted|notified)(?: of (?:the |an )?(?:issue|incident|problem|outage))?(?=\s*(?:$|[:.,(]))/i,
  },
  {
    mark: 'declared',
    says: new RegExp(String.raw`\bincident(?:\s(?:is|was|has|been|officially|formally))*\s(?:declared|called)\b`, 'i'),
    unless: /\bdeclared\s(?:as\s)?(?:resolved|over|closed|fixed|mitigated|finished)/i,
  },
  {
    mark: 'declared',
    says: /\bdeclar(?:e|es|ed|ing)\b(?: \S+){0,3}? (?:incident|outage|emergency|sev[- ]?\d|p\d)\b/i,
    unless: /\bdeclar\w+ (?:the |this )?(?:incident|outage) (?:as )?(?:resolved|over|closed|fixed|mitigated|finished)/i,
  },
  {
    mark: 'mitigated',
    says: new RegExp(String.raw`\b${event}${be}\s(?:mitigated|repaired|contained|worked around)\b`, 'i'),
    unless: never,
  },
  {
    mark: 'mitigated',
    says: new RegExp(
      String.raw`${starts}(?:fully\s)?(?:mitigated|repaired|contained|mitigation (?:complete|completed|in place|applied|deployed))${label}`,
      'i',
    ),
    unless: never,
  },
  {
    mark: 'resolved',
    says: new RegExp(String.raw`\b${event}${be}\s(?:resolved|over|closed|fixed|ends?|ended|solved)\b`, 'i'),
    unless: never,
  },
  {
    mark: 'resolved',
    says: new RegExp(String.raw`${starts}(?:fully\s|all\s)?(?:resolved|resolution|all clear|fixed)${label}`, 'i'),
    unless: never,
  },
  {
    mark: 'resolved',
    says: new RegExp(String.raw`\bend\sof\s(?:the\s)?(?:\w+\s)?${event}|\bresolution (?:is |was )?confirmed\b`, 'i'),
  },
]

/** Told in a sentence; `which` of several entries that tell it is the one. */
const sentences: readonly (Rule & { readonly which: 'first' | 'last' })[] = [
  {
    mark: 'impact-start',
    which: 'first',
    says: /\b(?:is|goes|went) (?:hard |completely )?(?:down|offline)\b|\bbec(?:ame|omes?) (?:un(?:available|responsive|reachable)|inaccessible)\b/i,
    unless: /\b(?:alerts?|alarms?|health ?checks?|monitor\w*|reports?)\b/i,
  },
  {
    mark: 'detected',
    which: 'first',
    says: /^(?:\S+ ){0,4}alerts? (?:fires?|fired|triggers?|triggered|went off)\b|^(?:initial|first) (?:finding|alert|report|sign|symptom)s? (?:of|from|about|that|received|by)\b/i,
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
    says: /\b(?:back online|back to normal|fully (?:recovered|restored|operational)|services? (?:is |was |were |has been |have been )?(?:fully )?restored|recovered fully)\b/i,
    unless: /\b(?:not|begins? to|began to|will|until|try|trying|wait)\b/i,
  },
]
