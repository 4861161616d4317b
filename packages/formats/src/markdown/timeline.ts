import { formatTime, isBlank, knownZone, type Mark, type Review } from '@second-story/meeting'
import type { BlockContent, PhrasingContent, RootContent } from 'mdast'
import { heading, sentence } from './parts.ts'
import { item, lineOf, plain, strong } from './richText.ts'

type Entry = Review['timeline'][number]

const markWords: Readonly<Record<Mark, string>> = {
  'impact-start': 'Impact starts',
  detected: 'Detected',
  declared: 'Incident declared',
  mitigated: 'Mitigated',
  resolved: 'Resolved',
}

/** In order of time, told in the review's zone, with the marks called out. */
export function timelineSection({ timeline, details, people }: Review): RootContent[] {
  const title = heading(2, 'Timeline')
  if (timeline.length === 0) return [title, sentence('Nothing written yet.')]
  const names = new Map<string, string>(people.map(({ id, name }) => [id, name]))
  return [
    title,
    sentence(`Times are those of ${details.zone}.`),
    {
      type: 'list',
      ordered: false,
      spread: false,
      children: timeline.map((entry) => item(entryLine(entry, details.zone), underneath(entry, names))),
    },
  ]
}

/** When and what, for wherever a row is cited. */
export function entryTime(entry: Entry, zone: string): string {
  if (entry.at === null) return 'No time known'
  const time = formatTime(entry, zone)
  return entry.precision === 'day' ? time : `${dayOf(entry.at, zone)} ${time}`
}

function entryLine(entry: Entry, zone: string): PhrasingContent[] {
  const text = lineOf(entry.text)
  return [
    plain(
      `${entryTime(entry, zone)}${entry.at === null || entry.precision === 'day' ? '' : ` (UTC${offsetOf(entry.at, zone)})`}: `,
    ),
    ...(text.length > 0 ? text : [plain('(nothing written yet)')]),
    ...(entry.mark === null ? [] : [plain(' '), strong(markWords[entry.mark])]),
  ]
}

/** Under a row: what others tell of the same moment, side by side, and where it can be seen. */
function underneath(entry: Entry, names: ReadonlyMap<string, string>): BlockContent[] {
  const accounts = entry.accounts
    .filter(({ text }) => !isBlank(text))
    .map(({ by, text }) =>
      item([plain(`As ${by === null ? 'somebody' : (names.get(by) ?? 'somebody')} tells it: `), ...lineOf(text)]),
    )
  const evidence = entry.evidence.map(({ url, title, visibleAt, visibleTo }) => {
    const seen = [visibleAt ? `visible ${visibleAt}` : '', visibleTo ? `to ${visibleTo}` : ''].filter(Boolean).join(' ')
    return item([
      { type: 'link', url, children: [plain(title === '' ? url : title)] },
      ...(seen === '' ? [] : [plain(` (${seen})`)]),
    ])
  })
  const children = [...accounts, ...evidence]
  return children.length === 0 ? [] : [{ type: 'list', ordered: false, spread: false, children }]
}

function dayOf(at: string, zone: string): string {
  return zoned(at, zone).toPlainDate().toString()
}

function offsetOf(at: string, zone: string): string {
  return zoned(at, zone).offset
}

function zoned(at: string, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(Date.parse(at)).toZonedDateTimeISO(knownZone(zone))
}
