import { findings } from '@second-story/coach'
import { expect, test } from 'vitest'
import type { findingsIn } from '../askCoach.ts'
import { checkDraft, CoachAwayError, type Wishes } from './checkDraft.ts'
import type { BoardText } from './places.ts'

/** The coach itself, in this thread. */
const ask: typeof findingsIn = (text, field, wishes) => {
  wishes?.signal?.throwIfAborted()
  return Promise.resolve(findings(text, { field, ...wishes?.own }))
}

function check(texts: readonly BoardText[], wishes: Partial<Wishes> = {}) {
  return checkDraft(texts, {
    ask,
    own: { allow: [], extraWords: [] },
    wants: () => true,
    onProgress: () => undefined,
    signal: new AbortController().signal,
    ...wishes,
  })
}

function note(text: string): BoardText {
  return { where: 'A note', goTo: { is: 'panel', tab: 'notes' }, field: 'other', text }
}

const blame = 'The alert came at 13:02. They should have checked the dashboard first. Nobody had paged.'

test('[I5] places are told by topic, with their words in their sentence and nothing else of them', async () => {
  const topics = await check([note(blame), note('It was human error.'), note('You should have rolled back.')])
  expect(topics.map(({ trap, places }) => [trap, places.map(({ words }) => words)])).toEqual([
    ['counterfactual', ['should have checked', 'should have rolled back']],
    ['human_error', ['human error']],
  ])
  const [place] = topics[0]?.places ?? []
  expect(place).toMatchObject({ where: 'A note', before: 'They ', after: ' the dashboard first.' })
  expect(Object.keys(place ?? {}).sort()).toEqual(['after', 'ask', 'before', 'goTo', 'where', 'why', 'words'])
})

test('what somebody does not want to hear of is left out, and so is what the organisation allows', async () => {
  const wants: Wishes['wants'] = (trap, sentence) => trap !== 'human_error' && !sentence.startsWith('They')
  expect(await check([note(blame), note('It was human error.')], { wants })).toEqual([])
  const own = { allow: ['human error'], extraWords: [{ phrase: 'cowboy deploy', trap: 'judgement' as const }] }
  const topics = await check([note('It was human error.'), note('It was a cowboy deploy.')], { own })
  expect(topics.map(({ trap }) => trap)).toEqual(['judgement'])
})

test('a sentence without an end is cut around the words', async () => {
  const [topic] = await check([note(`${'and then '.repeat(200)} it was human error ${'and then '.repeat(200)}`)])
  const [place] = topic?.places ?? []
  expect(place?.before).toMatch(/^… /)
  expect(place?.after).toMatch(/ …$/)
  expect(`${place?.before}${place?.words}${place?.after}`.length).toBeLessThan(360)
})

test('it tells how far it is, and stops when nobody waits any more', async () => {
  const leaving = new AbortController()
  const seen: number[] = []
  const onProgress = (done: number) => {
    seen.push(done)
    if (done === 1) leaving.abort()
  }
  await expect(check([note(blame), note(blame), note(blame)], { onProgress, signal: leaving.signal })).rejects.toThrow(/abort/i)
  expect(seen).toEqual([0, 1])
})

test('[I7] a coach that could not be loaded is not taken for a draft without such places', async () => {
  await expect(check([note(blame)], { ask: () => Promise.resolve([]) })).rejects.toThrow(CoachAwayError)
})
