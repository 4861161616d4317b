/**
 * Where a cause ends at a person's error. Precision before reach: a wrong alarm about somebody's sentence costs more trust than a
 * missed one, and the card of this trap is on the same screen anyway. Machines err all day, so an act counts only where a person is
 * said to have done it.
 */
export function saysHumanError(text: string): boolean {
  const own = withoutQuotes(text)
  return patterns.some((pattern) => {
    for (const match of own.matchAll(pattern)) if (!isDenied(own.slice(0, match.index))) return true
    return false
  })
}

const person = String.raw`(?:I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|[Ss]omebody|[Ss]omeone|[Nn]obody|[Nn]o one|[Ww]ho|(?:[Aa]n?|[Tt]he|[Oo]ur) (?:[\w-]+ )?(?:engineer|operator|developer|admin|administrator|sysadmin|colleague|technician|reviewer|employee|person|team|SRE|DBA)s?)`
const slipped = String.raw`(?:accidentally|inadvertently|mistakenly|unintentionally|erroneously|carelessly)`

const patterns = [
  // The verdict as a noun.
  /\b(?:human|operator|pilot|manual|personnel|employee|engineer|people) (?:error|mistake|failure)s?\b(?! (?:rate|code|message|handling))/gi,
  /\b(?:error|mistake)s? (?:by|of|on the part of) (?:an? |the |our )?(?:engineer|operator|developer|admin|administrator|team|person|human)\b/gi,
  // As a whole answer only: a client's “user errors” are status codes.
  /(?:^|[:,] |(?:due to|caused by|was|because of) )user (?:error|mistake)(?=[.!]?$)/gim,
  /\bfat[- ]?finger(?:ed|ing|s)?\b/gi,
  /\b(?:carelessness|negligence|inattention|sloppiness|complacency)\b/gi,
  /\black of (?:care|attention|diligence|discipline)\b/gi,
  /\b(?:due to|caused by|because of|through|was|from) an? (?:[\w-]+ )?oversight\b/gi,
  /\b(?:his|her|their|my|our|your|this|that|original|same) (?:own )?mistakes?\b/gi,
  /\b(?:this|that|it|which) was (?:just )?an? (?:\w+ )?mistake\b/gi,
  // Only people forget, and only people do things by accident; machines are said to do them wrongly.
  /\b(?:forgot(?:ten)?|forget) (?:to|about|the|that)\b/gi,
  /\b(?:was|were) (?:accidentally|inadvertently) \w+/gi,
  /\b(?:was|were) (?:\w+ed|run|set|put|sent|taken) by (?:accident|mistake)\b/gi,
  // Machines make errors; mistakes are made by people.
  /\b(?:made|making|makes) (?:an?|the|some) (?:\w+ )?mistakes?\b/gi,
  // A person, and an act that is called an error.
  new RegExp(String.raw`\b${person} (?:\w+ )?(?:made|had made) an? (?:\w+ )?(?:mistake|error|typo|slip)\b`, 'g'),
  new RegExp(
    String.raw`\b${person} (?:had |have |has |simply |just |then |also |completely )*(?:overlooked|messed up|screwed up)\b`,
    'g',
  ),
  new RegExp(String.raw`\b${person} (?:(?:at|from|in|on) \w+ )?(?:had |have |has |then |also |was |were )*${slipped}\b`, 'g'),
  new RegExp(String.raw`\b${slipped} \w+(?:ed|en|un|wn) by ${person}\b`, 'g'),
  new RegExp(
    String.raw`\b${person} (?:was|were|wasn['’]t|weren['’]t|is|are)(?: just| simply| not| too)* (?:careless|careful enough|paying attention|careful)\b`,
    'g',
  ),
]

/** `this was no human error`, `rather than human error`. */
function isDenied(before: string): boolean {
  return /(?:\b(?:no|not|never|without|than|instead of|nor)|n['’]t)(?: (?:a|an|any|just|simply|about|be|of))* *$/i.test(before)
}

/** What is quoted was said by somebody else, a log or a screen. Each quotation becomes a mark of the same length. */
function withoutQuotes(text: string): string {
  return text.replace(/“[^”]*”|"[^"]*"|`[^`]*`|‘[^’]*’/g, (quotation) => '·'.repeat(quotation.length))
}
