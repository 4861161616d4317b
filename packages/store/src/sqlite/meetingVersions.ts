import { crc32 } from 'node:zlib'
import type { MeetingRecords } from '../records.ts'
import type { SqlDatabase } from './driver.ts'
import type { Synchronous } from './protocol.ts'
import { VersionRow } from './rows.ts'

/** Versions of boards. Each is whole by itself: what becomes of the log does not touch them. */
export function meetingVersions(
  db: SqlDatabase,
): Synchronous<Pick<MeetingRecords, 'addVersion' | 'readVersions' | 'readVersionState' | 'removeVersion'>> {
  const insert = db.prepare(
    `INSERT INTO version (meeting, id, at, seq, kind, name, by, authors, state, crc32) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const selectAll = db.prepare(
    'SELECT meeting, id, at, seq, kind, name, by, authors FROM version WHERE meeting = ? ORDER BY number',
  )
  const remove = db.prepare('DELETE FROM version WHERE meeting = ? AND id = ?')
  const selectState = db.prepare('SELECT state, crc32 FROM version WHERE meeting = ? AND id = ?')

  return {
    addVersion({ meeting, id, at, seq, kind, name, by, authors, state }) {
      insert.run(meeting, id, at, seq, kind, name, by, JSON.stringify(authors), state, crc32(state))
    },

    readVersions(meeting) {
      return selectAll.all(meeting).map((row) => VersionRow.parse(row))
    },

    readVersionState(meeting, id) {
      const row = selectState.get(meeting, id) as { state: Uint8Array; crc32: number } | undefined
      if (row === undefined) return null
      if (crc32(row.state) !== row.crc32) throw new Error(`Version ${id} of meeting ${meeting} is damaged.`)
      return row.state
    },

    removeVersion(meeting, id) {
      remove.run(meeting, id)
    },
  }
}
