import {
  type EntryId,
  formatTime,
  wallClockOf,
  isBlank,
  type LessonKind,
  outcome,
  plainText,
  readReview,
  type Review,
  type RichText,
  sections,
  type Status,
} from '@second-story/meeting'
import * as Y from 'yjs'
import { criterionTitles } from '../criterionTitles.ts'
import { kindTitles, markTitles } from '../marks.ts'
import { sectionTitles } from '../sectionTitles.ts'

/**
 * A board as the history shows it, of whichever moment: parts with items, each with its texts and, in short facts, whatever else people see of
 * it. Two moments are compared by exactly this, so a difference can always be seen.
 */
export interface Part {
  readonly key: string
  readonly title: string
  readonly items: readonly Item[]
}

export interface Item {
  readonly key: string
  /** What the item is called where its part has several that differ in kind. */
  readonly label: string | null
  readonly facts: readonly string[]
  readonly texts: readonly Text[]
}

export interface Text {
  readonly label: string | null
  readonly text: RichText
}

interface Told {
  /** How people are called now: a new name is no change to a board. */
  nameOf(participant: string | null): string
}

/** All parts in the order of the meeting; those without a word have no items. */
export function readParts(board: Y.Doc, { nameOf }: Told): readonly Part[] {
  // Names stand in the agenda, which is of now.
  const review = readReview(board, new Y.Doc())
  const linesOf = lines(review)
  return [
    { key: 'details', title: 'The review', items: details(review) },
    ...sections.map((section) => ({
      key: section,
      title: sectionTitles[section],
      items: isBlank(review.sections[section])
        ? []
        : [item(section, { texts: [{ label: null, text: review.sections[section] }] })],
    })),
    {
      key: 'timeline',
      title: 'Timeline',
      items: review.timeline.map((row) =>
        item(row.id, {
          facts: [
            formatTime(row, review.details.zone) || 'No time',
            row.mark && markTitles[row.mark].word,
            row.kind && kindTitles[row.kind],
            row.starred && 'Key moment',
            ...row.evidence.map(({ title, url, visibleAt, visibleTo }) =>
              ['Evidence:', title, url, visibleAt, visibleTo].filter(Boolean).join(' '),
            ),
          ],
          texts: [
            { label: row.accounts.length > 0 ? nameOf(row.by) : null, text: row.text },
            ...row.accounts.map(({ by, text }) => ({ label: nameOf(by), text })),
          ],
        }),
      ),
    },
    {
      key: 'questions',
      title: 'Questions',
      items: review.questions.map(({ id, by, about, votes, answered, text, answer }) =>
        item(id, {
          facts: [nameOf(by), about && linesOf.about(about), count(votes.length, 'curious too'), answered && 'Answered'],
          texts: [{ label: null, text }, ...filled('Answer', answer)],
        }),
      ),
    },
    {
      key: 'notes',
      title: 'Notes',
      items: review.notes.map(({ id, by, about, text }) =>
        item(id, { facts: [nameOf(by), about && linesOf.about(about)], texts: [{ label: null, text }] }),
      ),
    },
    {
      key: 'causes',
      title: 'Causes',
      items: review.causes.map((cause) =>
        item(cause.id, {
          facts: [
            ...cause.contributesTo.map((id) => `Contributed to ${linesOf.cause(id)}`),
            ...cause.supportedBy.map((id) => `Supported: ${linesOf.about(id)}`),
            ...cause.conflictsWith.map((id) => `In conflict: ${linesOf.about(id)}`),
          ],
          texts: [{ label: null, text: cause.text }, ...filled('Was this also so last week?', cause.trueBefore)],
        }),
      ),
    },
    {
      key: 'lessons',
      title: 'Lessons',
      items: review.lessons.map(({ id, kind, text }) =>
        item(id, { facts: [lessonTitles[kind]], texts: [{ label: null, text }] }),
      ),
    },
    {
      key: 'recommendations',
      title: 'Recommendations',
      items: review.recommendations.map((it) =>
        item(it.id, {
          facts: [
            nameOf(it.by),
            it.state === 'action' ? `Action, ${it.progress}` : it.state !== 'idea' && it.state.replace('-', ' '),
            count(it.votes.length, 'would want it'),
            ...it.for.map((id) => `For: ${linesOf.cause(id)}`),
            ...smart.map(([field, label]) => it[field] && `${label}: ${it[field]}`),
          ],
          texts: [{ label: null, text: it.text }, ...it.merged.flatMap(({ text }) => filled('Merged into it', text))],
        }),
      ),
    },
  ]
}

