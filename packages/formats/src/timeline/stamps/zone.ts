import { readZone } from '@second-story/meeting'
import { matchAt, type Read } from './stamp.ts'

/**
 * A zone right behind a clock time: `UTC`, `Z`, `PST`, `utc-7`, `(UTC)`, `Pacific Time`, `Europe/Paris`, `-05:00`. Letters are taken to
 * the letter (PST in July), an offset in parentheses corrects them: `PST (UTC-7)`. An offset without UTC before it needs `mayBeOffset`,
 * for `13:05-14:00` may also be a range.
 */
export function readZoneAt(text: string, at: number, mayBeOffset: boolean): Read<string> | null {
  const offset = matchAt(bareOffset, text, at)
  if (offset !== null && (mayBeOffset || offset[0].includes('+') || /^\s[+-]\d{4}\b/.test(offset[0]))) {
    const zone = readZone(offset[0].replace(/[A-Z]+$/, '').trim())
    if (zone !== null) return { value: zone, end: at + offset[0].length }
  }
  const match = matchAt(named, text, at)
  if (match === null) return null
  const zone = zoneOf(match[1] ?? match[2] ?? '')
  if (zone === null) return null
  const end = at + match[0].length
  const correction = matchAt(correcting, text, end)
  const corrected = correction === null ? null : readZone(correction[1]?.toLowerCase().replace(/\s/g, '') ?? '')
  return correction === null || corrected === null ? { value: zone, end } : { value: corrected, end: end + correction[0].length }
}

/** The zone that a heading, the head of a column or a sentence such as `All times in PST` names; null where it names none. */
export function findZone(text: string): string | null {
  for (const match of text.matchAll(inProse)) {
    const zone = zoneOf(match[1] ?? '')
    if (zone === null) continue
    const end = match.index + match[0].length
    const correction = matchAt(correcting, text, end)
    return (correction === null ? null : readZone(correction[1]?.toLowerCase().replace(/\s/g, '') ?? '')) ?? zone
  }
  return null
}

/** The one zone that stands behind clock times anywhere in a text; null where there are none or several. */
export function onlyZoneBesideTimes(text: string): string | null {
  const zones = new Set<string>()
  for (const match of text.matchAll(/(?<![\d:.])\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?(?=\s?[A-Z(])/gi)) {
    const read = readZoneAt(text, match.index + match[0].length, false)
    if (read !== null) zones.add(read.value)
  }
  const [only] = zones
  return zones.size === 1 ? (only ?? null) : null
}

const utcOffset = String.raw`(?:UTC|GMT|utc|gmt)\s?[+-]\s?\d{1,2}(?::?\d\d)?`
const regional = String.raw`(?:US[/ ])?(?:Pacific|Eastern|Central|Mountain)(?:\s(?:Standard|Daylight))?(?:\s[Tt]ime)?`
const european = String.raw`(?:Central European|British|Indian Standard|Japan Standard)(?:\sSummer)?(?:\s[Tt]ime)?`
const elsewhere = String.raw`(?:Coordinated Universal|Universal|Greenwich Mean|(?:West|Central|East) Africa[n]?|(?:Eastern|Western) European|Irish|Indian?|Japan|Korean?|China|Hong Kong|Singapore|Moscow|Australian Eastern|New Zealand|Israel|Brasilia)(?:\s(?:Standard|Summer|Daylight))?\s[Tt]ime`
const iana = String.raw`(?:Africa|America|Asia|Australia|Europe|Pacific|Atlantic)/[A-Z][A-Za-z_]+`
const letters = String.raw`UTC|GMT|utc|gmt|[A-Z]{3,4}|(?:pst|pdt|est|edt|cet|cest|bst)|[ECMP]T|Z`
const anyZone = String.raw`(?:${utcOffset}|${iana}|${european}|${regional}|${elsewhere}|${letters})(?![A-Za-z0-9])`
const named = new RegExp(String.raw`\s?[(\[](${anyZone})[)\]]|\s?(${anyZone})`, 'y')
const inProse = new RegExp(
  String.raw`(?<![A-Za-z0-9-])(${utcOffset}|${iana}|${european}|${regional}|${elsewhere}|UTC|GMT|utc|gmt|[A-Z]{3,4}|(?<=[(\s])[ECMP]T(?=[).,\s]|$))(?![A-Za-z0-9-])`,
  'g',
)
const correcting = new RegExp(String.raw`\s?[(/]\s?(${utcOffset})\)?`, 'y')
const bareOffset = /\s?[+-](?:0\d|1[0-4])(?::?[0-5]\d)(?!\d|:\d)(?:\s(?:UTC|GMT)\b)?|[+-](?:0\d|1[0-4])(?![\d:])/y

function zoneOf(written: string): string | null {
  const known =
    spelledOut[
      written
        .toLowerCase()
        .replace(/\stime$/, '')
        .replace(/(?<=africa|korea|india)n$/, '')
        .replace(/^us[/ ]/, '')
    ]
  if (known !== undefined) return known
  const zone = readZone(written.toLowerCase().replace(/\s/g, ''))
  // Letters that stand for several zones: what most writers of incident timelines mean by them. The preview shows the offset.
  return zone === 'several' ? (written.toLowerCase() === 'cst' ? '-06:00' : '+05:30') : zone
}

const spelledOut: Readonly<Record<string, string>> = {
  pacific: 'America/Los_Angeles',
  'pacific standard': '-08:00',
  'pacific daylight': '-07:00',
  eastern: 'America/New_York',
  'eastern standard': '-05:00',
  'eastern daylight': '-04:00',
  central: 'America/Chicago',
  mountain: 'America/Denver',
  'central european': 'Europe/Berlin',
  'central european summer': '+02:00',
  british: 'Europe/London',
  'british summer': '+01:00',
  'indian standard': '+05:30',
  'japan standard': '+09:00',
  'coordinated universal': 'UTC',
  universal: 'UTC',
  'greenwich mean': 'UTC',
  'west africa': '+01:00',
  'central africa': '+02:00',
  'east africa': '+03:00',
  'eastern european': 'Europe/Athens',
  'eastern european summer': '+03:00',
  'western european': 'Europe/Lisbon',
  'western european summer': '+01:00',
  irish: 'Europe/Dublin',
  india: '+05:30',
  japan: '+09:00',
  korea: '+09:00',
  'korea standard': '+09:00',
  china: '+08:00',
  'china standard': '+08:00',
  'hong kong': '+08:00',
  singapore: '+08:00',
  moscow: '+03:00',
  'australian eastern': 'Australia/Sydney',
  'australian eastern standard': '+10:00',
  'australian eastern daylight': '+11:00',
  'new zealand': 'Pacific/Auckland',
  israel: 'Asia/Jerusalem',
  brasilia: '-03:00',
  kst: '+09:00',
  eat: '+03:00',
  sast: '+02:00',
  pht: '+08:00',
  wib: '+07:00',
  pkt: '+05:00',
  aedt: '+11:00',
  awst: '+08:00',
  acst: '+09:30',
  sgt: '+08:00',
  hkt: '+08:00',
  aest: '+10:00',
  nzst: '+12:00',
  nzdt: '+13:00',
  msk: '+03:00',
  brt: '-03:00',
  akst: '-09:00',
  hst: '-10:00',
}
