/** Every bound of the engine. Sizes in bytes, times in milliseconds. The server's settings map onto these. */
export interface Limits {
  /** Largest document: snapshot plus updates since. Beyond it only deletions are taken. */
  readonly maxDocumentBytes: number
  /** Largest single update; a first synchronisation may be as large as the document. */
  readonly maxUpdateBytes: number
  /** What somebody says of themselves. */
  readonly maxAwarenessBytes: number
  /** The message that it comes in: stock clients repeat in one what they heard of a whole room. */
  readonly maxAwarenessMessageBytes: number
  /** Largest state vector that a client may ask with: about twelve bytes for each client id that ever wrote. */
  readonly maxStateVectorBytes: number
  /** Per connection: messages and bytes a second, and how much may come at once after a silence. */
  readonly messagesPerSecond: number
  readonly messagesBurst: number
  readonly bytesPerSecond: number
  readonly bytesBurst: number
  /** The same per owner, over all of its connections. */
  readonly ownerMessagesPerSecond: number
  readonly ownerMessagesBurst: number
  readonly ownerBytesPerSecond: number
  readonly ownerBytesBurst: number
  /** Per connection: how often it is answered with what it lacks. Who asks more often gets the answer later. */
  readonly answersPerSecond: number
  readonly answersBurst: number
  /** Per connection: changes of presence. Of those that come more often the newest counts. */
  readonly presencePerSecond: number
  readonly presenceBurst: number
  /** What may wait per connection while a document loads or a commit is under way; reading from it stops at the lower bound. */
  readonly maxQueuedBytes: number
  readonly pauseBytes: number
  /** Deepest nesting of shared types. */
  readonly maxDepth: number
  /** Largest clock of one client id: a few bytes may claim any length. */
  readonly maxClock: number
  /** Client ids that one owner may write under in one document. Each page load that writes takes one; each is a burden on every join. */
  readonly maxClientIds: number
  /** Changes that a reader may try to send before the connection is closed. */
  readonly maxReaderWrites: number
  /** Above this a receiver counts as slow and is sent nothing until it has drained below the lower bound. */
  readonly slowBytes: number
  readonly drainedBytes: number
  /** A receiver that has something to take and takes less than `slowBytes` in this time is let go. */
  readonly maxSlowMs: number
  /** Rows of one commit. */
  readonly maxCommitBytes: number
  /** Least distance between the beginnings of two commits. The first after a silence begins at once. */
  readonly commitMs: number
  /**
   * A document gathers edits for a row as long as showing it to all costs something: so long for each receiver, and at most so long. Many
   * edits at once don't wait.
   */
  readonly gatherMsPerReceiver: number
  readonly maxGatherMs: number
  /** When commits fail, reading stops once this much waits. */
  readonly maxWaitingBytes: number
  /** A room without connections is unloaded after this. */
  readonly idleMs: number
  /** A socket that got nothing for this long is sent an empty message; stock clients hang up after 30 s of silence. */
  readonly keepaliveMs: number
  /** Who has said nothing for this long is pinged along with the next thing that it is sent, in the same write; */
  readonly pingAlongMs: number
  /** and after this long in any case. */
  readonly pingMs: number
  /** A peer that answers no ping for this long is gone. */
  readonly pongMs: number
  /** All presence is announced anew this often; peers forget somebody after 30 s. */
  readonly announceMs: number
  /** Presence changes are gathered for this long, or until a commit is shown in their room. */
  readonly presenceMs: number
  /** How long to wait before a document that has to be rebuilt is loaded again. */
  readonly loadRetryMs: number
  /** A socket that doesn't answer the goodbye is cut off after this. */
  readonly goodbyeMs: number
  /** When the server stops, connections are told to come back one after the other: so many a second, and all within this. */
  readonly drainPerSecond: number
  readonly maxDrainMs: number
  /** A snapshot is stored after this many rows, or when they are larger than the snapshot before and this. */
  readonly compactRows: number
  readonly compactBytes: number
}

const KiB = 1024
const MiB = 1024 * KiB

export const defaultLimits: Limits = {
  maxDocumentBytes: 16 * MiB,
  maxUpdateBytes: MiB,
  maxAwarenessBytes: 4 * KiB,
  maxAwarenessMessageBytes: MiB,
  maxStateVectorBytes: 256 * KiB,
  messagesPerSecond: 400,
  messagesBurst: 2000,
  bytesPerSecond: 2 * MiB,
  bytesBurst: 18 * MiB,
  ownerMessagesPerSecond: 1000,
  ownerMessagesBurst: 5000,
  ownerBytesPerSecond: 4 * MiB,
  ownerBytesBurst: 54 * MiB,
  answersPerSecond: 1,
  answersBurst: 10,
  presencePerSecond: 20,
  presenceBurst: 40,
  maxQueuedBytes: 18 * MiB,
  pauseBytes: MiB,
  maxDepth: 64,
  maxClock: 2 ** 31,
  maxClientIds: 1000,
  maxReaderWrites: 20,
  slowBytes: 256 * KiB,
  drainedBytes: 32 * KiB,
  maxSlowMs: 30_000,
  maxCommitBytes: MiB,
  commitMs: 6,
  gatherMsPerReceiver: 0.05,
  maxGatherMs: 9,
  maxWaitingBytes: 32 * MiB,
  idleMs: 60_000,
  keepaliveMs: 24_000,
  pingAlongMs: 16_000, // clients of y-protocols say every 15 s that they are there
  pingMs: 32_000,
  pongMs: 45_000,
  announceMs: 23_000,
  presenceMs: 25,
  loadRetryMs: 1000,
  goodbyeMs: 5000,
  drainPerSecond: 1000,
  maxDrainMs: 5000,
  compactRows: 2000,
  compactBytes: 64 * KiB,
}
