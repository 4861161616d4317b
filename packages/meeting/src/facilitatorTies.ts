/**
 * How close whoever facilitates was to the incident, so that a quiet note can ask whether somebody else might. It is reckoned where it
 * is shown, to those who could change it; it is stored nowhere and forbids nothing.
 */
export interface FacilitatorTies {
  /** The one who led the response, by name. */
  readonly isLead: boolean
  /** The rows that name them, by the ids given. */
  readonly rows: readonly string[]
}

/** `facilitator` and `incidentLead` are names as people wrote them; a first name stands for the whole one. Blank names have no ties. */
export function facilitatorTies(
  { facilitator, incidentLead }: { readonly facilitator: string; readonly incidentLead: string },
  rows: readonly { readonly id: string; readonly text: string }[],
): FacilitatorTies {
  const [own, lead] = [namesOf(facilitator), namesOf(incidentLead)]
  if (own.length === 0) return { isLead: false, rows: [] }
  const named = wholeWords(own)
  return {
    // Gabe is Gabe Miller; Gabe Miller is not Gabe Novak.
    isLead: own.length > 1 && lead.length > 1 ? own[0] === lead[0] : own.some((name) => lead.includes(name)),
    rows: rows.filter(({ text }) => named.test(normalise(text))).map(({ id }) => id),
  }
}

/** The whole name, and the first one where there are several; in lower case. */
function namesOf(name: string): string[] {
  const whole = normalise(name).trim().replace(/\s+/g, ' ')
  const first = whole.split(' ')[0] ?? ''
  // A single letter is an initial, and stands in every other row.
  return [...new Set([whole, first])].filter((it) => [...it].length > 1)
}

function wholeWords(names: readonly string[]): RegExp {
  const either = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s+')).join('|')
  return new RegExp(`(?<![\\p{L}\\p{M}\\p{N}_])(?:${either})(?![\\p{L}\\p{M}\\p{N}_])`, 'u')
}

function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}
