import {
  boardSection,
  type Collection,
  plainText,
  readReview,
  readRichText,
  type RichText,
  type Section,
  sections,
} from '@second-story/meeting'
import * as Y from 'yjs'
import { sectionTitles } from '../room/sectionTitles.ts'

/** Which of a board's entities stand in the text; all of them where this is not given. */
export type IsWanted = (collection: Collection, id: string) => boolean

/**
 * Words of the board as Markdown, for the clipboard of somebody whose changes can't be sent: the title as a heading, the sections as given or
 * as they are, then entities. Plain on purpose: it must work with what the page has loaded already, without the server.
 */
export function boardAsText(
  board: Y.Doc,
  isWanted: IsWanted = () => true,
  sectionWords = (section: Section) => words(readRichText(boardSection(board, section))),
): string {
  // Names stand in the agenda; the words don't need them.
  const all = readReview(board, new Y.Doc())
  const wanted = <T extends { id: string }>(collection: Collection, entities: readonly T[]) =>
    entities.filter(({ id }) => isWanted(collection, id))
  const review = {
    timeline: wanted('timeline', all.timeline),
    questions: wanted('questions', all.questions),
    notes: wanted('notes', all.notes),
    causes: wanted('causes', all.causes),
    lessons: wanted('lessons', all.lessons),
    recommendations: all.recommendations.filter(({ id, merged }) =>
      [id, ...merged.map((other) => other.id)].some((one) => isWanted('recommendations', one)),
    ),
  }
  const parts = [
    `# ${all.details.title || 'A review without a title'}`,
    ...sections.map((section) => part(sectionTitles[section], [sectionWords(section)])),
    part(
      'Timeline',
      review.timeline.flatMap(({ at, approximate, text, accounts }) => [
        item(`${approximate ? 'about ' : ''}${at ?? 'no time'}: ${words(text)}`),
        ...accounts.map((account) => `  ${item(words(account.text))}`),
      ]),
    ),
    part(
      'Questions',
      review.questions.flatMap(({ text, answer }) => [item(words(text)), ...(words(answer) ? [`  ${item(words(answer))}`] : [])]),
    ),
    part(
      'Notes',
      review.notes.map(({ text }) => item(words(text))),
    ),
    part(
      'Causes',
      review.causes.flatMap(({ text, trueBefore }) => [
        item(words(text)),
        ...(words(trueBefore) ? [`  ${item(`Also so before? ${words(trueBefore)}`)}`] : []),
      ]),
    ),
    part(
      'Lessons',
      review.lessons.map(({ kind, text }) => item(`${kind.replaceAll('-', ' ')}: ${words(text)}`)),
    ),
    part(
      'Recommendations',
      review.recommendations.flatMap(({ text, merged }) => [
        item(words(text)),
        ...merged.map((other) => `  ${item(words(other.text))}`),
      ]),
    ),
  ]
  return `${parts.filter((text) => text !== '').join('\n\n')}\n`
}

/** Trimmed, as it stands on one line or several. */
function words(text: RichText): string {
  return plainText(text).trim()
}

export function item(text: string): string {
  return `- ${text.replaceAll('\n', '\n  ')}`
}

export function part(title: string, lines: readonly string[]): string {
  const body = lines.filter((line) => line !== '').join('\n')
  return body === '' ? '' : `## ${title}\n\n${body}`
}
