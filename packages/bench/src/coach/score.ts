import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod/mini'
import type { Sentence } from './corpus.ts'

const share = z.nullable(z.number())
const ScoresSchema = z.object({
  all: z.object({
    sentences: z.number(),
    trapped: z.number(),
    clean: z.number(),
    falseAlarmsPer100Clean: share,
    labels: z.record(
      z.string(),
      z.object({ tp: z.number(), fp: z.number(), fn: z.number(), precision: share, recall: share, f1: share }),
    ),
  }),
})
export type Scores = z.infer<typeof ScoresSchema>['all']

/** What the corpus’s own scorer says of predictions, about these sentences alone. */
export function score(scorer: string, predictions: string, gold: readonly Sentence[]): Scores {
  const folder = mkdtempSync(join(tmpdir(), 'coach-'))
  try {
    const files = { predictions: join(folder, 'predictions.jsonl'), gold: join(folder, 'gold.jsonl') }
    writeFileSync(files.predictions, predictions)
    writeFileSync(files.gold, gold.map(({ line }) => `${line}\n`).join(''))
    const said = execFileSync(process.execPath, [scorer, files.predictions, files.gold, '--json'], { encoding: 'utf8' })
    return ScoresSchema.parse(JSON.parse(said)).all
  } finally {
    rmSync(folder, { recursive: true })
  }
}
