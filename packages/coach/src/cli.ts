import process from 'node:process'
import { createInterface } from 'node:readline'
import { z } from 'zod/mini'
import { fields } from './findings/finding.ts'
import { findings } from './findings/findings.ts'

/**
 * The coach on a command line: JSON lines `{"id", "text", "field"}` come in, `{"id", "labels": [{"label", "start", "end"}]}` go out, one for
 * each, in order. A field that is none of `fields` counts as another one. A line that is none of that ends it with status 2, named by its number on the error stream.
 */
const LineSchema = z.object({ id: z.string(), text: z.string(), field: z.catch(z.enum(fields), 'other') })

let number = 0
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  number += 1
  if (line.trim() === '') continue
  const parsed = LineSchema.safeParse(jsonOf(line))
  if (!parsed.success) {
    process.stderr.write(`Line ${number}: expected JSON with "id", "text" and "field".\n`)
    process.exitCode = 2
    break
  }
  const { id, text, field } = parsed.data
  const labels = findings(text, { field }).map(({ trap, start, end }) => ({ label: trap, start, end }))
  process.stdout.write(`${JSON.stringify({ id, labels })}\n`)
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line) as unknown
  } catch {
    return null // told as any other line that does not fit
  }
}