const lessonTitles: Readonly<Record<LessonKind, string>> = {
  'went-well': 'Went well',
  'went-wrong': 'Went wrong',
  'got-lucky': 'Got lucky',
}

const smart = [
  ['specific', 'Specific'],
  ['measurable', 'Measurable'],
  ['actionable', 'Actionable'],
  ['reasonable', 'Reasonable'],
  ['timeBound', 'Time-bound'],
  ['owner', 'Owner'],
  ['due', 'Due'],
  ['link', 'Link'],
] as const

/** A draft is what every review is at first. */
const statusTitles: Readonly<Record<Status, string>> = { draft: '', 'in-review': 'In review', completed: 'Completed' }

function details({ details: it }: Review): readonly Item[] {
  const fields: readonly (readonly [string, string])[] = [
    ['Title', it.title],
    ['Date of the incident', it.incidentDate ?? ''],
    ['Began', momentWords(it.began, it.zone)],
    ['Ended', momentWords(it.ended, it.zone)],
    ['Told in the time of', it.zone.replaceAll('_', ' ')],
    ['Who led the response', it.incidentLead],
    ['Who facilitates', it.facilitator],
    ['Why we hold this review', it.criteria === null ? '' : criterionTitles[it.criteria]],
    ['The draft is due', momentWords(it.draftDue, it.zone)],
    ['The group meets', momentWords(it.meetingTime?.at ?? null, it.meetingTime?.zone ?? it.zone)],
    ['Who worked on it', it.workedOnIt],
    ['Who was affected', it.affected],
    ['Status', statusTitles[it.status]],
    ['Recommendations', it.noRecommendations ? 'None, by decision of the group' : ''],
  ]
  return fields
    .filter(([, value]) => value.trim() !== '')
    .map(([label, value]) => item(label, { label, texts: [{ label: null, text: said(value) }] }))
}

function momentWords(moment: string | null, zone: string): string {
  if (moment === null) return ''
  const { date, time } = wallClockOf(moment, zone)
  return time === '' ? date : `${date} ${time} (${zone.replaceAll('_', ' ')})`
}

/** The first words of what something refers to, as they were at that moment. */
function lines({ details: { zone }, timeline, causes, lessons }: Review) {
  const rows = new Map(timeline.map((row) => [row.id, `${formatTime(row, zone) || 'No time'} ${firstWords(row.text)}`.trim()]))
  const others = new Map<string, string>([...causes, ...lessons].map(({ id, text }) => [id, firstWords(text)]))
  return {
    about: (id: string) => rows.get(id as EntryId) ?? 'a row that was gone',
    cause: (id: string) => (id === outcome ? 'what happened' : (others.get(id) ?? 'something that was gone')),
  }
}

function firstWords(text: RichText): string {
  const line = plainText(text).replace(/\s+/g, ' ').trim()
  return line.length <= 60 ? `“${line}”` : `“${line.slice(0, 59).trimEnd()}…”`
}

interface Given {
  label?: string
  facts?: readonly (string | false | null)[]
  texts: readonly Text[]
}

function item(key: string, { label = '', facts = [], texts }: Given): Item {
  return { key, label: label || null, facts: facts.filter((fact): fact is string => Boolean(fact)), texts }
}

function filled(label: string, text: RichText): readonly Text[] {
  return isBlank(text) ? [] : [{ label, text }]
}

function said(text: string): RichText {
  return [{ is: 'paragraph', content: [{ is: 'text', text, marks: {} }] }]
}

function count(number: number, what: string): string | null {
  return number === 0 ? null : `${number} ${what}`
}
