/**
 * Whether what this person wrote is on the server's disk, told truthfully. The server answers Barrier(token) by Saved(token) once everything
 * that this connection sent before is durable (packages/sync/SPEC.md). The token is the number of local changes so far: all are saved when
 * the newest one is acknowledged. Counting what is acknowledged by a token on an ordered stream can't be fooled by lost or repeated messages.
 */
export interface Saving {
  /** Local changes since this page was loaded, plus those that an earlier page left unsaved on this device. */
  readonly changes: number
  /** The newest change known to be on the server's disk. */
  readonly saved: number
  readonly connected: boolean
  /** Why the server won't take it, in a sentence, once it said so. */
  readonly refused: string | null
  /** The server can't write to its disk at the moment. */
  readonly held: boolean
}

export type SavingEvent =
  | { is: 'changed' }
  | { is: 'kept-before'; changes: number }
  | { is: 'connected' }
  | { is: 'disconnected' }
  | { is: 'saved'; token: number }
  | { is: 'refused'; why: string }
  | { is: 'held' }

export const notSaving: Saving = { changes: 0, saved: 0, connected: false, refused: null, held: false }

export function nextSaving(saving: Saving, event: SavingEvent): Saving {
  switch (event.is) {
    case 'changed':
      return { ...saving, changes: saving.changes + 1 }
    case 'kept-before':
      return { ...saving, changes: saving.changes + event.changes }
    case 'connected':
      return { ...saving, connected: true }
    case 'disconnected':
      return { ...saving, connected: false }
    case 'saved':
      return { ...saving, saved: Math.max(saving.saved, Math.min(event.token, saving.changes)), held: false }
    case 'refused':
      return { ...saving, refused: event.why }
    case 'held':
      return { ...saving, held: true }
  }
}

/** What a writer is told. `unsaved` counts changes that are not yet on the server's disk. */
export type SaveState =
  | { is: 'saved' }
  | { is: 'saving'; unsaved: number }
  | { is: 'offline'; unsaved: number }
  | { is: 'refused'; unsaved: number; why: string }

/** The state of several documents as one: the worst of them, with all their unsaved changes. */
export function saveStateOf(documents: readonly Saving[]): SaveState {
  const unsaved = documents.reduce((sum, { changes, saved }) => sum + changes - saved, 0)
  const refused = documents.find((saving) => saving.refused !== null && saving.changes > saving.saved)
  if (refused?.refused) return { is: 'refused', unsaved, why: refused.refused }
  if (documents.some((saving) => !saving.connected)) return { is: 'offline', unsaved }
  return unsaved > 0 ? { is: 'saving', unsaved } : { is: 'saved' }
}

export function saveMessage(state: SaveState): string {
  switch (state.is) {
    case 'saved':
      return 'Saved'
    case 'saving':
      return 'Saving…'
    case 'offline':
      return state.unsaved === 0
        ? 'Offline. You can go on writing.'
        : `Offline. ${state.unsaved === 1 ? '1 change is' : `${state.unsaved} changes are`} kept on this device.`
    case 'refused':
      return 'Can’t be saved'
  }
}
