import * as Y from 'yjs'
import type { DocumentName, UpdateLog } from './ports.ts'

export interface LoadedDocument {
  readonly doc: Y.Doc
  /** Who writes under which client id. */
  readonly owners: Map<number, string>
  readonly seq: number
  /** What it was made of. */
  readonly snapshot: Uint8Array | null
  readonly updates: readonly Uint8Array[]
}

/** Brings a document to life from its log. Rejects rather than give less than all of it. */
export async function loadDocument(log: UpdateLog, name: DocumentName): Promise<LoadedDocument> {
  const { snapshot, updates, owners, seq } = await log.load(name)
  const doc = new Y.Doc()
  doc.transact(() => {
    if (snapshot) Y.applyUpdate(doc, snapshot)
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) throw new Error(`the log of ${name} has a gap`)
  return {
    doc,
    owners: new Map(owners.map(({ clientId, owner }) => [clientId, owner])),
    seq,
    snapshot,
    updates,
  }
}
