import type { LiveMeeting } from '../../connection/liveMeeting.ts'
import { announce, toast } from '../../design/announce.tsx'
import { moveRow } from './rowChanges.ts'
import { goToRow } from './timelineView.ts'

/** Moves a row among those of the same time, or says why it stays. */
export function moveWithinTime(meeting: LiveMeeting, id: string, by: -1 | 1): void {
  if (!moveRow(meeting, id, by)) {
    toast('Rows stand in the order of their times. To move this one, change its time.')
    return
  }
  announce(by < 0 ? 'Moved up.' : 'Moved down.')
  goToRow(id)
}
