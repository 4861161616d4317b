import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { openSqliteStore } from '@second-story/store'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { newFolder } from '../testing/openTestServer.ts'
import { repair } from './repair.ts'

/** A data folder with two meetings, "one two three " on both boards, of which the second row of the first is damaged. */
async function damagedFolder(): Promise<string> {
  const dataDir = await newFolder()
  const path = join(dataDir, 'second-story.sqlite')
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (const word of ['one ', 'two ', 'three ']) doc.getText('text').insert(doc.getText('text').length, word)
  const store = await openSqliteStore({ path })
  for (const document of ['first/board', 'second/board', 'first/parked/ada']) {
    await store.log.append(updates.map((update) => ({ document, update, claims: [], by: [] })))
  }
  await store.close()
  const db = new DatabaseSync(path)
  db.exec("UPDATE log SET bytes = x'00' WHERE seq = 2 AND document = (SELECT id FROM document WHERE name = 'first/board')")
  db.exec("DELETE FROM log WHERE seq = 3 AND document = (SELECT id FROM document WHERE name = 'first/parked/ada')")
  db.close()
  return dataDir
}

async function textOf(dataDir: string, document: string): Promise<string> {
  const store = await openSqliteStore({ path: join(dataDir, 'second-story.sqlite') })
  try {
    const { snapshot, updates } = await store.log.load(document)
    const doc = new Y.Doc()
    for (const update of snapshot ? [snapshot, ...updates] : updates) Y.applyUpdate(doc, update)
    return doc.getText('text').toString()
  } finally {
    await store.close()
  }
}

test('damaged documents load again as what is left of them, the others as before, and the operator hears what was lost', async () => {
  const dataDir = await damagedFolder()
  const said: string[] = []
  await expect(textOf(dataDir, 'first/board')).rejects.toMatchObject({ name: 'DamagedDocumentError' })
  await repair({ settings: { dataDir }, meeting: null, say: (line) => said.push(line) })
  expect(said).toEqual([
    'Repaired: board of meeting first.',
    '  Change 2 was damaged, and moved aside.',
    '  Changes that built upon them, and are lost with them: 1.',
    'Repaired: parked of meeting first.',
    '  Change 3 was missing.',
    'Documents read: 3, repaired: 2.',
    'What people still have on their devices may bring back more: start the server with LET_CLIENTS_HEAL=1.',
  ])
  expect(await textOf(dataDir, 'first/board')).toBe('one ')
  expect(await textOf(dataDir, 'first/parked/ada')).toBe('one two ')
  expect(await textOf(dataDir, 'second/board')).toBe('one two three ')

  said.length = 0
  await repair({ settings: { dataDir }, meeting: null, say: (line) => said.push(line) })
  expect(said).toEqual(['Documents read: 3, all of them whole.'])
})

test('of one meeting only its documents are read; while a server has the data nothing is', async () => {
  const dataDir = await damagedFolder()
  const said: string[] = []
  await repair({ settings: { dataDir }, meeting: 'second', say: (line) => said.push(line) })
  expect(said).toEqual(['Documents read: 1, all of them whole.'])
  await expect(textOf(dataDir, 'first/board')).rejects.toMatchObject({ name: 'DamagedDocumentError' })

  const running = await openSqliteStore({ path: join(dataDir, 'second-story.sqlite') })
  await expect(repair({ settings: { dataDir }, meeting: null, say: () => undefined })).rejects.toThrow('in use by another')
  await running.close()
})

test('an index that lacks rows is made anew, and the operator hears of it once', async () => {
  const dataDir = await damagedFolder()
  const db = new DatabaseSync(join(dataDir, 'second-story.sqlite'))
  db.exec('UPDATE log_indexed SET up_to = (SELECT max(number) FROM log)')
  db.close()
  const mended = 'The index by which changes are found was damaged, and has been made anew.'
  const said: string[] = []
  const say = (line: string) => said.push(line)
  await repair({ settings: { dataDir }, meeting: null, say })
  expect(said).toContain(mended)
  expect(await textOf(dataDir, 'second/board')).toBe('one two three ')
  said.length = 0
  await repair({ settings: { dataDir }, meeting: null, say })
  expect(said).not.toContain(mended)
})
