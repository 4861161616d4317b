import { isBlank, outcome, type Review } from '@second-story/meeting'
import { mentionCauseOrLesson, mentionRows, mentions } from './mentions.ts'
import { type Block, bulletList, heading, labelled, paragraph } from './nodes.ts'
import { blocksOf } from './richText.ts'
import { orNotYet } from './sections.ts'

/** The causes, always in the plural, each with what speaks for it and against it. */
export function causeBlocks(review: Review): Block[] {
  const causes = review.causes.filter(({ text }) => !isBlank(text))
  return [
    heading(2, 'Root causes'),
    ...orNotYet(causes.length === 0 ? [] : [bulletList(causes.map((cause) => itemOf(review, cause)))]),
  ]
}

function itemOf(review: Review, cause: Review['causes'][number]): Block[] {
  const said: Block[][] = [
    ...listed('Contributed to', [
      ...(cause.contributesTo.includes(outcome) ? ['what happened in the end'] : []),
      ...mentions(cause.contributesTo, (id) => (id === outcome ? null : mentionCauseOrLesson(review, id))),
    ]),
    ...listed('Supported by', mentionRows(review, cause.supportedBy)),
    ...listed('What doesn’t fit', mentionRows(review, cause.conflictsWith)),
    ...(isBlank(cause.trueBefore)
      ? []
      : [labelled('Was this also so last week, when nothing broke?', blocksOf(cause.trueBefore))]),
  ]
  return [...blocksOf(cause.text), ...(said.length === 0 ? [] : [bulletList(said)])]
}

/** One thing stands beside its label, several below it. */
function listed(label: string, things: readonly string[]): Block[][] {
  const [only] = things
  if (only === undefined) return []
  if (things.length === 1) return [[paragraph(`${label}: ${only}`)]]
  return [[paragraph(`${label}:`), bulletList(things.map((thing) => [paragraph(thing)]))]]
}
