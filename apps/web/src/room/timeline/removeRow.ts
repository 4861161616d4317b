import type { LiveMeeting } from '../../connection/liveMeeting.ts'
import { toast } from '../../design/announce.tsx'
import { setRoomView } from '../roomView.ts'
import { deleteRow } from './rowChanges.ts'
import { goToRow } from './timelineView.ts'

/** Deletes a row, with a way back; the focus goes on from the row after it. */
export function removeRow(meeting: LiveMeeting, id: string): void {
  const ids = meeting.timeline.ids()
  const index = ids.indexOf(id)
  const next = ids[index + 1] ?? ids[index - 1]
  deleteRow(meeting, id)
  if (next === undefined) setRoomView({ currentEntry: null })
  else goToRow(next)
  toast('Row deleted.', { label: 'Undo', run: () => meeting.undo.undo() })
}
