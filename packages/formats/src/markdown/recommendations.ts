import { isBlank, type Progress, type RecommendationState, type Review } from '@second-story/meeting'
import type { PhrasingContent, Table, TableCell } from 'mdast'
import { mentionCauseOrLesson, mentions } from './mentions.ts'
import { type Block, bulletList, heading, link, notWrittenYet, paragraph, strong, text } from './nodes.ts'
import { lineOf } from './richText.ts'

type Recommendation = Review['recommendations'][number]

/** Recommendations and action items as one table, what was set aside included; or that none were made, which may be how it ends. */
export function recommendationBlocks(review: Review): Block[] {
  const written = review.recommendations.filter((it) => !isBlank(it.text) || it.merged.some(({ text: words }) => !isBlank(words)))
  const listed = stateOrder.flatMap((state) => written.filter((it) => it.state === state))
  const ending = review.details.noRecommendations
    ? [paragraph(noneNeeded)]
    : listed.length === 0
      ? [paragraph(notWrittenYet)]
      : []
  return [
    heading(2, 'Recommendations and action items'),
    ...ending,
    ...(listed.length === 0 ? [] : [tableOf(review, listed)]),
    ...actionsInFull(listed),
    ...mergedInto(listed),
  ]
}

const noneNeeded = 'The group made no recommendations. That is a fine way to end: learning was what the meeting was for.'

/** What is decided first, what is left last. */
const stateOrder: readonly RecommendationState[] = ['action', 'kept', 'idea', 'set-aside']

const stateWords: Readonly<Record<Exclude<RecommendationState, 'action'>, string>> = {
  idea: 'Idea',
  kept: 'Kept',
  'set-aside': 'Set aside',
}
const progressWords: Readonly<Record<Progress, string>> = { open: 'Open', doing: 'In progress', done: 'Done', dropped: 'Dropped' }

/** Item and status always; the other columns where any row has something in them. */
function tableOf(review: Review, listed: readonly Recommendation[]): Table {
  const columns: { title: string; always?: true; cell: (it: Recommendation) => PhrasingContent[] }[] = [
    { title: 'Item', always: true, cell: (it) => words(nameOf(it)) },
    {
      title: 'Status',
      always: true,
      cell: (it) => words(it.state === 'action' ? progressWords[it.progress] : stateWords[it.state]),
    },
    { title: 'For', cell: (it) => words(mentions(it.for, (id) => mentionCauseOrLesson(review, id)).join('; ')) },
    { title: 'Owner', cell: (it) => words(it.owner) },
    { title: 'Due', cell: (it) => words(it.due) },
    { title: 'Link', cell: (it) => (it.link.trim() === '' ? [] : [link(it.link.trim(), it.link.trim())]) },
  ]
  const shown = columns.filter(({ always, cell }) => always || listed.some((it) => cell(it).length > 0))
  const row = (cells: PhrasingContent[][]) => ({
    type: 'tableRow' as const,
    children: cells.map((children): TableCell => ({ type: 'tableCell', children })),
  })
  return {
    type: 'table',
    children: [row(shown.map(({ title }) => [text(title)])), ...listed.map((it) => row(shown.map(({ cell }) => cell(it))))],
  }
}

function words(value: string): PhrasingContent[] {
  return value.trim() === '' ? [] : [text(value.trim())]
}

/** One whose own words are gone still stands for those merged into it. */
function nameOf({ text: said }: Recommendation): string {
  return lineOf(said) || 'Without words'
}

/** What makes an action one that can be done: told below the table, where there is room. */
function actionsInFull(listed: readonly Recommendation[]): Block[] {
  const items = listed.flatMap((it): Block[][] => {
    const lines: [string, string][] = [
      ['Specific', it.specific],
      ['Measurable', it.measurable],
      ['Actionable', it.actionable],
      ['Reasonable', it.reasonable],
      ['Time-bound', it.timeBound],
    ]
    const said = lines.filter(([, value]) => it.state === 'action' && value.trim() !== '')
    if (said.length === 0) return []
    return [[paragraph(nameOf(it)), bulletList(said.map(([name, value]) => [paragraph(strong(`${name}:`), ` ${value.trim()}`)]))]]
  })
  return items.length === 0 ? [] : [heading(3, 'The action items in full'), bulletList(items)]
}

function mergedInto(listed: readonly Recommendation[]): Block[] {
  const items = listed.flatMap((it): Block[][] => {
    const merged = it.merged.map((other) => lineOf(other.text)).filter((line) => line !== '')
    return merged.length === 0 ? [] : [[paragraph(nameOf(it)), bulletList(merged.map((line) => [paragraph(line)]))]]
  })
  return items.length === 0 ? [] : [heading(3, 'Said more than once, and merged'), bulletList(items)]
}
