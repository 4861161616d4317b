import { readReview } from '@second-story/meeting'
import { expect, test } from 'vitest'
import { newFolder, openTestServer, type TestServer } from '../testing/openTestServer.ts'
import { openDemo } from './openDemo.ts'

const idIn = (link: string) => new URL(link).pathname.split('/')[2] ?? ''

const join = async (server: TestServer, link: string) =>
  (
    await server.inject({
      method: 'POST',
      url: `/api/meetings/${idIn(link)}/join`,
      payload: { key: new URL(link).hash.slice(1), name: 'Ada' },
    })
  ).json()

test('is created once per data folder; its links go on working', async () => {
  const dataDir = await newFolder()
  const first = await openTestServer({}, { dataDir })
  const { links } = await openDemo(first.app, 'http://a:1')
  expect((await openDemo(first.app, 'http://a:1')).links).toEqual(links)
  await first.close()
  const second = await openTestServer({}, { dataDir })
  expect((await openDemo(second.app, 'http://a:1')).links).toEqual(links)
  for (const [role, link] of Object.entries(links)) expect((await join(second, link)).role).toBe(role)
})

test('another data folder has another sample', async () => {
  const [a, b] = [await openTestServer(), await openTestServer()]
  expect((await openDemo(a.app, 'http://a:1')).links).not.toEqual((await openDemo(b.app, 'http://a:1')).links)
})

test('tells the whole story: durations, several causes, lessons of each kind, questions and recommendations', async () => {
  const server = await openTestServer()
  const { links } = await openDemo(server.app, 'http://a:1')
  const { documents } = await join(server, links.observer)
  const [board, agenda] = [documents.board, documents.agenda] as string[]
  const review = await server.app.meetings.rooms.read(agenda!, (people) =>
    server.app.meetings.rooms.read(board!, (doc) => readReview(doc, people)),
  )
  const minutes = (duration: { ms: number } | null) => (duration === null ? null : duration.ms / 60_000)
  expect([review.durations.toDetect, review.durations.toMitigate, review.durations.toResolve].map(minutes)).toEqual([
    139, 193, 289,
  ])
  expect(review.timeline.map(({ at }) => at)).toEqual([
    '2018-02-10T13:01:00-08:00',
    '2018-02-10T15:20:00-08:00',
    '2018-02-10T15:23:00-08:00',
    '2018-02-10T16:14:00-08:00',
    '2018-02-10T17:50:00-08:00',
    null,
  ])
  expect(review.causes).toHaveLength(4)
  expect(new Set(review.lessons.map(({ kind }) => kind)).size).toBe(3)
  expect(review.questions.filter(({ answered }) => !answered)).toHaveLength(1)
  expect(review.recommendations.map(({ state, progress }) => `${state} ${progress}`)).toEqual([
    'action open',
    'action done',
    'idea open',
  ])
  const names = new Map(review.people.map(({ id, name }) => [id as string, name]))
  for (const row of review.timeline) expect(names.has(row.by ?? '')).toBe(true)
})
