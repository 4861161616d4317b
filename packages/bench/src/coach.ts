// npm run bench:coach [-- --corpus ../shared/corpus]: how well the coach hears what careful readers heard in real reports, by label and by
// source, and how fast it is. The scorer and the sentences belong to the corpus, which is not shipped: without it there is nothing to measure.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { partsOf, readGold, type Sentence, sourcesOf } from './coach/corpus.ts'
import { predict } from './coach/predict.ts'
import { labelTable, partTable } from './coach/report.ts'
import { score } from './coach/score.ts'
import { measureSpeed } from './coach/speed.ts'

const root = join(import.meta.dirname, '../../..')
const { values } = parseArgs({ options: { corpus: { type: 'string', default: '../shared/corpus' } } })
const corpus = join(root, values.corpus)
const files = { gold: join(corpus, 'blame-dev.jsonl'), scorer: join(corpus, 'score.mjs') }
if (!existsSync(files.gold) || !existsSync(files.scorer)) {
  console.log(`There is no corpus at ${corpus}, so nothing is measured. Name its folder with --corpus.`)
  process.exit(0)
}

const gold = readGold(files.gold)
const predictions = await predict(root, gold)
const scoreOf = (sentences: readonly Sentence[]) => score(files.scorer, predictions, sentences)

console.log('All sentences, by label\n')
console.log(labelTable(scoreOf(gold)))
console.log('\nBy part of the corpus, whole documents each (see docs/decisions/0013 for what each part has been used for)\n')
console.log(partTable(partsOf(gold).map(({ name, sentences }) => ({ name, scores: scoreOf(sentences) }))))
console.log('\nBy how a sentence came in\n')
const sampled = [...new Set(gold.map((sentence) => sentence.sampled))].sort()
console.log(
  partTable(
    sampled.map((name) => ({
      name: name.replace('_', ' '),
      scores: scoreOf(gold.filter((sentence) => sentence.sampled === name)),
    })),
  ),
)
console.log('\nBy source\n')
console.log(partTable(sourcesOf(gold).map(({ name, sentences }) => ({ name, scores: scoreOf(sentences) }))))
const speed = measureSpeed(gold)
console.log(
  `\nSpeed in this process: 10,000 words ${speed.tenThousandWordsMs.toFixed(0)} ms (the first time ${speed.firstMs.toFixed(0)} ms); one sentence ${speed.sentenceMs.toFixed(2)} ms (median), ${speed.slowestSentenceMs.toFixed(1)} ms (slowest of ${gold.length})`,
)
