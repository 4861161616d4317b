import 'temporal-polyfill/global'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { z } from 'zod/mini'
import { readTimeline } from './readTimeline.ts'

/**
 * The reader of timelines on a command line: JSON lines `{"id", "text", "date", "zone"}` come in, `{"id", "entries"}` go out, one for each, in
 * order. A line that is none of that ends it with status 2, named by its number on the error stream.
 */
const LineSchema = z.object({
  id: z.string(),
  text: z.string(),
  date: z._default(z.nullable(z.string()), null),
  zone: z._default(z.nullable(z.string()), null),
})

let number = 0
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  number += 1
  if (line.trim() === '') continue
  const parsed = LineSchema.safeParse(jsonOf(line))
  if (!parsed.success) {
    process.stderr.write(
      `Line ${number}: expected JSON with "id", "text", "date" and "zone" (each of the last two may be null).\n`,
    )
    process.exitCode = 2
    break
  }
  const { id, text, date, zone } = parsed.data
  const entries = readTimeline(text, { date, zone }).entries.map((entry) => ({
    time: entry.time,
    precision: entry.precision,
    approx: entry.approximate,
    end: entry.until,
    text: entry.text,
    marks: entry.marks.map((mark) => mark.replace('-', '_')),
  }))
  process.stdout.write(`${JSON.stringify({ id, entries })}\n`)
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line) as unknown
  } catch {
    return null // told as any other line that does not fit
  }
}
