import { type MeetingId, parseDocumentName } from '@second-story/meeting'
import type { Rooms } from '@second-story/sync'
import type { Parking } from './parking/parking.ts'

/** What the server does after people wrote: counts or opens what they parked, and keeps the record's title in step. */
export function followDocuments(
  rooms: Rooms,
  { parking, mirror }: { parking: Parking; mirror: (meeting: MeetingId) => void },
): () => void {
  return rooms.onCommitted((name) => {
    const document = parseDocumentName(name)
    if (document?.is === 'parked') parking.changed(document.meeting, document.participant)
    else if (document?.is === 'board') mirror(document.meeting)
  })
}
