import { isBlank, type Progress, type RecommendationState, type Review } from '@second-story/meeting'
import type { PhrasingContent, RootContent, TableRow } from 'mdast'
import { heading, sentence } from './parts.ts'
import { lineOf, plain } from './richText.ts'

type Recommendation = Review['recommendations'][number]

const stateWords: Readonly<Record<Exclude<RecommendationState, 'action'>, string>> = {
  idea: 'Idea',
  kept: 'Kept',
  'set-aside': 'Set aside',
}
const progressWords: Readonly<Record<Progress, string>> = { open: 'Open', doing: 'Under way', done: 'Done', dropped: 'Dropped' }

/** Recommendations and action items in one table; or that there are none, which is a proper ending. */
export function recommendationsSection(review: Review): RootContent[] {
  const title = heading(2, 'Recommendations and action items')
  const said = review.recommendations.filter((each) => !isBlank(each.text))
  if (said.length === 0) {
    return [
      title,
      sentence(
        review.details.noRecommendations
          ? 'No recommendations, and that is fine: learning comes first.'
          : 'None yet. A review may well end without any: learning comes first.',
      ),
    ]
  }
  return [
    title,
    { type: 'table', align: [null, null, null, null, null, null], children: [header, ...said.map((each) => row(each, review))] },
  ]
}

const header: TableRow = {
  type: 'tableRow',
  children: ['Item', 'Status', 'For', 'Owner', 'Due', 'Link'].map((title) => ({ type: 'tableCell', children: [plain(title)] })),
}

function row(recommendation: Recommendation, review: Review): TableRow {
  const { state, progress, owner, due, link } = recommendation
  const cells: PhrasingContent[][] = [
    itemCell(recommendation),
    [plain(state === 'action' ? `Action: ${progressWords[progress].toLowerCase()}` : stateWords[state])],
    forCell(recommendation, review),
    [plain(owner)],
    [plain(due)],
    /^https?:\/\/\S+$/i.test(link) ? [{ type: 'link', url: link, children: [plain(link)] }] : [plain(link)],
  ]
  return { type: 'tableRow', children: cells.map((children) => ({ type: 'tableCell', children })) }
}

function itemCell(recommendation: Recommendation): PhrasingContent[] {
  const smart = [
    ['Specific', recommendation.specific],
    ['Measurable', recommendation.measurable],
    ['Actionable', recommendation.actionable],
    ['Reasonable', recommendation.reasonable],
    ['Time-bound', recommendation.timeBound],
  ].filter(([, value]) => value !== '')
  return [
    ...lineOf(recommendation.text),
    ...recommendation.merged.filter(({ text }) => !isBlank(text)).flatMap(({ text }) => [plain(' · also: '), ...lineOf(text)]),
    ...(recommendation.state === 'action' ? smart.map(([name, value]) => plain(` · ${name}: ${value}`)) : []),
  ]
}

function forCell({ for: targets }: Recommendation, { causes, lessons }: Review): PhrasingContent[] {
  const found = [...causes, ...lessons].filter(({ id, text }) => targets.includes(id) && !isBlank(text))
  return found.flatMap(({ text }, index) => [...(index === 0 ? [] : [plain(' · ')]), ...lineOf(text)])
}
