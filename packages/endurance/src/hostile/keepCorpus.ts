// npx tsx packages/endurance/src/hostile/keepCorpus.ts [frames] [seed]: searches from the corpus on, and keeps what reaches what nothing in it
// did. packages/sync replays all of it in a test.
import { readFileSync, writeFileSync } from 'node:fs'
import { seededRandom } from '../random.ts'
import { search } from './search.ts'

const file = new URL('../../../sync/src/testing/hostileCorpus/frames.json', import.meta.url)
const [frames = '20000', seed = '1'] = process.argv.slice(2)
const kept = JSON.parse(readFileSync(file, 'utf8')) as string[]
const found = search(seededRandom(Number(seed)), {
  frames: Number(frames),
  begin: kept.map((each) => new Uint8Array(Buffer.from(each, 'base64'))),
})
const mostBytes = 4096
const all = found.interesting.filter(({ length }) => length <= mostBytes).map((frame) => Buffer.from(frame).toString('base64'))
const corpus = [...new Set(all)]
writeFileSync(file, `${JSON.stringify(corpus, null, 2)}\n`)
console.log(`${corpus.length} frames are kept, ${kept.length} were; ${found.blocks} blocks. Answers:`, found.answers)
for (const fault of found.faults) console.error(`FAULT: ${fault}`)
