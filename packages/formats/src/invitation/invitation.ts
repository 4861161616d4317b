import {
  definition,
  type Details,
  formatDate,
  formatDay,
  formatDuration,
  lastedMs,
  type Role,
  wallClockOf,
} from '@second-story/meeting'

/**
 * The words that bring people into a review: what happened, when the group meets, why to come, what blameless means, and a way in.
 * A link is a key (decision 7), so which one an invitation carries follows from the guest alone.
 */

export const guests = ['worked-on-it', 'affected', 'curious'] as const
export type Guest = (typeof guests)[number]

/** Whoever may pass it on reads along; whoever was part of it takes part. Nobody is invited to facilitate by a text. */
export const roleOfGuest = {
  'worked-on-it': 'participant',
  affected: 'participant',
  curious: 'observer',
} as const satisfies Record<Guest, Role>

export interface Invited {
  readonly guest: Guest
  readonly details: Details
  /** The summary of the review as plain text; may be empty. */
  readonly summary: string
  /** Those that are known here; only the guest's is used. */
  readonly links: Partial<Record<Role, string>>
}

export interface Invitation {
  readonly subject: string
  readonly mail: string
  readonly chat: string
}

/** Null where the guest's link is not known: an invitation without a way in is none. */
export function invitation({ guest, details, summary, links }: Invited): Invitation | null {
  const link = links[roleOfGuest[guest]]
  if (link === undefined) return null
  const title = oneLine(details.title) || 'an incident'
  const what = sentences(
    `We look back at ${details.criteria === 'near-miss' ? 'a near miss: ' : ''}“${title}”${happened(details)}.`,
    firstSentence(summary),
  )
  const when = meets(details)
  const names = guest === 'worked-on-it' ? details.workedOnIt : guest === 'affected' ? details.affected : ''
  return {
    subject: `Review: ${title}`,
    mail: [
      greeting(names),
      `${what}\n${when}`,
      whyCome[guest],
      `It is blameless: “${definition.text}” (${definition.source}) We ask how it made sense at the time. There is nothing to prepare, and no account to make.`,
      `${wayIn[guest]}\n${link}`,
    ].join('\n\n'),
    chat: [what, when, whyCome[guest], `Blameless: we ask how it made sense at the time.`, `${wayIn[guest]} ${link}`].join('\n'),
  }
}

const whyCome: Readonly<Record<Guest, string>> = {
  'worked-on-it': 'You worked on it: you know how it looked at the time, which no dashboard shows.',
  affected: 'It reached you: what you saw, and when, is a part of the story that nobody else has.',
  curious:
    'You are welcome to read along, whatever you work on: there is more to learn from an incident than for those who were in it.',
}

const wayIn: Readonly<Record<Guest, string>> = {
  'worked-on-it':
    'Your way in, with a name and nothing else (whoever has this link can write along, so please keep it to yourself):',
  affected: 'Your way in, with a name and nothing else (whoever has this link can write along, so please keep it to yourself):',
  curious: 'Your way in, for reading along (pass it on to whoever is curious):',
}

/** Some mail programs cut, or refuse, a longer address. */
const maxAddress = 1900

/** An address that opens a new mail, or null where that would be too long: then the text is copied instead. */
export function mailAddress({ subject, mail }: Invitation): string | null {
  const address = `mailto:?subject=${encode(subject)}&body=${encode(mail.replaceAll('\n', '\r\n'))}`
  return address.length > maxAddress ? null : address
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}

/** ` (Saturday, 10 February 2018, from 13:01, for 1 h 19 min)`: as much of it as is known. */
function happened(details: Details): string {
  const { began, incidentDate, zone } = details
  const day = began !== null ? formatDay(began, zone) : incidentDate !== null ? formatDate(incidentDate) : null
  if (day === null) return ''
  const lasted = lastedMs(details)
  const parts = [
    day,
    ...(began === null ? [] : [`from ${wallClockOf(began, zone).time} ${zoneName(zone)}`]),
    ...(lasted === null ? [] : [`for ${formatDuration({ ms: lasted, approximate: false })}`]),
  ]
  return ` (${parts.join(', ')})`
}

function meets({ meetingTime }: Details): string {
  if (meetingTime === null) return 'When we meet is not set yet.'
  const { at, minutes, zone } = meetingTime
  const begin = wallClockOf(at, zone)
  const end = wallClockOf(new Date(Date.parse(at) + minutes * 60_000).toISOString(), zone)
  return `We meet on ${formatDay(at, zone)}, ${begin.time} to ${end.time} ${zoneName(zone)}${inUtc(at, begin.date)}.`
}

/** For those elsewhere: a name of a zone says little to most people, and UTC something to all. */
function inUtc(at: string, day: string): string {
  const there = wallClockOf(at, 'UTC')
  const same = new Date(at).getTime() === Date.parse(`${day}T${there.time}Z`)
  return ` (${same ? '' : `${formatDay(at, 'UTC')}, `}${there.time} UTC)`
}

function zoneName(zone: string): string {
  return zone.replaceAll('_', ' ')
}

function greeting(names: string): string {
  const list = names
    .split(/[,;\n]/)
    .map(oneLine)
    .filter((name) => name !== '')
  if (list.length === 0) return 'Hello,'
  return `Hello ${new Intl.ListFormat('en-GB').format(list)},`
}

/** Long enough for a sentence, short enough for a chat. */
const maxSentence = 240

function firstSentence(text: string): string {
  const [first] = new Intl.Segmenter('en', { granularity: 'sentence' }).segment(oneLine(text))
  const sentence = first?.segment.trim() ?? ''
  return sentence.length > maxSentence ? '' : sentence
}

function sentences(...all: readonly string[]): string {
  return all.filter((it) => it !== '').join(' ')
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
