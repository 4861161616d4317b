import { parseDocumentName, parseMeetingId, parseParticipantId, type Role } from '@second-story/meeting'
import { closeCodes } from '@second-story/sync'
import { expect, test } from 'vitest'
import { decideAccess, documentsFor } from './rights.ts'

const meeting = parseMeetingId('m')!
const someone = (role: Role) => ({ id: parseParticipantId('me')!, name: 'Ada', role })

const write = 'writes'
const read = 'reads'
const { forbidden, noSuchDocument } = closeCodes

test.each<[string, Record<Role, string | number>]>([
  ['m/board', { facilitator: write, participant: write, observer: read }],
  ['m/agenda', { facilitator: read, participant: read, observer: read }],
  ['m/parked/me', { facilitator: write, participant: write, observer: forbidden }],
  ['m/parked/you', { facilitator: noSuchDocument, participant: noSuchDocument, observer: noSuchDocument }],
  ['m/desk', { facilitator: write, participant: forbidden, observer: forbidden }],
])('[I3] rights on %s', (name, expected) => {
  for (const [role, right] of Object.entries(expected) as [Role, string | number][]) {
    const access = decideAccess(someone(role), parseDocumentName(name)!)
    expect([role, 'refuse' in access ? access.refuse : access.mayWrite ? write : read]).toEqual([role, right])
  }
})

test('somebody is present on the board alone, under the name and role of the session', () => {
  const access = (name: string) => decideAccess(someone('observer'), parseDocumentName(name)!)
  expect(access('m/board')).toMatchObject({ owner: 'me', user: { id: 'me', name: 'Ada', role: 'observer' } })
  expect(access('m/agenda')).toMatchObject({ owner: 'me', user: null })
})

test('joining names the documents that this role may open', () => {
  expect(documentsFor(meeting, someone('facilitator'))).toEqual({
    board: 'm/board',
    agenda: 'm/agenda',
    parked: 'm/parked/me',
    desk: 'm/desk',
  })
  expect(documentsFor(meeting, someone('participant'))).toEqual({ board: 'm/board', agenda: 'm/agenda', parked: 'm/parked/me' })
  expect(documentsFor(meeting, someone('observer'))).toEqual({ board: 'm/board', agenda: 'm/agenda' })
})
