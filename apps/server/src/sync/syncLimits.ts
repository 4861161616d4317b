import type { Limits } from '@second-story/sync'
import type { Settings } from '../settings.ts'

const MiB = 1024 * 1024

/** The operator's settings as limits of the live documents; all others keep their defaults. */
export function syncLimits(settings: Settings): Partial<Limits> {
  const maxDocumentBytes = settings.maxDocumentMib * MiB
  return {
    maxDocumentBytes,
    // Whoever comes back after long offline work sends a whole document at once.
    bytesBurst: maxDocumentBytes + 2 * MiB,
    maxQueuedBytes: maxDocumentBytes + 2 * MiB,
    messagesPerSecond: settings.syncMessagesPerSecond,
    messagesBurst: 5 * settings.syncMessagesPerSecond,
    bytesPerSecond: settings.syncBytesPerSecond,
    ownerMessagesPerSecond: settings.participantMessagesPerSecond,
    ownerMessagesBurst: 5 * settings.participantMessagesPerSecond,
    ownerBytesPerSecond: settings.participantBytesPerSecond,
    ownerBytesBurst: 3 * (maxDocumentBytes + 2 * MiB),
    idleMs: settings.idleSeconds * 1000,
  }
}

/**
 * Above any limit of the live documents: they answer what is too large with a code that says so. What is beyond even this is cut off by
 * the socket itself, with a code that stock clients retry for ever.
 */
export function maxPayloadBytes(settings: Settings): number {
  return (settings.maxDocumentMib + 2) * MiB
}
