import type { Field, Finding } from '@second-story/coach'
import type { Answer, OwnWords, Question } from './coachQuestions.ts'

/** The part of a `Worker` that is used here. */
export interface CoachWorker {
  postMessage(question: Question): void
  terminate(): void
  onmessage: ((event: MessageEvent) => unknown) | null
  onerror: ((event: ErrorEvent) => unknown) | null
}

export interface CoachLine {
  ask(text: string, field: Field, own: OwnWords, signal?: AbortSignal): Promise<readonly Finding[]>
}

interface Waiting {
  readonly texts: readonly string[]
  readonly field: Field
  readonly own: OwnWords
  readonly signal: AbortSignal | undefined
  /** Null: nobody could be asked. */
  readonly resolve: (found: Answer['found'] | null) => void
  readonly reject: (reason: Error) => void
  tries: number
}

/** What an old phone needs for a whole review at once, and some. Who takes longer hangs. */
const answerMs = 10_000
/** About as many lines as a large review has. */
const maxKnown = 2_000

/**
 * Questions to a worker, one at a time, so that those nobody waits for any more need not be asked. A worker that dies or hangs is replaced
 * and asked once more; what fails twice has no findings. `whenIdle` decides when the first one starts.
 */
export function openCoachLine(start: () => CoachWorker, whenIdle: (start: () => void) => void): CoachLine {
  const queue: Waiting[] = []
  const known = new Map<string, readonly Finding[]>()
  let worker: CoachWorker | null = null
  let is: 'unstarted' | 'starting' | 'free' | 'busy' = 'unstarted'
  let asked: Waiting | null = null
  let id = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function begin() {
    try {
      worker = start()
    } catch {
      return failed() // the browser has no workers, or its policy allows none
    }
    worker.onmessage = ({ data }: MessageEvent<'ready' | Answer>) => {
      if (data === 'ready') {
        is = 'free'
        return next()
      }
      if (data.id !== id || asked === null) return
      clearTimeout(timer)
      asked.resolve(data.found)
      asked = null
      is = 'free'
      next()
    }
    worker.onerror = (event) => {
      event.preventDefault?.()
      failed()
    }
  }

  function failed() {
    clearTimeout(timer)
    worker?.terminate()
    worker = null
    const hasStarted = is === 'free' || is === 'busy'
    is = 'unstarted'
    if (!hasStarted) {
      // It can’t be fetched now, which it may be in a while: the next question tries again.
      for (const each of queue.splice(0)) each.resolve(null)
      return
    }
    const last = asked
    asked = null
    if (last !== null && last.tries < 2) queue.unshift(last)
    else last?.resolve(last.texts.map(() => []))
    if (queue.length > 0) next()
  }

  function next() {
    if (queue.length === 0 || is === 'busy' || is === 'starting') return
    if (is === 'unstarted') {
      is = 'starting'
      return whenIdle(begin)
    }
    const waiting = queue.shift()
    if (waiting === undefined) return
    const { signal, texts, field, own } = waiting
    if (signal?.aborted) {
      waiting.reject(reasonOf(signal))
      return next()
    }
    asked = waiting
    waiting.tries++
    is = 'busy'
    worker?.postMessage({ id: ++id, texts, field, own })
    timer = setTimeout(failed, answerMs)
  }

  return {
    async ask(text, field, own, signal) {
      const lines = linesOf(text)
      const words = JSON.stringify([field, own])
      const found = new Map<string, readonly Finding[]>()
      const missing = new Set<string>()
      for (const each of lines) {
        const before = known.get(words + each.text)
        if (before !== undefined) found.set(each.text, before)
        else if (/\p{L}/u.test(each.text)) missing.add(each.text)
      }
      if (missing.size > 0) {
        const texts = [...missing]
        const answers = await new Promise<Answer['found'] | null>((resolve, reject) => {
          queue.push({ texts, field, own, signal, resolve, reject, tries: 0 })
          next()
        })
        for (const [index, each] of answers?.entries() ?? []) {
          found.set(texts[index] ?? '', each)
          known.set(words + texts[index], each)
        }
        for (const oldest of known.keys()) {
          if (known.size <= maxKnown) break
          known.delete(oldest)
        }
      }
      if (signal?.aborted) throw reasonOf(signal)
      return lines.flatMap((each) => (found.get(each.text) ?? []).map((finding) => moved(finding, each.at)))
    },
  }
}

/** Lines end sentences, so each is a question of its own; but what a fence of back-ticks encloses is known only from the whole. */
function linesOf(text: string): readonly { readonly text: string; readonly at: number }[] {
  if (/```|~~~/.test(text)) return [{ text, at: 0 }]
  let at = 0
  return text.split('\n').map((line) => {
    const here = { text: line, at }
    at += line.length + 1
    return here
  })
}

function moved(finding: Finding, by: number): Finding {
  if (by === 0) return finding
  const { start, end, rewording, ...rest } = finding
  return {
    ...rest,
    start: start + by,
    end: end + by,
    ...(rewording && { rewording: { ...rewording, start: rewording.start + by, end: rewording.end + by } }),
  }
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('Nobody asks this any more.')
}
