import { documentName, type MeetingId } from '@second-story/meeting'
import { closeCodes, type Rooms } from '@second-story/sync'
import type { Access } from '../access/access.ts'
import type { Someone } from '../access/rights.ts'

/** Makes a change of a person count on connections that are open already. */
export interface PeopleChanges {
  /** To be called once the records say it. */
  changed(meeting: MeetingId, before: Someone, after: Someone): void
}

export function openPeopleChanges({ rooms, access }: { rooms: Rooms; access: Access }): PeopleChanges {
  return {
    changed(meeting, before, after) {
      const isOf = (document: string) => document.startsWith(`${meeting}/`)
      if (before.role !== after.role) {
        // Rights are decided when a connection opens: so it is closed, and the client comes back at once.
        access.rightsChanged()
        rooms.disconnect(({ document, owner }) => owner === after.id && isOf(document), closeCodes.restarting)
      } else if (before.name !== after.name) {
        const board = documentName({ is: 'board', meeting })
        rooms.disconnect(({ document, owner }) => owner === after.id && document === board, closeCodes.restarting)
      }
    },
  }
}
