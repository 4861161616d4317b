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

/** A durable, append-only log of Yjs updates with snapshots. Every implementation passes the same contract suite. */
export interface UpdateLog {
  /** The newest snapshot and every row after it. Rejects if a row is damaged: a failed load is never an empty document. */
  load(document: DocumentName): Promise<StoredDocument>
  /**
   * Writes all rows, of any number of documents, in one transaction. Resolves with the new `seq` per row, in order, once they are on disk
   * (fsync'ed: they survive power loss). Rejects if nothing of it was written.
   */
  append(rows: readonly LogAppend[]): Promise<readonly number[]>
  /** Stores a snapshot that covers every row up to `seq`, in one transaction. Rows it covers stay for the history. */
  compact(document: DocumentName, seq: number, snapshot: Uint8Array): Promise<void>
}

/** Carries committed updates and presence between nodes. One node needs none; the in-process relay does nothing. */
export interface Relay {
  publish(document: DocumentName, seq: number, update: Uint8Array): void
  subscribe(document: DocumentName, onUpdate: (seq: number, update: Uint8Array) => void): () => void
}
