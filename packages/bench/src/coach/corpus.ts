import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fields } from '@second-story/coach'
import { z } from 'zod/mini'

/** A sentence of the corpus, as far as we use it; the scorer reads the line itself. */
const SentenceSchema = z.object({
  id: z.string(),
  text: z.string(),
  field: z.enum(fields),
  sampled: z.string(),
  source: z.object({ repo: z.string(), path: z.string() }),
})
export type Sentence = z.infer<typeof SentenceSchema> & { readonly line: string }

export interface Part {
  readonly name: string
  readonly sentences: readonly Sentence[]
}

export function readGold(path: string): Sentence[] {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => ({ ...SentenceSchema.parse(JSON.parse(line)), line }))
}

/** The corpus in three, by document, for ever the same: what rules were made from, and two parts that were each looked at once. */
export function partsOf(gold: readonly Sentence[]): Part[] {
  return (['made from', 'first look', 'second look'] as const).map((name) => ({
    name,
    sentences: gold.filter((sentence) => partOf(sentence) === name),
  }))
}

function partOf({ source }: Sentence) {
  const [first = 0, second = 0] = createHash('sha256').update(`${source.repo}/${source.path}`).digest()
  return first < 154 ? 'made from' : second % 2 === 1 ? 'first look' : 'second look'
}

/** By repository; those with few sentences together. */
export function sourcesOf(gold: readonly Sentence[], fewest = 14): Part[] {
  const byRepo = new Map<string, Sentence[]>()
  for (const sentence of gold) byRepo.set(sentence.source.repo, [...(byRepo.get(sentence.source.repo) ?? []), sentence])
  const parts = [...byRepo]
    .map(([name, sentences]) => ({ name, sentences }))
    .sort((a, b) => b.sentences.length - a.sentences.length)
  const large = parts.filter(({ sentences }) => sentences.length >= fewest)
  const small = parts.filter(({ sentences }) => sentences.length < fewest).flatMap(({ sentences }) => sentences)
  return small.length === 0 ? large : [...large, { name: 'others', sentences: small }]
}
