import { parseMeetingId } from '@second-story/meeting'
import { expect, test } from 'vitest'
import { describeMeetingRecords } from '../testing/describeMeetingRecords.ts'
import { openDriver } from './testing/openDriver.ts'
import { storesOfThisFile } from './testing/stores.ts'

const { newPath, openStore } = await storesOfThisFile()

describeMeetingRecords('SQLite', (now) => openStore({ path: newPath(), now }))

test('audit entries from before a time are purged, in whichever precision they tell theirs', async () => {
  const { path, meeting, records, change, close } = await withMeeting()
  for (const at of ['2026-03-01T09:00:00Z', '2026-03-01T09:00:00.250Z', '2026-03-01T09:00:00.5Z', '2026-03-01T09:00:01Z']) {
    await records.addAudit(meeting, { at, participant: null, action: 'phase' })
  }
  await records.purge('2026-03-01T09:00:00.5Z')
  expect(await change(path, 'SELECT at FROM audit ORDER BY number')).toMatchObject([
    { at: '2026-03-01T09:00:00.5Z' },
    { at: '2026-03-01T09:00:01Z' },
  ])
  await close()
})

test('a version whose state is damaged is not handed out; its neighbours are', async () => {
  const { path, meeting, records, change, close } = await withMeeting()
  const version = { meeting, at: '2026-03-01T09:00:00Z', seq: 1, kind: 'named', name: 'Noon', by: null, authors: [] } as const
  await records.addVersion({ ...version, id: 'sound', state: new Uint8Array([1, 2]) })
  await records.addVersion({ ...version, id: 'hurt', state: new Uint8Array([1, 2]) })
  await change(path, "UPDATE version SET state = x'0103' WHERE id = 'hurt' RETURNING id")
  await expect(records.readVersionState(meeting, 'hurt')).rejects.toThrow('Version hurt of meeting')
  expect(await records.readVersionState(meeting, 'sound')).toEqual(new Uint8Array([1, 2]))
  await close()
})

async function withMeeting() {
  const path = newPath()
  const { records, close } = await openStore({ path })
  const meeting = parseMeetingId('outage')
  if (meeting === null) throw new Error('no meeting id')
  await records.createMeeting(
    {
      id: meeting,
      title: 'Checkout was down',
      createdAt: '2026-02-28T16:00:00Z',
      phase: 'draft',
      revealedAt: null,
      revealWithoutNames: false,
      zone: 'UTC',
    },
    { facilitator: 'f', participant: 'p', observer: 'o' },
  )
  return {
    path,
    meeting,
    records,
    close,
    async change(file: string, sql: string): Promise<unknown[]> {
      const db = await openDriver(file, 1_000)
      const rows = db.prepare(sql).all()
      db.close()
      return rows
    },
  }
}
