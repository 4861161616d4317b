import type { ParticipantId, Person, Role } from '@second-story/meeting'
import { expect, test } from 'vitest'
import { unheard } from './unheard.ts'

function person(id: string, role: Role = 'participant'): Person {
  return { id: id as ParticipantId, name: id, role, withIt: false }
}

test('whoever wrote a row, an account of one, or anything else is heard', () => {
  const people = [person('ada'), person('ben'), person('cleo'), person('dan')]
  const timeline = [{ by: 'ada', accounts: [{ by: 'ben' }] }]
  const questions = [{ by: 'cleo' }, { by: null }]
  expect(unheard(people, [timeline, questions], 'nobody').map(({ id }) => id)).toEqual(['dan'])
})

test('observers, and the facilitator who looks, are not counted', () => {
  const people = [person('fay', 'facilitator'), person('gus', 'facilitator'), person('obi', 'observer')]
  expect(unheard(people, [], 'fay').map(({ id }) => id)).toEqual(['gus'])
})
