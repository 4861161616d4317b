/** Every bound of the engine. Sizes in bytes, times in milliseconds. The server's settings map onto these. */
export interface Limits {
  /** Largest document: snapshot plus updates since. Beyond it only deletions are taken. */
  readonly maxDocumentBytes: number
  /** Largest single update; a first synchronisation may be as large as the document. */
  readonly maxUpdateBytes: number
  readonly maxAwarenessBytes: number
  /** Largest state vector that a client may ask with. */
  readonly maxStateVectorBytes: number
  /** Per connection: messages and bytes a second, and how much may come at once after a silence. */
  readonly messagesPerSecond: number
  readonly messagesBurst: number
  readonly bytesPerSecond: number
  readonly bytesBurst: number
  /** What may wait per connection while a document loads or a commit is under way. */
  readonly maxQueuedBytes: number
  /** Deepest nesting of shared types. */
  readonly maxDepth: number
  /** Largest clock of one client id: a few bytes may claim any length. */
  readonly maxClock: number
  /** Changes that a reader may try to send before the connection is closed. */
  readonly maxReaderWrites: number
  /** Above this a receiver counts as slow and is sent nothing until it has drained below the lower bound. */
  readonly slowBytes: number
  readonly drainedBytes: number
  /** How long a receiver may stay slow. */
  readonly maxSlowMs: number
  /** Rows of one commit. */
  readonly maxCommitBytes: number
  /** When commits fail, reading stops once this much waits. */
  readonly maxWaitingBytes: number
  /** A room without connections is unloaded after this. */
  readonly idleMs: number
  /** A socket that got nothing for this long is sent an empty message; stock clients hang up after 30 s of silence. */
  readonly keepaliveMs: number
  /** A peer that answers no ping for this long is gone. */
  readonly pongMs: number
  /** All presence is announced anew this often; peers forget somebody after 30 s. */
  readonly announceMs: number
  /** Presence changes are gathered for this long. */
  readonly presenceMs: number
  /** How long to wait before a document that has to be rebuilt is loaded again. */
  readonly loadRetryMs: number
  /** A snapshot is stored after this many rows. */
  readonly compactRows: number
}

const KiB = 1024
const MiB = 1024 * KiB

export const defaultLimits: Limits = {
  maxDocumentBytes: 16 * MiB,
  maxUpdateBytes: MiB,
  maxAwarenessBytes: 4 * KiB,
  maxStateVectorBytes: 64 * KiB,
  messagesPerSecond: 400,
  messagesBurst: 2000,
  bytesPerSecond: 2 * MiB,
  bytesBurst: 18 * MiB,
  maxQueuedBytes: 18 * MiB,
  maxDepth: 64,
  maxClock: 2 ** 31,
  maxReaderWrites: 20,
  slowBytes: 256 * KiB,
  drainedBytes: 32 * KiB,
  maxSlowMs: 30_000,
  maxCommitBytes: MiB,
  maxWaitingBytes: 32 * MiB,
  idleMs: 60_000,
  keepaliveMs: 20_000,
  pongMs: 45_000,
  announceMs: 20_000,
  presenceMs: 15,
  loadRetryMs: 1000,
  compactRows: 500,
}
