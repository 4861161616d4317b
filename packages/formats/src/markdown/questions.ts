import { isBlank, type Review } from '@second-story/meeting'
import { mentionRow } from './mentions.ts'
import { type Block, bulletList, heading, labelled, paragraph } from './nodes.ts'
import { blocksOf } from './richText.ts'

type Question = Review['questions'][number]

/** What is still open belongs to what was learned. */
export function openQuestionBlocks(review: Review): Block[] {
  const open = review.questions.filter(({ answered, text }) => !answered && !isBlank(text))
  return [
    heading(2, 'What we still don’t know'),
    open.length === 0 ? paragraph('No question was left open.') : bulletList(open.map((question) => itemOf(review, question))),
  ]
}

export function answeredQuestionBlocks(review: Review): Block[] {
  const answered = review.questions.filter((question) => question.answered && !isBlank(question.text))
  if (answered.length === 0) return []
  return [heading(2, 'Questions answered'), bulletList(answered.map((question) => itemOf(review, question)))]
}

/** The row of the timeline that a question or a note is about, to stand in a list below its words. */
export function aboutOf(review: Review, { about }: { readonly about: string | null }): Block[][] {
  const row = mentionRow(review, about)
  return row === null ? [] : [[paragraph(`About ${row}`)]]
}

function itemOf(review: Review, question: Question): Block[] {
  const more = [...aboutOf(review, question), ...answerOf(question)]
  return [...blocksOf(question.text), ...(more.length === 0 ? [] : [bulletList(more)])]
}

/** Also of a question that is open: somebody began to answer it. */
function answerOf({ answered, answer }: Question): Block[][] {
  if (!isBlank(answer)) return [labelled(answered ? 'Answer:' : 'So far:', blocksOf(answer))]
  return answered ? [[paragraph('Answered in the meeting; nobody wrote the answer down.')]] : []
}
