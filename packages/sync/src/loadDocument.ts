import * as Y from 'yjs'
import { DamagedDocumentError } from './logErrors.ts'
import type { ClientClaim, DamagedRows, DocumentName, SalvagedDocument, UpdateLog } from './ports.ts'
import { newServerDoc } from './serverDoc.ts'

export interface LoadedDocument {
  readonly doc: Y.Doc
  /** Who writes under which client id. */
  readonly owners: Map<number, string>
  readonly seq: number
  /** What it was made of. */
  readonly snapshot: Uint8Array | null
  readonly updates: readonly Uint8Array[]
}

/** What could be read of a damaged document. `leftOut` counts the intact updates that build upon a lost one. */
export interface ReadableDocument extends LoadedDocument {
  readonly damage: { readonly error: DamagedDocumentError; readonly rows: readonly DamagedRows[]; readonly leftOut: number }
}

/** Brings a document to life from its log. Rejects rather than give less than all of it. */
export async function loadDocument(log: UpdateLog, name: DocumentName): Promise<LoadedDocument> {
  const { snapshot, updates, owners, seq } = await log.load(name)
  const doc = newServerDoc()
  try {
    doc.transact(() => {
      if (snapshot) Y.applyUpdate(doc, snapshot)
      for (const update of updates) Y.applyUpdate(doc, update)
    })
  } catch {
    throw new DamagedDocumentError(name, seq, 'damaged') // as written, and yet no update
  }
  if (!isWhole(doc)) throw new DamagedDocumentError(name, seq, 'missing')
  return { doc, owners: ownersOf(owners), seq, snapshot, updates }
}

/**
 * The document, or if it is damaged what can still be read of it: then it must not be written. Rejects if the log does not answer.
 */
export async function loadOrSalvage(log: UpdateLog, name: DocumentName): Promise<LoadedDocument | ReadableDocument> {
  try {
    return await loadDocument(log, name)
  } catch (error) {
    if (!(error instanceof DamagedDocumentError)) throw error
    return readableDocument(await log.salvage(name), error)
  }
}

/** What integrates of a salvaged document, encoded anew: what does not would be sent to everybody, and never show. */
function readableDocument(salvaged: SalvagedDocument, error: DamagedDocumentError): ReadableDocument {
  const { doc, leftOut } = integrate(salvaged)
  return {
    doc,
    owners: ownersOf(salvaged.owners),
    seq: salvaged.seq,
    snapshot: Y.encodeStateAsUpdate(doc),
    updates: [],
    damage: { error, rows: salvaged.damaged, leftOut },
  }
}

/** One by one, each upon those that integrated before it, so that nothing is left hanging in the document. */
function integrate({ snapshot, updates }: Pick<SalvagedDocument, 'snapshot' | 'updates'>): { doc: Y.Doc; leftOut: number } {
  let doc = newServerDoc()
  if (snapshot) Y.applyUpdate(doc, snapshot)
  let leftOut = 0
  for (const update of updates) {
    try {
      Y.applyUpdate(doc, update)
    } catch {
      leftOut += 1 // its bytes are as written, and yet no update: nothing of it can be trusted
      continue
    }
    if (isWhole(doc)) continue
    leftOut += 1
    doc.store.pendingStructs = null
    doc.store.pendingDs = null
  }
  // Encoded and read once more: an update that failed half-way leaves a document that can't be written down.
  const encoded = Y.encodeStateAsUpdate(doc)
  doc = newServerDoc()
  Y.applyUpdate(doc, encoded)
  return { doc, leftOut }
}

function isWhole(doc: Y.Doc): boolean {
  return doc.store.pendingStructs === null && doc.store.pendingDs === null
}

function ownersOf(claims: readonly ClientClaim[]): Map<number, string> {
  return new Map(claims.map(({ clientId, owner }) => [clientId, owner]))
}
