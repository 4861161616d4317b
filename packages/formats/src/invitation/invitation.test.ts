import { type Details, readDetails, type Role, roles } from '@second-story/meeting'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { guests, invitation, type Invited, mailAddress } from './invitation.ts'
import { namesIn } from './namesIn.ts'

const links = {
  facilitator: 'https://review.example.org/m/M1#FacilitatorKey',
  participant: 'https://review.example.org/m/M1#ParticipantKey',
  observer: 'https://review.example.org/m/M1#ObserverKey',
} satisfies Record<Role, string>

const blank = readDetails(new Y.Doc())
const known: Details = {
  ...blank,
  title: 'Visual Guide unavailable',
  criteria: 'near-miss',
  began: '2018-02-10T13:01:00-08:00',
  ended: '2018-02-10T14:20:00-08:00',
  zone: 'America/Los_Angeles',
  meetingTime: { at: '2018-02-14T10:00:00-08:00', minutes: 50, zone: 'America/Los_Angeles' },
  workedOnIt: 'Gabe, Ben ,, Graham',
}
const invite = (more: Partial<Invited> = {}) => invitation({ guest: 'worked-on-it', details: known, summary: '', links, ...more })

test.each([
  ['worked-on-it', 'participant'],
  ['affected', 'participant'],
  ['curious', 'observer'],
] as const)('%s are let in by the %s link and by no other, whatever else is written', (guest, role) => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 300 }), (title, summary) => {
      const text = JSON.stringify(invite({ guest, details: { ...known, title }, summary }))
      for (const other of roles) expect(text.includes(links[other])).toBe(other === role)
    }),
  )
})

test('the open door never stands wider because its own link is not known', () => {
  const { observer: _, ...others } = links
  expect(invite({ guest: 'curious', links: others })).toBeNull()
  expect(invite({ guest: 'affected', links: { facilitator: links.facilitator, observer: links.observer } })).toBeNull()
})

test('it says what happened, when we meet, why to come and what blameless means', () => {
  const it = invite({ summary: 'Nobody noticed but Graham. The rest is in the timeline.' })
  expect(it?.subject).toBe('Review: Visual Guide unavailable')
  expect(it?.mail).toContain('Hello Gabe, Ben and Graham,')
  for (const text of [it?.mail, it?.chat]) {
    expect(text).toContain(
      'We look back at a near miss: “Visual Guide unavailable” (Saturday, 10 February 2018, from 13:01 America/Los Angeles, for 1 h 19 min). Nobody noticed but Graham.',
    )
    expect(text).toContain('We meet on Wednesday, 14 February 2018, 10:00 to 10:50 America/Los Angeles (18:00 UTC).')
    expect(text).toContain('no dashboard shows')
    expect(text).not.toContain('the timeline')
  }
  expect(it?.mail).toContain('Every person made the correct decision')
})

test('what is not known yet is said or left out, never guessed', () => {
  const it = invite({ details: { ...blank, title: 'Short' } })
  expect(it?.mail).toContain('Hello,\n\nWe look back at “Short”.\nWhen we meet is not set yet.')
  expect(invite({ details: { ...blank, incidentDate: '2018-02-31' } })?.chat).toContain('“an incident”.')
})

test('UTC says its day where that is another one', () => {
  const meetingTime = { at: '2018-02-14T18:00:00-08:00', minutes: 50, zone: 'America/Los_Angeles' }
  expect(invite({ details: { ...known, meetingTime } })?.chat).toContain('(Thursday, 15 February 2018, 02:00 UTC)')
})

describe('a mail', () => {
  test('opens with all of it', () => {
    const it = invite()
    const address = new URL((it && mailAddress(it)) ?? '')
    expect(address.searchParams.get('subject')).toBe(it?.subject)
    expect(address.searchParams.get('body')?.replaceAll('\r\n', '\n')).toBe(it?.mail)
  })

  test('is not opened where a mail program could cut the link off', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (title) => {
        const it = invite({ details: { ...known, title } })
        const address = it && mailAddress(it)
        expect(address === null || address.length <= 1900).toBe(true)
      }),
    )
    const long = invite({ details: { ...known, title: 'é'.repeat(200) } })
    expect(long && mailAddress(long)).toBeNull()
  })

  test('for everybody is short enough with an ordinary title', () => {
    for (const guest of guests)
      expect(mailAddress(invite({ guest, summary: 'x'.repeat(100) }) ?? { subject: '', mail: '', chat: '' })).not.toBeNull()
  })
})

describe('names of a timeline', () => {
  test.each([
    ['Graham writes in #software that he cannot open it.', ['Graham']],
    ['Gabe tries it, cannot open it either, and declares an incident.', ['Gabe']],
    ['On-call pages Ben, who joins.', ['Ben']],
    ['Ana Novak: looking into it', ['Ana Novak']],
    ['@lee.w and @ana can you look?', ['lee.w', 'ana']],
    ['Ben (SRE): rolling back', ['Ben']],
    ['The last instance becomes unavailable.', []],
    ['Update: still down', []],
    ['mail to ops@example.org', []],
    ['Customers report errors', []],
  ])('%s', (row, names) => {
    expect(namesIn([row])).toEqual(names)
  })

  test('come once each; a word that also stands in lower case is no name', () => {
    expect(namesIn(['Ana sees it', 'ANA', '@ana asks', 'Ana Novak: back'])).toEqual(['Ana Novak'])
    expect(namesIn(['Traffic looks odd', 'the traffic is back'])).toEqual([])
  })

  test('any text whatsoever is read, in time', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 200 })), (rows) => void namesIn(rows)))
    const begin = performance.now()
    namesIn([...Array.from({ length: 2000 }, () => `Traffic looks odd ${'x '.repeat(100)}`), 'traffic'])
    namesIn(Array.from({ length: 2000 }, (_, index) => `Name${String.fromCharCode(97 + (index % 26))} says Aa Aa Aa `.repeat(20)))
    expect(performance.now() - begin).toBeLessThan(1000)
  })
})
