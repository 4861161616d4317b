import type { Field, Finding } from '@second-story/coach'
import { startOwnWorker } from '../ownWorker.ts'
import { openCoachLine } from './coachLine.ts'
import type { OwnWords } from './coachQuestions.ts'
// Vite answers with the address of what it builds from it.
// oxlint-disable-next-line import/default -- see above
import address from './coachWorker.ts?worker&url'

interface Wishes {
  readonly own?: OwnWords
  /** Nobody wants the answer any more: what was not asked yet won’t be, and the promise is rejected with its reason. */
  readonly signal?: AbortSignal
}

/**
 * What the coach notices in a text, in the order of the text; empty where it can’t tell, as when the worker can’t be loaded while offline.
 * The worker starts with the first question, once the browser is idle. Lines that it has seen are not asked again.
 */
export function findingsIn(text: string, field: Field, { own = none, signal }: Wishes = {}): Promise<readonly Finding[]> {
  return line.ask(text, field, own, signal)
}

const none: OwnWords = { allow: [], extraWords: [] }

const line = openCoachLine(
  () => startOwnWorker(address),
  (start) => {
    // Safari has no idle callback.
    if (typeof requestIdleCallback === 'function') requestIdleCallback(start, { timeout: 2000 })
    else setTimeout(start, 200)
  },
)
