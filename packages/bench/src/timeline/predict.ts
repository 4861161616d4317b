import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { z } from 'zod/mini'
import type { Timeline } from './corpus.ts'

const LineSchema = z.object({ id: z.string(), entries: z.array(z.unknown()) })

/** What the command line reads in these texts, by id. */
export async function predict(root: string, timelines: readonly Timeline[]): Promise<Map<string, unknown[]>> {
  const child = spawn('npm', ['run', '--silent', 'timeline'], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(
    timelines.map(({ id, text: pasted, assume }) => `${JSON.stringify({ id, text: pasted, ...assume })}\n`).join(''),
  )
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const said = await text(child.stdout)
  const code = await ended
  if (code !== 0) throw new Error(`npm run timeline ended with status ${code}.`)
  const lines = said.split('\n').filter(Boolean)
  return new Map(lines.map((line) => LineSchema.parse(JSON.parse(line))).map(({ id, entries }) => [id, entries]))
}
