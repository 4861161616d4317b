import { type Details, setDetail } from '@second-story/meeting'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { shareTestServer, type TestMeeting } from '../../testing/openTestServer.ts'

const server = shareTestServer({ PUBLIC_URL: 'https://review.example.org' })

const meetingTime = { at: '2026-03-05T10:00:00+01:00', minutes: 50, zone: 'Europe/Paris' }

function set<Field extends keyof Details>({ id }: TestMeeting, field: Field, value: Details[Field]): Promise<void> {
  return server.app.meetings.edit({ is: 'board', meeting: id }, (board) => setDetail(board, field, value))
}

async function take(meeting: TestMeeting, file: 'meeting' | 'draft-due', role: 'participant' | 'observer' = 'participant') {
  const answer = await meeting.call(await meeting.joinAs(role), 'GET', `/calendar/${file}.ics`)
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-type']).toMatch(/^text\/calendar/)
  expect(answer.headers['content-disposition']).toBe(`attachment; filename="${file}.ics"`)
  const event = new ICAL.Component(ICAL.parse(answer.body) as unknown[]).getFirstSubcomponent('vevent')
  const value = (name: string) => event?.getFirstPropertyValue(name)
  return {
    body: answer.body,
    uid: value('uid'),
    sequence: value('sequence'),
    at: (value('dtstart') as ICAL.Time).toUnixTime() * 1000,
    isDay: (value('dtstart') as ICAL.Time).isDate,
  }
}

test('everybody’s file of one time is the same; a changed time has the same UID and a higher SEQUENCE', async () => {
  const meeting = await server.createMeeting({ zone: 'UTC' })
  await set(meeting, 'meetingTime', meetingTime)
  const first = await take(meeting, 'meeting')
  const again = await take(meeting, 'meeting', 'observer')
  expect(first).toMatchObject({ sequence: 0, at: Date.parse(meetingTime.at) })
  expect([again.uid, again.sequence]).toEqual([first.uid, first.sequence])

  await set(meeting, 'meetingTime', { ...meetingTime, at: '2026-03-06T10:00:00+01:00' })
  expect(await take(meeting, 'meeting')).toMatchObject({ uid: first.uid, sequence: 1 })
  await set(meeting, 'meetingTime', { ...meetingTime, at: '2026-03-06T10:00:00+01:00', minutes: 25 })
  expect(await take(meeting, 'meeting')).toMatchObject({ uid: first.uid, sequence: 2 })
})

test('going back to the time before is a change too: an undo must reach calendars', async () => {
  const meeting = await server.createMeeting()
  const sequences = []
  for (const at of ['2026-03-05T09:00:00Z', '2026-03-06T09:00:00Z', '2026-03-05T09:00:00Z']) {
    await set(meeting, 'meetingTime', { ...meetingTime, at })
    sequences.push((await take(meeting, 'meeting')).sequence)
  }
  expect(sequences).toEqual([0, 1, 2])
})

test('the draft is due a day after the end, at its time, or on its day', async () => {
  const meeting = await server.createMeeting({ zone: 'Europe/Paris', ended: '2026-03-28T17:50:00+01:00' })
  const timed = await take(meeting, 'draft-due')
  expect(timed).toMatchObject({ isDay: false, at: Date.parse('2026-03-29T17:50:00+02:00'), sequence: 0 })
  await set(meeting, 'ended', '2026-03-28')
  expect(await take(meeting, 'draft-due')).toMatchObject({ uid: timed.uid, isDay: true, sequence: 1 })
})

test('a time that is not known is no file, and no guess', async () => {
  const meeting = await server.createMeeting()
  const ada = await meeting.joinAs('participant')
  for (const file of ['meeting', 'draft-due']) {
    const answer = await meeting.call(ada, 'GET', `/calendar/${file}.ics`)
    expect(answer.json()).toMatchObject({ status: 409, type: '/problems/no-time-yet' })
  }
  expect((await meeting.call(ada, 'GET', '/calendar/holiday.ics')).statusCode).toBe(404)
})

test('only those in the meeting have it, and it lets nobody in', async () => {
  const meeting = await server.createMeeting()
  await set(meeting, 'meetingTime', meetingTime)
  expect((await meeting.call(null, 'GET', '/calendar/meeting.ics')).statusCode).toBe(401)
  const { body } = await take(meeting, 'meeting')
  expect(body).toContain(`https://review.example.org/m/${meeting.id}`)
  const unfolded = body.replaceAll('\r\n ', '')
  for (const key of Object.values(meeting.keys)) expect(unfolded).not.toContain(key)
  expect(unfolded).not.toContain('#')
})

test('a board that says nonsense about times is no file either', async () => {
  const meeting = await server.createMeeting()
  await set(meeting, 'meetingTime', { at: 'tomorrow', minutes: -1, zone: 'Mars' })
  await set(meeting, 'ended', '2026-02-31')
  const ada = await meeting.joinAs('participant')
  for (const file of ['meeting', 'draft-due']) {
    expect((await meeting.call(ada, 'GET', `/calendar/${file}.ics`)).statusCode).toBe(409)
  }
})
