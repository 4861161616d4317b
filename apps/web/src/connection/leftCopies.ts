import * as Y from 'yjs'
import { emptied, inTransaction, openDatabase, parseCopyName, parseUnsaved } from './deviceCopy.ts'
import type { UnsavedDocument } from './liveMeeting.ts'

/**
 * Words on this device that no open document will send: those of somebody who joined as another person since, of private documents that
 * came with a role, or of a visit before the session ended. Browsers that don't list their databases have none.
 */
export async function findLeftCopies(
  meeting: string,
  isOpen: (document: string, participant: string) => boolean,
): Promise<(UnsavedDocument & { changes: number })[]> {
  if (!('databases' in indexedDB)) return []
  const names = (await indexedDB.databases()).flatMap(({ name }) => name ?? [])
  const ours = names.filter((name) => {
    const copy = parseCopyName(name)
    return copy !== null && copy.document.startsWith(`${meeting}/`) && !isOpen(copy.document, copy.participant)
  })
  const copies = await Promise.all(ours.map(readCopy))
  return copies.filter(({ changes }) => changes > 0)
}

async function readCopy(name: string): Promise<UnsavedDocument & { changes: number }> {
  const db = await openDatabase(name)
  db.onversionchange = () => db.close()
  const doc = new Y.Doc()
  const from = new Map<number, number>()
  let changes = 0
  await inTransaction(
    db,
    (updates, custom) => {
      const notes = custom.getAll()
      notes.onsuccess = () => {
        for (const note of notes.result.flatMap((value) => parseUnsaved(value) ?? [])) {
          from.set(note.client, note.from)
          changes += note.changes
        }
        if (changes === 0) return
        const rows = updates.getAll()
        rows.onsuccess = () => {
          for (const row of rows.result) if (row instanceof Uint8Array) Y.applyUpdate(doc, row)
        }
      }
    },
    'readonly',
  )
  if (changes === 0) db.close()
  return {
    name: parseCopyName(name)?.document ?? name,
    doc,
    from,
    changes,
    isRefused: true,
    async letGo() {
      await emptied(db)
      db.close()
    },
  }
}
