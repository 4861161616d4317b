/**
 * A program for the kill test: appends, compacts and forgets batches to the store at argv[2] until it is killed, and prints, one JSON line per acknowledged
 * batch, what it appended and where. argv[3] is the built thread.
 */
import { writeSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { openSqliteStore } from '../openSqliteStore.ts'
import { documentsToAppend, updateFor } from './appended.ts'

const [path = '', worker = ''] = process.argv.slice(2)
const { log } = await openSqliteStore({ path, workerUrl: pathToFileURL(worker) })
const length = new Map<string, number>()
for (const document of documentsToAppend) length.set(document, (await log.load(document)).seq)

for (let batch = 0; ; batch += 1) {
  const rows = documentsToAppend.slice(batch % documentsToAppend.length).map((document) => {
    const seq = (length.get(document) ?? 0) + 1
    length.set(document, seq)
    return { document, update: updateFor(document, seq), claims: [{ clientId: seq, owner: document }], by: [document] }
  })
  const seqs = await log.append(rows)
  // Straight to the pipe: a buffered line would die with the process and prove less than it could.
  writeSync(1, `${JSON.stringify(rows.map(({ document }, index) => [document, seqs[index]]))}\n`)

  const compacted = documentsToAppend[batch % documentsToAppend.length]
  if (compacted !== undefined && batch % 5 === 4) {
    const seq = length.get(compacted) ?? 0
    await log.compact(compacted, seq, updateFor(compacted, seq))
  }
  // Not awaited: pieces of it come between the appends.
  if (batch % 20 === 19) void log.forget(new Date().toISOString())
}
