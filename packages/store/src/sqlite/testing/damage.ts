import { readFileSync, writeFileSync } from 'node:fs'
import type { Store } from '../../store.ts'
import { openDriver } from './openDriver.ts'
import { rowOf } from './rows.ts'

const pageBytes = 4096

/** Damages a page of the file, in a way that SQLite notices: the one that holds these bytes. */
export function tearPageWith(path: string, text: string): void {
  const file = readFileSync(path)
  tear(path, file, Math.floor(file.indexOf(text) / pageBytes))
}

/** The same, for a leaf of a table or an index: of all of them in order the one in the middle, or the last. */
export async function tearLeaf(path: string, table: string, which: 'middle' | 'last'): Promise<void> {
  const db = await openDriver(path, 1_000)
  const leaves = db
    .prepare("SELECT pageno AS page FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path")
    .all(table) as { page: number }[]
  db.close()
  const leaf = leaves.at(which === 'last' ? -1 : Math.floor(leaves.length / 2))
  if (leaf === undefined) throw new Error(`There is no leaf of ${table}.`)
  tear(path, readFileSync(path), leaf.page - 1)
}

function tear(path: string, file: Buffer, page: number): void {
  file.fill(0xff, page * pageBytes, page * pageBytes + 64)
  writeFileSync(path, file)
}

export async function damage(path: string, sql: string): Promise<void> {
  const db = await openDriver(path, 1_000)
  db.exec(sql)
  db.close()
}

/** Appends so much else that all before it is in the index of the file. */
export async function fileEverything(store: Store): Promise<void> {
  await store.log.append(Array.from({ length: 600 }, () => rowOf('other', '-')))
  for (let commit = 0; commit < 4; commit += 1) await store.log.append([rowOf('another', '-')])
}
