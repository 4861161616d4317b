import { expect, test } from 'vitest'
import { type CoachWorker, openCoachLine } from './coachLine.ts'
import { answer, type Question } from './coachQuestions.ts'

const none = { allow: [], extraWords: [] }
const blame = 'They should have checked the dashboard.'

/** Workers that answer as the real one does, in this thread; or that die of a question. */
function openWorkers({ dieOf = /^$/, lives = Infinity, loads = (): boolean => true } = {}) {
  const asked: string[][] = []
  const state = { started: 0, asked, died: 0 }
  const start = (): CoachWorker => {
    state.started += 1
    let isAlive = true
    const tell = (message: unknown) =>
      queueMicrotask(() => isAlive && worker.onmessage?.(new MessageEvent('message', { data: message })))
    const die = () => queueMicrotask(() => worker.onerror?.({ preventDefault: () => undefined } as ErrorEvent))
    const worker: CoachWorker = {
      onmessage: null,
      onerror: null,
      terminate: () => (isAlive = false),
      postMessage(question: Question) {
        asked.push([...question.texts])
        if (question.texts.some((text) => dieOf.test(text)) && state.died < lives) {
          state.died += 1
          die()
        } else tell(answer(structuredClone(question)))
      },
    }
    if (loads()) tell('ready')
    else die()
    return worker
  }
  return { state, line: openCoachLine(start, (begin) => queueMicrotask(begin)) }
}

test('findings stand where their words are in the whole text', async () => {
  const { line } = openWorkers()
  const text = `At 13:02 Ana saw the alert.\n\n${blame}\nObviously the disk was full.`
  const found = await line.ask(text, 'timeline', none)
  expect(found.map(({ trap, start, end }) => [trap, text.slice(start, end)])).toEqual([
    ['counterfactual', 'should have checked'],
    ['hindsight', 'Obviously'],
  ])
  const { rewording } = found[1] ?? {}
  expect(text.slice(rewording?.start, rewording?.end)).toBe('Obviously the')
})

test('no worker starts before somebody asks, and one serves all questions', async () => {
  const { line, state } = openWorkers()
  expect(state.started).toBe(0)
  await Promise.all([line.ask(blame, 'cause', none), line.ask('Somebody ran the script.', 'cause', none)])
  expect(state.started).toBe(1)
})

test('only the line that was edited is asked again', async () => {
  const { line, state } = openWorkers()
  await line.ask(`First line.\n${blame}`, 'cause', none)
  await line.ask(`First line, longer.\n${blame}`, 'cause', none)
  expect(state.asked).toEqual([['First line.', blame], ['First line, longer.']])
  // In another place other words are a trap.
  await line.ask(blame, 'recommendation', none)
  expect(state.asked).toHaveLength(3)
})

test('lines within a fence are not asked alone: they are somebody else’s words', async () => {
  const { line } = openWorkers()
  expect(await line.ask(`\`\`\`\n${blame}\n\`\`\``, 'cause', none)).toEqual([])
})

test('what nobody waits for any more is not asked', async () => {
  const { line, state } = openWorkers()
  const outdated = new AbortController()
  const first = line.ask('They should have', 'cause', none, outdated.signal)
  outdated.abort()
  await expect(first).rejects.toThrow(/abort/)
  expect(await line.ask(blame, 'cause', none)).toHaveLength(1)
  expect(state.asked).toEqual([[blame]])
})

test('a worker that died is replaced, and asked once more', async () => {
  const { line, state } = openWorkers({ dieOf: /dashboard/, lives: 1 })
  expect(await line.ask(blame, 'cause', none)).toHaveLength(1)
  expect(state.started).toBe(2)
})

test('a text that two workers died of has no findings, and others still have theirs', async () => {
  const { line, state } = openWorkers({ dieOf: /dashboard/ })
  expect(await line.ask(blame, 'cause', none)).toEqual([])
  expect(await line.ask(blame, 'cause', none)).toEqual([])
  expect(state.died).toBe(2)
  expect(await line.ask('They should have rolled back.', 'cause', none)).toHaveLength(1)
})

test('a worker that can’t be fetched, as when offline, is tried again with the next question', async () => {
  let isOnline = false
  const { line } = openWorkers({ loads: () => isOnline })
  expect(await line.ask(blame, 'cause', none)).toEqual([])
  isOnline = true
  expect(await line.ask(blame, 'cause', none)).toHaveLength(1)
})
