// npm run bench:timeline [-- --corpus ../shared/corpus/timelines]: how well pasted timelines are read, by half of the corpus and by source,
// with the worst of them. The scorer and the timelines belong to the corpus, which is not shipped: without it there is nothing to measure.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { halvesOf, readTimelines, sourcesOf, type Timeline } from './timeline/corpus.ts'
import { predict } from './timeline/predict.ts'
import { faultsOf, scoreTable, type Scorer } from './timeline/report.ts'

const root = join(import.meta.dirname, '../../..')
const { values } = parseArgs({ options: { corpus: { type: 'string', default: '../shared/corpus/timelines' } } })
const corpus = join(root, values.corpus)
const scorerFile = join(corpus, 'score-timelines.mjs')
if (!existsSync(scorerFile)) {
  console.log(`There is no corpus at ${corpus}, so nothing is measured. Name its folder with --corpus.`)
  process.exit(0)
}

const scorer = (await import(pathToFileURL(scorerFile).href)) as Scorer
const timelines = readTimelines(corpus)
const predictions = await predict(root, timelines)
const scored = (some: readonly Timeline[]) => some.map(({ gold, id }) => scorer.score(gold, predictions.get(id) ?? []))
const row = ({ name, timelines: some }: { readonly name: string; readonly timelines: readonly Timeline[] }) => ({
  name,
  total: scorer.total(scored(some)),
})

console.log('In all, and by half of the sources (docs/decisions/0015 says what each half has been used for)\n')
console.log(scoreTable([{ name: 'all', timelines }, ...halvesOf(timelines)].map(row)))
console.log('\nBy source\n')
console.log(scoreTable(sourcesOf(timelines).map(row)))
console.log('\nWhat was missed (-) or is too much (+), the worst first\n')
console.log(faultsOf(scored(timelines)))
