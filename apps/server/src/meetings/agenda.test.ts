import { parseParticipantId, readAgenda, readPeople } from '@second-story/meeting'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { enterPhase, seedAgenda, setMinutes, setPerson } from './agenda.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 10, minute))

function newAgenda(): Y.Doc {
  const agenda = new Y.Doc()
  seedAgenda(agenda, { minutes: { timeline: 40 }, revealWithoutNames: true })
  return agenda
}

test('a new agenda is in its draft, with the budgets given and the usual ones beside them', () => {
  const agenda = readAgenda(newAgenda())
  expect(agenda).toMatchObject({ phase: 'draft', phaseStartedAt: null, card: null, revealedAt: null, revealWithoutNames: true })
  expect(agenda.minutes).toMatchObject({ timeline: 40, opening: 5 })
})

test('[I6] phases in any order; the time of each visit adds up', () => {
  const agenda = newAgenda()
  enterPhase(agenda, 'timeline', at(0))
  enterPhase(agenda, 'causes', at(10))
  enterPhase(agenda, 'timeline', at(12))
  enterPhase(agenda, 'timeline', at(14)) // on already: its clock runs on
  enterPhase(agenda, 'draft', at(15))
  const { phase, phaseStartedAt, spentMs } = readAgenda(agenda)
  expect({ phase, phaseStartedAt }).toEqual({ phase: 'draft', phaseStartedAt: null })
  expect([spentMs.timeline, spentMs.causes, spentMs.draft]).toEqual([13 * 60_000, 2 * 60_000, 0])
})

test('minutes of one phase leave the others', () => {
  const agenda = newAgenda()
  setMinutes(agenda, 'causes', 0)
  expect(readAgenda(agenda).minutes).toMatchObject({ timeline: 40, causes: 0, opening: 5 })
})

test('somebody who joins again keeps what they said about the definition', () => {
  const agenda = newAgenda()
  const ada = parseParticipantId('ada')!
  setPerson(agenda, ada, { name: 'Ada', role: 'participant' })
  setPerson(agenda, ada, { withIt: true })
  setPerson(agenda, ada, { name: 'Ada L.', role: 'facilitator' })
  expect(readPeople(agenda)).toEqual([{ id: ada, name: 'Ada L.', role: 'facilitator', withIt: true }])
})

test('what stays the same is not written again', () => {
  const agenda = newAgenda()
  const ada = parseParticipantId('ada')!
  setPerson(agenda, ada, { name: 'Ada', role: 'participant' })
  let updates = 0
  agenda.on('update', () => updates++)
  setPerson(agenda, ada, { name: 'Ada', role: 'participant' })
  expect(updates).toBe(0)
})
