import { exportFormats } from '@second-story/formats'
import { setDetail } from '@second-story/meeting'
import { expect, test, vi } from 'vitest'
import { openClient } from '../testing/openClient.ts'
import { shareTestServer } from '../testing/openTestServer.ts'

const server = shareTestServer()

test('everyone in the meeting may take the review away, nobody else', async () => {
  const meeting = await server.createMeeting({ title: 'Outage "of" <all>' })
  for (const role of ['facilitator', 'participant', 'observer'] as const) {
    const answer = await meeting.call(await meeting.joinAs(role), 'GET', '/export/markdown')
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toContain('text/markdown')
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="[A-Za-z0-9._-]+\.md"$/)
    expect(answer.body).toContain('Outage')
  }
  expect((await meeting.call(null, 'GET', '/export/markdown')).statusCode).toBe(401)
})

test('md is markdown; inline it is text to look at', async () => {
  const meeting = await server.createMeeting()
  const ada = await meeting.joinAs('participant')
  expect((await meeting.call(ada, 'GET', '/export/md')).statusCode).toBe(200)
  const inline = await meeting.call(ada, 'GET', '/export/markdown?inline=1')
  expect(inline.headers).toMatchObject({ 'content-type': 'text/plain; charset=utf-8', 'content-disposition': 'inline' })
})

test('an unknown format is told which there are', async () => {
  const meeting = await server.createMeeting()
  const answer = await meeting.call(await meeting.joinAs('observer'), 'GET', '/export/papyrus')
  expect(answer.json()).toMatchObject({ type: '/problems/no-such-format', status: 404 })
  for (const { name } of exportFormats) expect(answer.json().detail).toContain(name)
})

test('it is the review as it stands at that moment', async () => {
  const meeting = await server.createMeeting()
  const ada = await meeting.joinAs('participant')
  const { doc } = await openClient(server, ada.documents.board, ada.token)
  setDetail(doc, 'title', 'Renamed just now')
  await vi.waitFor(async () => expect((await meeting.call(ada, 'GET', '/export/markdown')).body).toContain('Renamed just now'))
})
