import { openSqliteStore } from '@second-story/store'
import { openRooms } from '@second-story/sync'
import { memoryLog } from '@second-story/sync/testing'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openAgendaTemplates } from './agendas/agendaTemplates.ts'
import { buildServer } from './buildServer.ts'
import { openMetrics } from './operations/metrics.ts'
import { readSettings } from './settings.ts'
import { newFolder } from './testing/openTestServer.ts'

/** A server over real records, whose documents go to a disk that can fail. */
async function openOnFailingDisk() {
  const folder = await newFolder()
  const store = await openSqliteStore({ path: join(folder, 'records.sqlite') })
  const disk = memoryLog()
  const rooms = openRooms({ log: disk })
  const { app } = await buildServer({
    settings: readSettings({}),
    store,
    rooms,
    templates: openAgendaTemplates(join(folder, 'agendas.json')),
    log: pino({ level: 'silent' }),
    metrics: openMetrics(),
    webAppFolder: '/nonexistent',
    maxPayloadBytes: 1_000_000,
    now: () => new Date(),
  })
  onTestFinished(async () => {
    disk.heal()
    await rooms.drain()
    await app.close()
    await store.close()
  })
  return { app, disk, rooms }
}

test('[I2] while the disk fails nobody is told that something was done, and all is well once it works again', async () => {
  const { app, disk, rooms } = await openOnFailingDisk()
  const create = () => app.inject({ method: 'POST', url: '/api/meetings', payload: { title: 'Outage' } })
  disk.fail(new Error('disk full'))
  const caught = create() // on its way when the disk fails: it waits
  await vi.waitFor(() => expect(rooms.isSaving).toBe(false))
  const refused = await create()
  expect(refused.json()).toMatchObject({ type: '/problems/not-saving', status: 503 })
  expect((await app.inject({ url: '/healthz' })).json()).toEqual({ status: 'not saving' })
  disk.heal()
  expect((await caught).statusCode).toBe(201)
  expect((await app.inject({ url: '/healthz' })).statusCode).toBe(200)
})
