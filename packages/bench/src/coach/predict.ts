import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import type { Sentence } from './corpus.ts'

/** What the command line of the coach says to these sentences: JSON lines, as the scorer reads them. */
export async function predict(root: string, gold: readonly Sentence[]): Promise<string> {
  const child = spawn('npm', ['run', '--silent', 'coach'], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(gold.map(({ id, text: written, field }) => `${JSON.stringify({ id, text: written, field })}\n`).join(''))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const said = await text(child.stdout)
  const code = await ended
  if (code !== 0) throw new Error(`npm run coach ended with status ${code}.`)
  return said
}
