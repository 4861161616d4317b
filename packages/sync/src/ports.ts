/**
 * What this package needs from the outside world. Adapters (SQLite, and later PostgreSQL and Redis) implement these;
 * nothing here knows how.
 */

/** Names one Yjs document, e.g. `<meeting>/board`. To this package an opaque string. */
export type DocumentName = string

/** What one commit brings to one document, merged into one update. */
export interface LogAppend {
  readonly document: DocumentName
  /** Yjs update, encoding V1. */
  readonly update: Uint8Array
  /** Client ids first seen in this update, with the owner (a participant, or the server) they belong to from now on. */
  readonly claims: readonly ClientClaim[]
  /** The owners whose connections sent it, each once; nobody for an edit by the server. */
  readonly by: readonly string[]
}

export interface ClientClaim {
  readonly clientId: number
  readonly owner: string
}

/** All that a document's room needs to come to life. `seq` is that of the newest row, 0 for a document never written. */
export interface StoredDocument {
  readonly snapshot: Uint8Array | null
  readonly updates: readonly Uint8Array[]
  readonly owners: readonly ClientClaim[]
  readonly seq: number
}

/** A row of the log as the history tells of it: `by` are the owners who wrote what it brought, nobody if it was the server. */
export interface Moment {
  readonly seq: number
  /** ISO 8601 UTC. */
  readonly at: string
  readonly by: readonly string[]
}

/** What rebuilds a document as it was right after one row, which was written `at` (ISO 8601 UTC). */
export interface StoredMoment {
  readonly snapshot: Uint8Array | null
  readonly updates: readonly Uint8Array[]
  readonly at: string
}

/** What is left of a damaged document. Updates that build upon a lost one are among `updates` all the same, and will not integrate. */
export interface SalvagedDocument extends StoredDocument {
  /** Oldest first, neighbours of a kind together. */
  readonly damaged: readonly DamagedRows[]
}

/** Rows `seq` to `upTo`, or the one snapshot that covers rows up to `seq`. */
export interface DamagedRows {
  readonly seq: number
  readonly upTo: number
  readonly what: 'damaged' | 'missing' | 'damaged-snapshot'
}

/** A durable, append-only log of Yjs updates with snapshots. Every implementation passes the same contract suite. */
export interface UpdateLog {
  /**
   * The newest snapshot and every row after it. Rejects if a row is damaged (`DamagedDocumentError`) or the log does not answer (any other
   * error): a failed load is never an empty document.
   */
  load(document: DocumentName): Promise<StoredDocument>
  /**
   * Writes all rows, of any number of documents, in one transaction. Resolves with the new `seq` per row, in order, once they are on disk
   * (fsync'ed: they survive power loss). After a rejection all of it is on disk or nothing; appended again it may be there twice, which
   * changes no document.
   */
  append(rows: readonly LogAppend[]): Promise<readonly number[]>
  /**
   * Stores a snapshot that covers every row up to `seq`, in one transaction. Rows it covers stay for the history; so do older snapshots, as
   * many as it takes to load any moment in about the time that the document itself takes.
   */
  compact(document: DocumentName, seq: number, snapshot: Uint8Array): Promise<void>
  /** Every row that the document can be rebuilt at, oldest first. Nothing for a document never written. */
  readMoments(document: DocumentName): Promise<readonly Moment[]>
  /** Rejects with `MomentNotKeptError` for a row that is not among `readMoments`, with `DamagedDocumentError` if damage is in the way. */
  loadAt(document: DocumentName, seq: number): Promise<StoredMoment>
  /** Every document that was ever written, sorted by name. */
  readDocuments(): Promise<readonly DocumentName[]>
  /** The newest intact snapshot and every intact row after it. Of a sound document that is what `load` gives. */
  salvage(document: DocumentName): Promise<SalvagedDocument>
  /**
   * Makes a damaged document whole again as `snapshot`, which stands for everything up to `seq`, its newest row: from now on it loads, and can
   * be written. What is damaged of it is moved aside and kept. Rejects if the document was written meanwhile.
   */
  repair(document: DocumentName, seq: number, snapshot: Uint8Array): Promise<void>
  /**
   * Ends the history before a time (ISO 8601 UTC): rows older than it are deleted, with the snapshots before them, as far as two intact
   * snapshots stand for them. So a document that was never compacted keeps its rows. Every document loads as before, at every moment of this,
   * also if it is cut short; appends go on meanwhile.
   */
  forget(before: string): Promise<void>
}

/** Carries committed updates and presence between nodes. One node needs none; the in-process relay does nothing. */
export interface Relay {
  publish(document: DocumentName, seq: number, update: Uint8Array): void
  subscribe(document: DocumentName, onUpdate: (seq: number, update: Uint8Array) => void): () => void
}
