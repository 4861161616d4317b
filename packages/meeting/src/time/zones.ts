/** The zone, or UTC where this is no zone that the runtime knows: a shared document may hold anything. */
export function knownZone(zone: string): string {
  return isZone(zone) ? zone : 'UTC'
}

export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return true
  } catch {
    return false // what Temporal throws says no more than that
  }
}

/**
 * A zone as people write it behind a time, in lower case: `utc`, `z`, `cest`, `utc-7`, `+02:00`, `europe/paris`. Abbreviations are
 * taken to the letter (PST in July is still eight hours behind), `et` and `pt` follow the summer. `several` where the letters stand
 * for zones far apart, null where this is no zone.
 */
export function readZone(text: string): string | null {
  if (severalMeanings.includes(text)) return 'several'
  const abbreviated = abbreviations[text]
  if (abbreviated !== undefined) return abbreviated
  const offset = /^(?:utc|gmt)?\s*([+-])(\d{1,2})(?::?([03]0|45))?$/.exec(text)
  if (offset !== null) {
    const hours = Number(offset[2])
    // The clocks of the world lie within -12:00 and +14:00; none is less than an hour behind, so that 23:30-00:30 is a range.
    const isUsed = offset[1] === '-' ? hours <= 12 && (hours > 0 || (offset[3] ?? '00') === '00') : hours <= 14
    return isUsed ? `${offset[1]}${pad(hours)}:${offset[3] ?? '00'}` : null
  }
  return text.includes('/') && isZone(text) ? text : null
}

function pad(hours: number): string {
  return String(hours).padStart(2, '0')
}

const severalMeanings = ['cst', 'ist']

const abbreviations: Readonly<Record<string, string>> = {
  z: 'UTC',
  utc: 'UTC',
  gmt: 'UTC',
  wet: '+00:00',
  west: '+01:00',
  wat: '+01:00',
  bst: '+01:00',
  cet: '+01:00',
  cest: '+02:00',
  eet: '+02:00',
  eest: '+03:00',
  jst: '+09:00',
  aest: '+10:00',
  aedt: '+11:00',
  est: '-05:00',
  edt: '-04:00',
  cdt: '-05:00',
  mst: '-07:00',
  mdt: '-06:00',
  pst: '-08:00',
  pdt: '-07:00',
  et: 'America/New_York',
  ct: 'America/Chicago',
  mt: 'America/Denver',
  pt: 'America/Los_Angeles',
}
