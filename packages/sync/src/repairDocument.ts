import { loadOrSalvage } from './loadDocument.ts'
import type { DamagedRows, DocumentName, UpdateLog } from './ports.ts'

/** What was lost of a document: rows and snapshots, and how many updates that built upon them. */
export interface RepairedDocument {
  readonly rows: readonly DamagedRows[]
  readonly leftOut: number
}

/**
 * Makes a damaged document one that can be written again: what integrates of it is from now on all of it. Null for a sound one, which is not
 * touched. No room may have the document open meanwhile.
 */
export async function repairDocument(log: UpdateLog, document: DocumentName): Promise<RepairedDocument | null> {
  const loaded = await loadOrSalvage(log, document)
  if (!('damage' in loaded) || loaded.snapshot === null) return null
  await log.repair(document, loaded.seq, loaded.snapshot)
  return { rows: loaded.damage.rows, leftOut: loaded.damage.leftOut }
}
