import type { Field } from '@second-story/coach'
import type { Answer } from '../../../../apps/web/src/coach/coachQuestions.ts'
// oxlint-disable-next-line import/default -- Vite answers with the address of what it builds from it
import address from '../../../../apps/web/src/coach/coachWorker.ts?worker&url'
import { seededRandom } from './board.ts'
import { rounded } from './frames.ts'

/** Medians over several runs, there and back: what a page waits for, messages included. */
export interface CoachFigures {
  readonly words: number
  /** From nothing to a worker that answers. */
  readonly startMs: number
  /** The whole text, as the worker’s first question, before anything of it has been compiled. */
  readonly firstMs: number
  readonly wholeMs: number
  readonly sentenceMs: number
}

const runs = 15

/** The coach’s own worker, without what remembers its answers before it (coachLine.ts). */
export async function measureCoach(words: number): Promise<CoachFigures> {
  const started = performance.now()
  const worker = new Worker(address, { type: 'module' })
  await answerOf(worker)
  const startMs = rounded(performance.now() - started)

  let id = 0
  const ask = async (texts: readonly string[]) => {
    const asked = performance.now()
    const answered = answerOf(worker)
    const field: Field = 'other'
    worker.postMessage({ id: ++id, texts, field, own: { allow: [], extraWords: [] } })
    await answered
    return performance.now() - asked
  }
  const random = seededRandom(5)
  const spoken: string[] = []
  while (spoken.length < words) spoken.push(...sentence(random).split(' '))
  const text = spoken.slice(0, words).join(' ')
  const firstMs = rounded(await ask([text]))
  const whole: number[] = []
  const one: number[] = []
  for (let run = 0; run < runs; run++) {
    whole.push(await ask([text]))
    one.push(await ask([sentence(random)]))
  }
  worker.terminate()
  return { words, startMs, firstMs, wholeMs: median(whole), sentenceMs: median(one) }
}

function answerOf(worker: Worker): Promise<Answer | 'ready'> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Answer | 'ready'>) => resolve(data)
    worker.onerror = (event) => reject(new Error(`The coach’s worker ended: ${event.message}`))
  })
}

function median(figures: readonly number[]): number {
  return rounded(figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? NaN)
}

/** Of about twelve words, as reviews have them; every fourth holds a trap. */
function sentence(random: () => number): string {
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? ''
  const minute = String(Math.floor(random() * 60)).padStart(2, '0')
  return pick(random() < 0.25 ? trapped : plain)
    .replace('MINUTE', minute)
    .replace('WHO', pick(['Ana', 'Ben', 'Chidi', 'Remy']))
    .replace('WHAT', pick(['the primary database', 'a cache in eu-west', 'the deploy of Monday', 'the queue of invoices']))
}

const plain = [
  'At 13:MINUTE WHO saw the alert for WHAT, and opened the dashboard beside the runbook.',
  'WHO restarted WHAT at 14:MINUTE, since the page said that memory was nearly gone.',
  'We thought that WHAT would drain by itself within ten minutes, as it had before.',
  'The health check of WHAT failed to start because its certificate had expired that night.',
  'Customers could not pay for MINUTE minutes while WHAT answered with an error.',
  'The load balancer kept sending requests to WHAT, which was up and did not answer.',
]
const trapped = [
  'WHO should have checked WHAT before the change went out to everybody at 15:MINUTE.',
  'Obviously WHAT was full by 16:MINUTE, and all of the signs had been there for days.',
  'An engineer carelessly restarted WHAT without reading the page about it at 17:MINUTE.',
  'It was human error that WHAT was deleted, and more care is needed from WHO.',
]
