import { documentName, type MeetingId, type ParticipantId } from '@second-story/meeting'
import type { VersionRecord } from '@second-story/store'
import * as Y from 'yjs'
import { Problem } from '../../operations/problems.ts'
import type { Meetings } from '../meetings.ts'
import { newVersionId } from '../newIds.ts'

/**
 * Versions of a board: its whole state, kept for good. Every function is to be called in the meeting's turn, so that two don't make
 * room for each other.
 */
export interface Versions {
  /** Keeps the board as it is now. Throws `Problem` 409 for a named one if there are too many; the oldest of the others makes room. */
  save(meeting: MeetingId, version: NewVersion): Promise<VersionRecord>
  /** As `save`, but where nothing was written since the newest version, that one is returned. */
  saveIfChanged(meeting: MeetingId, version: NewVersion): Promise<VersionRecord>
}

export interface NewVersion extends Pick<VersionRecord, 'kind' | 'name' | 'by'> {
  /** The board's state, if not that of now. */
  readonly state?: Uint8Array
}

/** How many are kept of each meeting. A version is as large as the board, so a bound there must be; nobody has yet met it. */
const mostNamed = 40
const mostAutomatic = 60

export function openVersions(meetings: Meetings): Versions {
  const { records, log } = meetings

  async function makeRoom(meeting: MeetingId, kept: readonly VersionRecord[], kind: VersionRecord['kind']): Promise<void> {
    if (kind === 'named') {
      if (kept.filter((version) => version.kind === 'named').length < mostNamed) return
      throw new Problem(
        'too-many-versions',
        `A meeting keeps ${mostNamed} versions with a name. Each moment stays in its history.`,
      )
    }
    const automatic = kept.filter((version) => version.kind !== 'named')
    for (const { id } of automatic.slice(0, Math.max(0, automatic.length + 1 - mostAutomatic))) {
      await records.removeVersion(meeting, id)
    }
  }

  async function save(meeting: MeetingId, given: NewVersion, onlyIfChanged: boolean): Promise<VersionRecord> {
    const [kept, moments, participants] = await Promise.all([
      records.readVersions(meeting),
      log.readMoments(documentName({ is: 'board', meeting })),
      records.readParticipants(meeting),
    ])
    const last = kept.at(-1)
    // The row before the state: so whatever is written between the two counts as new for the next version.
    const seq = moments.at(-1)?.seq ?? last?.seq ?? 0
    if (onlyIfChanged && last?.seq === seq) return last

    const state = given.state ?? (await meetings.read({ is: 'board', meeting }, (board) => Y.encodeStateAsUpdate(board)))
    const owners = moments.filter((moment) => moment.seq > (last?.seq ?? 0)).flatMap(({ by }) => by)
    const version: VersionRecord = {
      meeting,
      id: newVersionId(),
      at: meetings.now().toISOString(),
      seq,
      kind: given.kind,
      name: given.name,
      by: given.by,
      authors: knownOf(owners, participants),
    }
    await makeRoom(meeting, kept, given.kind)
    await records.addVersion({ ...version, state })
    return version
  }

  return {
    save: (meeting, version) => save(meeting, version, false),
    saveIfChanged: (meeting, version) => save(meeting, version, true),
  }
}

/** Those owners of what was written that are people of the meeting, each once. */
export function knownOf(owners: Iterable<string>, people: readonly { readonly id: ParticipantId }[]): ParticipantId[] {
  const known = new Map<string, ParticipantId>(people.map(({ id }) => [id, id]))
  return [...new Set(owners)].flatMap((owner) => known.get(owner) ?? [])
}
