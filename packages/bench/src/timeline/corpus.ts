import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod/mini'

/** A timeline of the corpus, as far as we use it; `gold` goes to the scorer as it is. */
const GoldSchema = z.looseObject({
  id: z.string(),
  source: z.optional(z.looseObject({ repository: z.nullish(z.string()) })),
  assume: z.object({ date: z.nullable(z.string()), zone: z.nullable(z.string()) }),
  entries: z.array(z.unknown()),
})

export interface Timeline {
  readonly id: string
  readonly text: string
  readonly source: string
  readonly assume: { readonly date: string | null; readonly zone: string | null }
  readonly gold: unknown
}

export interface Part {
  readonly name: string
  readonly timelines: readonly Timeline[]
}

export function readTimelines(folder: string): Timeline[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return names.sort().map((name) => {
    const gold: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'))
    const { id, source, assume } = GoldSchema.parse(gold)
    const text = readFileSync(join(folder, `${id}.txt`), 'utf8')
    return { id, text, source: source?.repository ?? 'brief', assume, gold }
  })
}

/** Whole sources in two, for ever the same: what the reader was made from, and what was looked at once. */
export function halvesOf(timelines: readonly Timeline[]): Part[] {
  const isMadeFrom = ({ source }: Timeline) => (createHash('sha256').update(source).digest()[0] ?? 0) % 2 === 0
  return [
    { name: 'made from', timelines: timelines.filter(isMadeFrom) },
    { name: 'kept apart', timelines: timelines.filter((timeline) => !isMadeFrom(timeline)) },
  ]
}

export function sourcesOf(timelines: readonly Timeline[]): Part[] {
  const names = [...new Set(timelines.map(({ source }) => source))].sort()
  return names.map((name) => ({ name, timelines: timelines.filter(({ source }) => source === name) }))
}
