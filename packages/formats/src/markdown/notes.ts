import { isBlank, type Review } from '@second-story/meeting'
import { type Block, bulletList, heading } from './nodes.ts'
import { aboutOf } from './questions.ts'
import { blocksOf } from './richText.ts'

/** What somebody wrote down along the way; no section where nobody did. */
export function noteBlocks(review: Review): Block[] {
  const notes = review.notes.filter(({ text }) => !isBlank(text))
  return notes.length === 0 ? [] : [heading(2, 'Notes'), bulletList(notes.map((note) => itemOf(review, note)))]
}

function itemOf(review: Review, note: Review['notes'][number]): Block[] {
  const about = aboutOf(review, note)
  return [...blocksOf(note.text), ...(about.length === 0 ? [] : [bulletList(about)])]
}
