import { crc32 } from 'node:zlib'
import * as Y from 'yjs'
import type { Database } from '../database.ts'

/** A document as it lies in the database, read without the server: every intact row of its log. */
export function readDocument(database: Database, name: string): Y.Doc {
  const doc = new Y.Doc()
  const rows = database
    .prepare('SELECT bytes, crc32 FROM log JOIN document ON document.id = log.document WHERE name = ? ORDER BY log.seq')
    .all(name) as { bytes: Uint8Array; crc32: number }[]
  doc.transact(() => {
    for (const row of rows) if (crc32(row.bytes) === row.crc32) Y.applyUpdate(doc, row.bytes)
  })
  return doc
}

/** All rows of all logs, as text that can be compared. */
export function rowsOf(database: Database, name: string): string[] {
  const rows = database
    .prepare(
      'SELECT log.seq AS seq, hex(bytes) AS bytes, crc32 FROM log JOIN document ON document.id = log.document WHERE name = ? ORDER BY log.seq',
    )
    .all(name) as { seq: number; bytes: string; crc32: number }[]
  return rows.map(({ seq, bytes, crc32: sum }) => `${seq} ${sum} ${bytes}`)
}
