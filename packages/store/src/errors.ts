/** The store can't be opened. The message names the path, what is wrong, and what to do: show it as it is. */
export class StoreOpenError extends Error {
  override readonly name = 'StoreOpenError'
}

/** What the disk gave back of a document is not what was written to it. Nothing of the document was handed out; others still load. */
export class DamagedDocumentError extends Error {
  override readonly name = 'DamagedDocumentError'
  readonly document: string
  /** The first row that is damaged or missing. */
  readonly seq: number
  readonly what: 'damaged' | 'missing'

  constructor(document: string, seq: number, what: 'damaged' | 'missing') {
    super(`Document ${document} can't be loaded: row ${seq} of its log is ${what}. Restore the database from a backup.`)
    this.document = document
    this.seq = seq
    this.what = what
  }
}

/** The store was closed, or its thread has died. */
export class StoreClosedError extends Error {
  override readonly name = 'StoreClosedError'
}
