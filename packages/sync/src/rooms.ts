import type { WebSocket } from 'ws'
import type * as Y from 'yjs'
import type { CloseCode } from './closeCodes.ts'
import type { Limits } from './limits.ts'
import type { DamagedRows, DocumentName, UpdateLog } from './ports.ts'

/** Who a connection is and what it may do. Decided by the caller when the connection opens; to change it, close the connection. */
export interface ConnectionAccess {
  /** Owner of the client ids that this connection writes under, e.g. a participant id. Never the same for two people. */
  readonly owner: string
  readonly mayWrite: boolean
  /** What others see as this person's `user` in awareness; the client can't set it. Null: this connection has no presence. */
  readonly user: Readonly<Record<string, unknown>> | null
  /** Root types that a write may touch, or null for any. */
  readonly roots: ReadonlySet<string> | null
}

/** A refusal: the connection is accepted and closed with this code, without a byte of the document. */
export interface Refusal {
  readonly refuse: CloseCode
}

export interface RoomsOptions {
  readonly log: UpdateLog
  readonly limits?: Partial<Limits>
  /**
   * For an operator who had to go back to an older backup: people's copies may bring back what the server lost, also words that others wrote,
   * because who may write under which client id is not checked. Not for longer than that takes.
   */
  readonly letClientsHeal?: boolean
  /** Ids, sizes and counts only; never what people wrote. */
  readonly report?: (event: RoomsEvent) => void
}

export type RoomsEvent =
  | { is: 'refused'; document: DocumentName; owner: string; reason: string; closed: boolean }
  | { is: 'save-failed'; error: Error; waiting: number }
  | { is: 'save-recovered' }
  | { is: 'load-failed'; document: DocumentName; error: Error }
  | { is: 'rebuilt'; document: DocumentName }
  /** It is read only from now on. `leftOut` counts the updates that are there, and build upon lost ones. */
  | { is: 'damaged'; document: DocumentName; error: Error; rows: readonly DamagedRows[]; leftOut: number }

/** Live rooms of Yjs documents. One per process. */
export interface Rooms {
  /**
   * Takes over an open websocket. Listens from this very tick on: what arrives before `access` is known or the document is
   * loaded is kept (within limits) and handled in order afterwards.
   */
  connect(
    socket: WebSocket,
    document: DocumentName,
    access: ConnectionAccess | Refusal | Promise<ConnectionAccess | Refusal>,
  ): void
  /** Runs `look` on the live document, loading it if need be. `look` must not change it. */
  read<T>(document: DocumentName, look: (doc: Y.Doc) => T): Promise<T>
  /** One transaction by the server itself. Resolves with `change`'s result once it is durable; then everyone sees it. */
  edit<T>(document: DocumentName, change: (doc: Y.Doc) => T): Promise<T>
  /** Calls `listener` after each commit that touched a document (once per document and commit). Returns the way to stop. */
  onCommitted(listener: (document: DocumentName) => void): () => void
  /** Closes the connections for which `matches` holds, so that their rights are decided anew. Returns how many. */
  disconnect(matches: (connection: { document: DocumentName; owner: string }) => boolean, code: CloseCode): number
  /** Whether commits reach the disk at the moment. */
  readonly isSaving: boolean
  readonly counts: { readonly rooms: number; readonly connections: number }
  /** Saves what is pending, closes every connection with 1012 (come back later), resolves once all is durable. */
  drain(): Promise<void>
}
