import { plainText, readReview, type RichText, sections } from '@second-story/meeting'
import * as Y from 'yjs'
import { sectionTitles } from '../sectionTitles.ts'

/**
 * All words of the board as Markdown, for the clipboard of somebody whose changes can't be sent; their own parked ideas at the end. Plain
 * on purpose: it must work with what the page has loaded already, without the server.
 */
export function boardAsText(board: Y.Doc, ideas: readonly string[]): string {
  // Names stand in the agenda; the words don't need them.
  const review = readReview(board, new Y.Doc())
  const parts = [
    `# ${review.details.title || 'A review without a title'}`,
    ...sections.map((section) => part(sectionTitles[section], [words(review.sections[section])])),
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
    part('My parked ideas (private)', ideas.map(item)),
  ]
  return `${parts.filter((text) => text !== '').join('\n\n')}\n`
}

function words(text: RichText): string {
  return plainText(text).trim()
}

function item(text: string): string {
  return `- ${text.replaceAll('\n', '\n  ')}`
}

function part(title: string, lines: readonly string[]): string {
  const body = lines.filter((line) => line !== '').join('\n')
  return body === '' ? '' : `## ${title}\n\n${body}`
}
