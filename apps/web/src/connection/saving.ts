/**
 * Whether what this person wrote is on the server's disk, told truthfully. The server answers Barrier(token) by Saved(token) once everything
 * that this connection sent before is durable (packages/sync/SPEC.md). The token is the number of local changes so far: all are saved when
 * the newest one is acknowledged. Counting what is acknowledged by a token on an ordered stream can't be fooled by lost or repeated messages.
 */
export interface Saving {
  /** Local changes since this page was loaded, plus those that earlier pages left unsaved on this device. */
  readonly changes: number
  /** The newest change known to be on the server's disk. */
  readonly saved: number
  /** The newest change known to be in this browser's storage. */
  readonly kept: number
  /** False once the browser has refused to keep a copy: private windows, a full disk. */
  readonly keepsCopy: boolean
  readonly connection: Connection
  /** Why the server won't take it, once it said so. Stands until a later connection acknowledges the newest change. */
  readonly refused: Refusal | null
  /** The server can't write to its disk at the moment. */
  readonly held: boolean
}

/**
 * `blinking`: lost a moment ago, or not there yet. It is nothing to speak of: most come back within it. `offline`: gone for longer, or the
 * browser says so.
 */
type Connection = 'connected' | 'blinking' | 'reconnecting' | 'offline'

export type Refusal =
  /** Somebody who may read, and not write (any more). */
  | 'read-only'
  /** The document is as large as it may be. */
  | 'full'
  /** One change is larger than the server takes. */
  | 'too-large'
  /** It broke a rule of the document, or came from somebody else's hand. */
  | 'not-taken'
  /** Part of the document was lost on the server's disk. */
  | 'damaged'
  | 'session-ended'
  /** No longer let into the document. */
  | 'shut-out'
  | 'gone'
  /** This page is older than the server. */
  | 'outdated'
  /** Words of an earlier visit that this person can't send: the document, or who they were, is no longer theirs. */
  | 'left-over'

export type SavingEvent =
  | { is: 'changed' }
  | { is: 'left-before'; changes: number }
  | { is: 'kept'; change: number }
  | { is: 'copy'; works: boolean }
  | { is: 'connected' }
  | { is: 'lost' }
  | { is: 'still-lost' }
  | { is: 'offline' }
  | { is: 'saved'; token: number }
  | { is: 'refused'; why: Refusal }
  | { is: 'held' }

export const notSaving: Saving = {
  changes: 0,
  saved: 0,
  kept: 0,
  keepsCopy: true,
  connection: 'blinking',
  refused: null,
  held: false,
}

/** Words of earlier visits on this device that no document of this page can send. */
export function leftOver(changes: number): Saving {
  return { ...notSaving, changes, kept: changes, connection: 'connected', refused: 'left-over' }
}

export function nextSaving(saving: Saving, event: SavingEvent): Saving {
  switch (event.is) {
    case 'changed':
      return { ...saving, changes: saving.changes + 1 }
    case 'left-before':
      return { ...saving, changes: saving.changes + event.changes, kept: saving.kept + event.changes }
    case 'kept':
      return { ...saving, kept: Math.max(saving.kept, event.change) }
    case 'copy':
      return { ...saving, keepsCopy: event.works }
    case 'connected':
      return { ...saving, connection: 'connected' }
    case 'lost':
      // A try that fails is no new loss: people see how long it has been in all.
      return saving.connection === 'connected' ? { ...saving, connection: 'blinking', held: false } : saving
    case 'still-lost':
      return saving.connection === 'connected' ? saving : { ...saving, connection: longer[saving.connection] }
    case 'offline':
      return { ...saving, connection: 'offline', held: false }
    case 'saved': {
      const saved = Math.max(saving.saved, Math.min(event.token, saving.changes))
      return { ...saving, saved, held: false, refused: saved === saving.changes ? null : saving.refused }
    }
    case 'refused':
      return { ...saving, refused: event.why }
    case 'held':
      return { ...saving, held: true }
  }
}

const longer = { blinking: 'reconnecting', reconnecting: 'offline', offline: 'offline' } as const

/** Words that would be gone if the page were closed now: neither on the server nor in the browser's storage. */
export function wouldLose(documents: readonly Saving[]): boolean {
  return documents.some(({ changes, saved, kept }) => changes > Math.max(saved, kept))
}

/** What a writer is told. `unsaved` counts changes that are not yet on the server's disk; `isKept` says that they are on this device. */
export type SaveState =
  | { is: 'saved'; isKept: boolean }
  | { is: 'saving'; unsaved: number; isKept: boolean }
  | { is: 'reconnecting'; unsaved: number; isKept: boolean }
  | { is: 'offline'; unsaved: number; isKept: boolean }
  | { is: 'held'; unsaved: number; isKept: boolean }
  | { is: 'refused'; unsaved: number; isKept: boolean; why: Refusal }

/** The state of several documents as one: the worst of them, with all their unsaved changes. */
export function saveStateOf(documents: readonly Saving[]): SaveState {
  const waiting = documents.filter(({ changes, saved }) => changes > saved)
  const unsaved = waiting.reduce((sum, { changes, saved }) => sum + changes - saved, 0)
  const isKept = documents.every(({ keepsCopy }) => keepsCopy)
  const worst = documents.flatMap(({ refused, changes, saved }) =>
    // These concern what will be written next as well.
    refused !== null && (changes > saved || matterBefore.has(refused)) ? refused : [],
  )
  const why = worst.find((refusal) => matterBefore.has(refusal)) ?? worst[0]
  if (why !== undefined) return { is: 'refused', unsaved, isKept, why }
  const is = (connection: Connection) => documents.some((saving) => saving.connection === connection)
  if (is('offline')) return { is: 'offline', unsaved, isKept }
  if (is('reconnecting')) return { is: 'reconnecting', unsaved, isKept }
  if (waiting.some(({ held }) => held)) return { is: 'held', unsaved, isKept }
  return unsaved > 0 ? { is: 'saving', unsaved, isKept } : { is: 'saved', isKept }
}

const matterBefore: ReadonlySet<Refusal> = new Set(['session-ended', 'shut-out', 'gone', 'outdated', 'damaged'])

/** The sign at the head of the room: as short as can be. What to do about it is said in its details. */
export function saveMessage(state: SaveState): string {
  switch (state.is) {
    case 'saved':
      return 'Saved'
    case 'saving':
      return 'Saving…'
    case 'reconnecting':
      return 'Reconnecting…'
    case 'offline':
      return state.unsaved === 0 ? `Offline. ${mayGoOn(state.isKept)}` : `Offline. ${whereTheyAre(state)}`
    case 'held':
      return `The server can’t write at the moment. ${whereTheyAre(state)}`
    case 'refused':
      return state.why === 'session-ended'
        ? 'You are no longer signed in'
        : state.unsaved > 0
          ? `Can’t be saved: ${countOf(state.unsaved)}`
          : 'Can’t be saved'
  }
}

export function countOf(changes: number): string {
  return changes === 1 ? '1 change' : `${changes} changes`
}

function mayGoOn(isKept: boolean): string {
  return isKept ? 'You can go on writing.' : 'This browser keeps no copy: keep the page open.'
}

function whereTheyAre({ unsaved, isKept }: { unsaved: number; isKept: boolean }): string {
  const are = unsaved === 1 ? 'is' : 'are'
  return isKept
    ? `${countOf(unsaved)} ${are} kept on this device.`
    : `${countOf(unsaved)} ${are} in this page alone: keep it open.`
}
