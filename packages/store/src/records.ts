import type { MeetingId, ParticipantId, Phase, Role } from '@second-story/meeting'

/** What the server knows of a meeting beside its shared documents. Times are ISO 8601 UTC. */
export interface MeetingRecord {
  readonly id: MeetingId
  readonly title: string
  readonly createdAt: string
  readonly phase: Phase
  readonly revealedAt: string | null
  readonly revealWithoutNames: boolean
  /** IANA zone in which the incident is told, e.g. `Europe/Paris`. */
  readonly zone: string
}

export interface ParticipantRecord {
  readonly meeting: MeetingId
  readonly id: ParticipantId
  readonly name: string
  readonly role: Role
  readonly joinedAt: string
}

export interface SessionMeeting extends MeetingRecord {
  readonly role: Role
}

/** Why a version was kept: the phase changed, somebody asked for it, or an older one was about to be restored. */
export const versionKinds = ['phase', 'named', 'before-restore'] as const

/** A moment of a meeting's board that is kept for good, whatever becomes of the rest of its history. */
export interface VersionRecord {
  readonly meeting: MeetingId
  readonly id: string
  readonly at: string
  /** The row of the board's log that it was taken after. */
  readonly seq: number
  readonly kind: (typeof versionKinds)[number]
  readonly name: string
  /** Who asked for it; null if it was the server. */
  readonly by: ParticipantId | null
  /** The owners who wrote since the version before. */
  readonly authors: readonly string[]
}

/**
 * Keeps meetings, their keys, sessions and participants. Secrets arrive hashed (SHA-256, hex); nothing here can open a meeting.
 * To read what is unknown gives null or nothing; to change it rejects, as does creating what exists. A change that rejects left no trace.
 * An expired session is as if unknown, wherever it is asked for. Text must not contain U+0000, which no database keeps.
 */
export interface MeetingRecords {
  createMeeting(meeting: MeetingRecord, keyHashes: Readonly<Record<Role, string>>): Promise<void>
  readMeeting(id: MeetingId): Promise<MeetingRecord | null>
  updateMeeting(id: MeetingId, change: Partial<Omit<MeetingRecord, 'id' | 'createdAt'>>): Promise<void>
  /** The role that a key opens in a meeting, or null. */
  readKeyRole(id: MeetingId, keyHash: string): Promise<Role | null>
  /** Renews one key: the old link is dead from now on. */
  replaceKey(id: MeetingId, role: Role, keyHash: string): Promise<void>
  /** A session is one browser (or script); it may take part in many meetings. Times out at `expiresAt`; created again, it is renewed. */
  createSession(sessionHash: string, expiresAt: string): Promise<void>
  readSession(sessionHash: string): Promise<{ expiresAt: string } | null>
  /** A session is at most one participant of a meeting. */
  addParticipant(participant: ParticipantRecord, sessionHash: string, tokenHash: string): Promise<void>
  /** Of a participant's tokens the newest 32 work. */
  updateParticipant(
    meeting: MeetingId,
    id: ParticipantId,
    change: { name?: string; role?: Role; addTokenHash?: string },
  ): Promise<void>
  /**
   * Whoever took part under a session that has expired goes on in another one; their tokens are void. Null if that session is still good, or
   * nobody took part under it.
   */
  continueParticipant(meeting: MeetingId, expiredSessionHash: string, sessionHash: string): Promise<ParticipantRecord | null>
  findParticipantBySession(meeting: MeetingId, sessionHash: string): Promise<ParticipantRecord | null>
  /** By the token that joining gave out; null if unknown or its session has expired. */
  findParticipantByToken(meeting: MeetingId, tokenHash: string): Promise<(ParticipantRecord & { sessionHash: string }) | null>
  /** In the order in which they joined. */
  readParticipants(meeting: MeetingId): Promise<readonly ParticipantRecord[]>
  /** Newest first. */
  readMeetingsOfSession(sessionHash: string): Promise<readonly SessionMeeting[]>
  /** Idea ids that were opened to the board already, so that one deleted there since does not come back. */
  readRevealedIdeas(meeting: MeetingId): Promise<ReadonlySet<string>>
  addRevealedIdeas(meeting: MeetingId, ideas: readonly string[]): Promise<void>
  /** Who did which command when: `{at, participant, action}`, never content. */
  addAudit(meeting: MeetingId, entry: { at: string; participant: ParticipantId | null; action: string }): Promise<void>
  /** `state` is the whole board as one Yjs update. */
  addVersion(version: VersionRecord & { readonly state: Uint8Array }): Promise<void>
  /** Oldest first, without their states. */
  readVersions(meeting: MeetingId): Promise<readonly VersionRecord[]>
  /** Rejects if what the disk gives back is not what was written. */
  readVersionState(meeting: MeetingId, id: string): Promise<Uint8Array | null>
  /** Makes room for another. One that is not there is removed already. */
  removeVersion(meeting: MeetingId, id: string): Promise<void>
  /**
   * Deletes audit entries from before a time, and the sessions that have expired, but for those under which somebody takes part in a meeting:
   * renewed, they must find the same person again. Appends go on meanwhile.
   */
  purge(auditBefore: string): Promise<void>
}
