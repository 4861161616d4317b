import type { DocumentName } from './ports.ts'

/**
 * A document is damaged: what the log gives back of it is not what was written. Nothing of it was handed out; others still load, and
 * `UpdateLog.salvage` reads what is left of this one. Any other rejection of the log says only that it does not answer now.
 */
export class DamagedDocumentError extends Error {
  override readonly name = 'DamagedDocumentError'
  readonly document: DocumentName
  /** The first row that is damaged or missing. */
  readonly seq: number
  readonly what: 'damaged' | 'missing'

  constructor(document: DocumentName, seq: number, what: 'damaged' | 'missing') {
    // Messages end up in logs, and a document's name may tell who wrote it.
    super(`A document can't be loaded whole: row ${seq} of its log is ${what}.`)
    this.document = document
    this.seq = seq
    this.what = what
  }
}

/** A moment of a document that was asked for never was, or is older than what is kept of its history. */
export class MomentNotKeptError extends Error {
  override readonly name = 'MomentNotKeptError'
  readonly document: DocumentName
  readonly seq: number

  constructor(document: DocumentName, seq: number) {
    super(`A document can't be shown as it was after row ${seq}: that moment is not in its log, or not any more.`)
    this.document = document
    this.seq = seq
  }
}
