import { describe, expect, test } from 'vitest'
import { documentName, mayRead, mayWrite, type MeetingDocument, parseDocumentName, type Reader } from './documents.ts'
import { type MeetingId, parseMeetingId, parseParticipantId } from './ids.ts'
import { mayCommand, type Role, roles, widerRole } from './roles.ts'

const meeting = parseMeetingId('m1') as MeetingId
const ada = parseParticipantId('ada') as Reader['id']
const ben = parseParticipantId('ben') as Reader['id']

const documents = {
  board: { is: 'board', meeting },
  agenda: { is: 'agenda', meeting },
  'own parked': { is: 'parked', meeting, participant: ada },
  'another’s parked': { is: 'parked', meeting, participant: ben },
  desk: { is: 'desk', meeting },
} satisfies Record<string, MeetingDocument>

describe('[I1] [I3] who may open and who may change a document', () => {
  const rights: readonly [keyof typeof documents, Role, 'reads and writes' | 'reads' | 'nothing'][] = [
    ['board', 'facilitator', 'reads and writes'],
    ['board', 'participant', 'reads and writes'],
    ['board', 'observer', 'reads'],
    ['agenda', 'facilitator', 'reads'],
    ['agenda', 'participant', 'reads'],
    ['agenda', 'observer', 'reads'],
    ['own parked', 'facilitator', 'reads and writes'],
    ['own parked', 'participant', 'reads and writes'],
    ['own parked', 'observer', 'nothing'],
    ['another’s parked', 'facilitator', 'nothing'],
    ['another’s parked', 'participant', 'nothing'],
    ['another’s parked', 'observer', 'nothing'],
    ['desk', 'facilitator', 'reads and writes'],
    ['desk', 'participant', 'nothing'],
    ['desk', 'observer', 'nothing'],
  ]

  test.each(rights)('%s, %s: %s', (name, role, expected) => {
    const reader: Reader = { id: ada, role }
    const [reads, writes] = [mayRead(reader, documents[name]), mayWrite(reader, documents[name])]
    expect(writes ? (reads ? 'reads and writes' : 'writes unread') : reads ? 'reads' : 'nothing').toBe(expected)
  })

  test('the table has each document and role', () => {
    expect(rights).toHaveLength(Object.keys(documents).length * roles.length)
  })
})

describe('names of documents', () => {
  test.each(Object.values(documents))('$is is read back from its name', (document) => {
    expect(parseDocumentName(documentName(document))).toEqual(document)
  })

  test.each([
    '',
    'm1',
    'm1/',
    '/board',
    'm1/parked',
    'm1/parked/',
    'm1/parked/ada/more',
    'm1/board/more',
    'm1/Board',
    'm1/__proto__',
    '../board',
    'm 1/board',
    `${'m'.repeat(65)}/board`,
    'm1/parked/a%2Fb',
  ])('%j names nothing', (name) => {
    expect(parseDocumentName(name)).toBeNull()
  })
})

test('only facilitators command, and the wider of two roles counts', () => {
  expect(roles.filter(mayCommand)).toEqual(['facilitator'])
  expect(widerRole('observer', 'participant')).toBe('participant')
  expect(widerRole('facilitator', 'observer')).toBe('facilitator')
})
