import {
  criteria,
  definition,
  formatDuration,
  isBlank,
  type Lesson,
  type LessonKind,
  type Review,
  type Status,
} from '@second-story/meeting'
import type { ListItem, RootContent } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown as serialise } from 'mdast-util-to-markdown'
import { causesSection } from './causes.ts'
import { heading, notWritten, section, sentence } from './parts.ts'
import { recommendationsSection } from './recommendations.ts'
import { blocksOf, item, lineOf, paragraph, plain, strong } from './richText.ts'
import { entryTime, timelineSection } from './timeline.ts'

export interface ExportOptions {
  /** ISO 8601 UTC. */
  readonly exportedAt: string
  /** Where the meeting is. */
  readonly link?: string
}

/**
 * The review as GitHub Flavored Markdown, in the order of the founding text's template. A tree all the way and serialised by a library: no
 * word that somebody wrote can become structure, and none is lost. Raw HTML is never made.
 */
export function toMarkdown(review: Review, options: ExportOptions): string {
  const children: RootContent[] = [
    heading(1, review.details.title === '' ? 'Review without a title' : review.details.title),
    ...definitionQuote(),
    ...facts(review),
    ...section('Summary', review.sections.summary),
    ...section('Impact', review.sections.impact),
    ...optional('Background', review.sections.background),
    ...causesSection(review),
    ...section('Trigger', review.sections.trigger),
    ...section('Detection', review.sections.detection),
    ...section('Resolution', review.sections.resolution),
    ...recommendationsSection(review),
    ...lessonsSection(review),
    ...timelineSection(review),
    ...openQuestions(review),
    ...answeredQuestions(review),
    ...notes(review),
    ...section('Supporting information', review.sections.supporting),
    { type: 'thematicBreak' },
    ...footer(options),
  ]
  return serialise({ type: 'root', children }, { extensions: [gfmToMarkdown()], bullet: '-', rule: '-' })
}

function definitionQuote(): RootContent[] {
  return [{ type: 'blockquote', children: [paragraph(plain(definition.text)), paragraph(plain(`— ${definition.source}`))] }]
}

const statusWords: Readonly<Record<Status, string>> = { draft: 'Draft', 'in-review': 'In review', completed: 'Completed' }
const criterionWords: Readonly<Record<(typeof criteria)[number], string>> = {
  outage: 'an outage was declared',
  degraded: 'a service was degraded for some time',
  'manual-step': 'a human had to step in',
  requested: 'somebody asked for it',
  'near-miss': 'a near miss',
}

function facts({ details, durations }: Review): RootContent[] {
  const duration = (value: Review['durations']['toDetect']) => (value === null ? 'not known yet' : formatDuration(value))
  const lines: [string, string][] = [
    ['Date', details.incidentDate ?? 'not known yet'],
    ['Status', statusWords[details.status]],
    ...(details.criteria === null ? [] : [['Held because', criterionWords[details.criteria]] as [string, string]]),
    ...(details.incidentLead === '' ? [] : [['Incident lead', details.incidentLead] as [string, string]]),
    ...(details.facilitator === '' ? [] : [['Facilitator', details.facilitator] as [string, string]]),
    ['Time to detect', duration(durations.toDetect)],
    ['Time to mitigate', duration(durations.toMitigate)],
    ['Time to resolve', duration(durations.toResolve)],
  ]
  const children = lines.map(([name, value]): ListItem => item([strong(`${name}:`), plain(` ${value}`)]))
  return [{ type: 'list', ordered: false, spread: false, children }]
}

function optional(title: string, text: Review['sections']['background']): RootContent[] {
  return isBlank(text) ? [] : section(title, text)
}

const lessonTitles: readonly [LessonKind, string][] = [
  ['went-well', 'What went well'],
  ['went-wrong', 'What went wrong'],
  ['got-lucky', 'Where we got lucky'],
]

function lessonsSection({ lessons }: Review): RootContent[] {
  return [
    heading(2, 'Lessons learned'),
    ...lessonTitles.flatMap(([kind, title]): RootContent[] => {
      const said = lessons.filter((lesson) => lesson.kind === (kind satisfies Lesson['kind']) && !isBlank(lesson.text))
      return [
        heading(3, title),
        said.length === 0
          ? notWritten()
          : { type: 'list', ordered: false, spread: false, children: said.map((lesson) => item(lineOf(lesson.text))) },
      ]
    }),
  ]
}

function openQuestions(review: Review): RootContent[] {
  const open = review.questions.filter((question) => !question.answered && !isBlank(question.text))
  return [
    heading(2, 'What we still don’t know'),
    open.length === 0
      ? sentence('No question was left open.')
      : {
          type: 'list',
          ordered: false,
          spread: false,
          children: open.map((question) =>
            item(
              [...lineOf(question.text), ...about(question.about, review)],
              isBlank(question.answer) ? [] : blocksOf(question.answer),
            ),
          ),
        },
  ]
}

function answeredQuestions(review: Review): RootContent[] {
  const answered = review.questions.filter((question) => question.answered && !isBlank(question.text))
  if (answered.length === 0) return []
  return [
    heading(2, 'Questions answered'),
    {
      type: 'list',
      ordered: false,
      spread: false,
      children: answered.map((question) =>
        item([...lineOf(question.text), ...about(question.about, review)], blocksOf(question.answer)),
      ),
    },
  ]
}

function notes(review: Review): RootContent[] {
  const said = review.notes.filter(({ text }) => !isBlank(text))
  if (said.length === 0) return []
  return [
    heading(2, 'Notes'),
    {
      type: 'list',
      ordered: false,
      spread: false,
      children: said.map((note) => item([...lineOf(note.text), ...about(note.about, review)])),
    },
  ]
}

function about(id: string | null, { timeline, details }: Review) {
  const entry = timeline.find((each) => each.id === id)
  return entry ? [plain(` (about ${entryTime(entry, details.zone)})`)] : []
}

function footer({ exportedAt, link }: ExportOptions): RootContent[] {
  return [
    paragraph(
      plain(`Exported ${exportedAt} from Second Story`),
      ...(link === undefined ? [] : [plain(' ('), { type: 'link' as const, url: link, children: [plain(link)] }, plain(')')]),
      plain(
        '. Not included: ideas that were parked and never opened, ideas that were withdrawn, and the facilitators’ private notes.',
      ),
    ),
  ]
}
