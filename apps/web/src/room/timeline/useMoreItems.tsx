import type { TimelineEntry } from '@second-story/meeting'
import { ArrowDown, ArrowUp, CircleHelp, Link2, MessagesSquare, Plus, Presentation, Star, StickyNote, Trash2 } from 'lucide-react'
import { useIsFacilitator, useMeeting, useSelf } from '../../connection/useMeeting.ts'
import type { MenuItem } from '../../design/Menu.tsx'
import { compose } from '../roomView.ts'
import { moveWithinTime } from './moveWithinTime.ts'
import { removeRow } from './removeRow.ts'
import { addAccount, setField } from './rowChanges.ts'
import { setTimelineView } from './timelineView.ts'
import { useIsSpotlit, useSpotlight } from './useSpotlight.ts'

/** Everything that can be done with a row, so that a phone or a menu reaches all of it. */
export function useMoreItems(entry: TimelineEntry, onEvidence: () => void): readonly MenuItem[] {
  const meeting = useMeeting()
  const self = useSelf()
  const isFacilitator = useIsFacilitator()
  const isSpotlit = useIsSpotlit(entry.id)
  const { toggle } = useSpotlight()
  const { id } = entry

  const items: MenuItem[] = [
    {
      is: 'action',
      label: 'Tell it differently',
      icon: <MessagesSquare aria-hidden size={16} />,
      onSelect: () => setTimelineView({ freshAccount: addAccount(meeting, id) }),
    },
    { is: 'action', label: 'Add evidence', icon: <Link2 aria-hidden size={16} />, onSelect: onEvidence },
    {
      is: 'action',
      label: 'Ask about it',
      hint: 'Q',
      icon: <CircleHelp aria-hidden size={16} />,
      onSelect: () => compose('question', id),
    },
    { is: 'action', label: 'Note on it', icon: <StickyNote aria-hidden size={16} />, onSelect: () => compose('note', id) },
    {
      is: 'action',
      label: entry.starred ? 'Not a key moment' : 'Key moment',
      icon: <Star aria-hidden size={16} />,
      onSelect: () => setField(meeting, id, 'starred', !entry.starred),
    },
    { is: 'separator' },
    {
      is: 'action',
      label: 'New row after this one',
      hint: 'N',
      icon: <Plus aria-hidden size={16} />,
      onSelect: () => setTimelineView({ newAfter: id }),
    },
    {
      is: 'action',
      label: 'Move up, within its time',
      hint: 'Alt ↑',
      icon: <ArrowUp aria-hidden size={16} />,
      onSelect: () => moveWithinTime(meeting, id, -1),
    },
    {
      is: 'action',
      label: 'Move down, within its time',
      hint: 'Alt ↓',
      icon: <ArrowDown aria-hidden size={16} />,
      onSelect: () => moveWithinTime(meeting, id, 1),
    },
  ]
  if (isFacilitator) {
    items.push({
      is: 'action',
      label: isSpotlit ? 'Stop pointing the room here' : 'Point the room here',
      hint: 'S',
      icon: <Presentation aria-hidden size={16} />,
      onSelect: () => toggle(id),
    })
  }
  if (isFacilitator || entry.by === self.id) {
    items.push(
      { is: 'separator' },
      {
        is: 'action',
        label: 'Delete the row',
        danger: true,
        icon: <Trash2 aria-hidden size={16} />,
        onSelect: () => removeRow(meeting, id),
      },
    )
  }
  return items
}
