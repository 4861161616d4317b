/**
 * The store's own thread. It owns the only handle of the database, so that waiting for the disk never holds up the server's event loop.
 * Calls are done one after the other in the order in which they came; what one call wrote is on disk before its answer is sent.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { carefulHandle } from './carefulHandle.ts'
import type { SqlDatabase } from './driver.ts'
import { toFailure } from './failures.ts'
import { DistrustedIndexError, IndexTrust } from './logIndex.ts'
import { mendLogIndex } from './mendLogIndex.ts'
import { sqliteMeetingRecords } from './meetingRecords.ts'
import { openDatabase, type OpenedDatabase } from './openDatabase.ts'
import { type Call, onlyReads, openingId, type PortCall, type Ports, type Reply, type Request } from './protocol.ts'
import { sqliteUpdateLog } from './updateLog.ts'

if (parentPort === null) throw new Error('This file is the thread of a store: start it with openSqliteStore.')
const port = parentPort
const send = (reply: Reply) => port.postMessage(reply, ownBuffers(reply))

try {
  const { path, mendsIndex } = workerData as { path: string; mendsIndex: boolean }
  const opened = await openDatabase(path)
  if (mendsIndex && mendLogIndex(opened.db)) send({ is: 'notice', notice: { is: 'mended-index' } })
  serve(opened)
  send({ is: 'done', id: openingId, result: undefined })
} catch (error) {
  send({ is: 'failed', id: openingId, failure: toFailure(error) })
}

function serve(opened: OpenedDatabase): void {
  let time = 0
  const now = () => time
  const trust = new IndexTrust(() => send({ is: 'notice', notice: { is: 'damaged-index' } }))
  const handle = carefulHandle(opened, {
    prepare: portsOf,
    onReopened: (code) => send({ is: 'notice', notice: { is: 'reopened', code } }),
  })

  port.on('message', ({ id, now: sentAt, call }: Request) => {
    time = sentAt
    try {
      send({ is: 'done', id, result: answer(call) })
    } catch (error) {
      send({ is: 'failed', id, failure: toFailure(error) })
    }
    // With nothing left to listen to the thread ends by itself.
    if (call.port === 'thread') port.close()
  })

  function answer(call: Call): unknown {
    if (call.port === 'thread') return handle.close()
    try {
      return attempt(call)
    } catch (error) {
      if (!(error instanceof DistrustedIndexError)) throw error
      return attempt(call)
    }
  }

  function attempt(call: PortCall): unknown {
    return onlyReads(call) ? handle.read((ports) => run(ports, call)) : handle.write((ports) => run(ports, call))
  }

  function run(ports: Ports, call: PortCall): unknown {
    // `Call` pairs each method with its own arguments, which a compiler can't follow through a look-up by name.
    const methods = ports[call.port] as Record<string, (...args: readonly unknown[]) => unknown>
    return methods[call.method]?.(...call.args)
  }

  function portsOf(db: SqlDatabase): Ports {
    const check = db.prepare(
      'INSERT INTO health (id, checked_at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET checked_at = excluded.checked_at',
    )
    return {
      log: sqliteUpdateLog(db, { now, notice: (notice) => send({ is: 'notice', notice }), trust }),
      records: sqliteMeetingRecords(db, { now }),
      disk: { check: () => void check.run(new Date(now()).toISOString()) },
    }
  }
}

/** A loaded document can be large: its bytes move to the other thread instead of being copied. Nothing here keeps them. */
function ownBuffers(reply: Reply): ArrayBuffer[] {
  if (reply.is !== 'done' || typeof reply.result !== 'object' || reply.result === null) return []
  const found = new Set<ArrayBuffer>()
  for (const value of Object.values(reply.result).flat()) {
    const isWhole = value instanceof Uint8Array && value.byteLength === value.buffer.byteLength
    if (isWhole && value.buffer instanceof ArrayBuffer) found.add(value.buffer)
  }
  return [...found]
}
