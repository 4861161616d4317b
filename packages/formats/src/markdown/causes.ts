import { isBlank, outcome, type Review } from '@second-story/meeting'
import type { ListItem, PhrasingContent, RootContent } from 'mdast'
import { heading, sentence } from './parts.ts'
import { item, lineOf, plain } from './richText.ts'
import { entryTime } from './timeline.ts'

type Cause = Review['causes'][number]

/** Root causes: plural, always. */
export function causesSection(review: Review): RootContent[] {
  const causes = review.causes.filter(({ text }) => !isBlank(text))
  if (causes.length === 0) return [heading(2, 'Root causes'), sentence('Not written yet. There will be several.')]
  return [
    heading(2, 'Root causes'),
    {
      type: 'list',
      ordered: true,
      start: 1,
      spread: false,
      children: causes.map((cause) => item(lineOf(cause.text), underneath(cause, review))),
    },
  ]
}

function underneath(cause: Cause, review: Review) {
  const children: ListItem[] = []
  const others = cause.contributesTo.filter((id) => id !== outcome)
  for (const id of others) {
    const other = review.causes.find((each) => each.id === id)
    if (other && !isBlank(other.text)) children.push(item([plain('Contributed to: '), ...lineOf(other.text)]))
  }
  children.push(...cited('Seen in', cause.supportedBy, review), ...cited('Does not fit', cause.conflictsWith, review))
  if (!isBlank(cause.trueBefore)) children.push(item([plain('Was this also so the week before? '), ...lineOf(cause.trueBefore)]))
  return children.length === 0 ? [] : [{ type: 'list' as const, ordered: false, spread: false, children }]
}

function cited(label: string, ids: readonly string[], { timeline, details }: Review): ListItem[] {
  return timeline
    .filter(({ id }) => ids.includes(id))
    .map((entry) => {
      const words: PhrasingContent[] = lineOf(entry.text)
      return item([plain(`${label}: ${entryTime(entry, details.zone)}${words.length > 0 ? ', ' : ''}`), ...words])
    })
}
