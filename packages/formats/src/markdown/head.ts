import { type Criterion, definition, type Review, type Status } from '@second-story/meeting'
import { type Block, bulletList, heading, paragraph, quote, strong } from './nodes.ts'

/** The title, the definition that the meeting stood on, and the facts of the review. */
export function headBlocks({ details }: Review): Block[] {
  const facts: [name: string, value: string][] = [
    ['Date', details.incidentDate ?? 'not known yet'],
    ['Status', statusWords[details.status]],
    ['Incident lead', details.incidentLead.trim() || 'not named yet'],
    ['Facilitator', details.facilitator.trim() || 'not named yet'],
    ...(details.criteria === null ? [] : [['Held because', criterionWords[details.criteria]] satisfies [string, string]]),
  ]
  return [
    heading(1, details.title.trim() || 'Postmortem without a title'),
    quote(paragraph(definition.text), paragraph(`— ${definition.source}`)),
    bulletList(facts.map(([name, value]) => [paragraph(strong(`${name}:`), ` ${value}`)])),
  ]
}

const statusWords: Readonly<Record<Status, string>> = { draft: 'Draft', 'in-review': 'In review', completed: 'Completed' }

const criterionWords: Readonly<Record<Criterion, string>> = {
  outage: 'an outage was declared',
  degraded: 'service was degraded for some time',
  'manual-step': 'somebody had to step in by hand where nobody should have to',
  requested: 'somebody asked for it',
  'near-miss': 'it was a near miss',
}
