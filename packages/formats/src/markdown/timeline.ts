import { InstantSchema, isBlank, type Mark, type Review } from '@second-story/meeting'
import { momentAt, momentOf } from './moments.ts'
import { type Block, bulletList, heading, labelled, link, paragraph, strong, text } from './nodes.ts'
import { blocksOf } from './richText.ts'
import { orNotYet } from './sections.ts'

type Row = Review['timeline'][number]

/** Every row in the order in which the room saw it, with its mark called out, other accounts of it, and its evidence. */
export function timelineBlocks(review: Review): Block[] {
  return [
    heading(2, 'Timeline'),
    ...orNotYet(review.timeline.length === 0 ? [] : [bulletList(review.timeline.map((row) => itemOf(review, row)))]),
  ]
}

const markWords: Readonly<Record<Mark, string>> = {
  'impact-start': 'Impact starts',
  detected: 'Detected',
  declared: 'Incident declared',
  mitigated: 'Mitigated',
  resolved: 'Resolved',
}

function itemOf(review: Review, row: Row): Block[] {
  const mark = row.mark === null ? [] : [text(' '), strong(markWords[row.mark])]
  const told = labelled(`${momentOf(row, review.details.zone)}:`, blocksOf(row.text), mark)
  const more = [
    ...row.accounts.filter((account) => !isBlank(account.text)).map((account) => accountOf(review, account)),
    ...row.evidence.map((evidence) => evidenceOf(review, evidence)),
  ]
  return more.length === 0 ? told : [...told, bulletList(more)]
}

/** Two accounts of one moment are both kept, and here it matters whose they are. */
function accountOf(review: Review, account: Row['accounts'][number]): Block[] {
  const name = review.people.find(({ id }) => id === account.by)?.name.trim()
  return labelled(name ? `As ${name} tells it:` : 'As somebody else tells it:', blocksOf(account.text))
}

function evidenceOf(review: Review, evidence: Row['evidence'][number]): Block[] {
  const at = evidence.visibleAt?.trim()
  const to = evidence.visibleTo?.trim()
  const seen = [
    ...(at ? [`from ${InstantSchema.safeParse(at).success ? momentAt(at, review.details.zone) : at}`] : []),
    ...(to ? [`by ${to}`] : []),
  ]
  return [
    paragraph(
      'Evidence: ',
      link(evidence.url, evidence.title.trim() || evidence.url),
      ...(seen.length === 0 ? [] : [`, which could be seen ${seen.join(' ')}`]),
    ),
  ]
}
