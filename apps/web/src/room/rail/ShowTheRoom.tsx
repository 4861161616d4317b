import { traps } from '@second-story/coach'
import type { Card } from '@second-story/meeting'
import { Presentation } from 'lucide-react'
import { meetingApi } from '../../connection/meetingApi.ts'
import { useAgenda, useMeeting } from '../../connection/useMeeting.ts'
import { MenuButton } from '../../design/Menu.tsx'
import { useCommand } from '../useCommand.ts'

/** Puts a card before everybody: the definition, or the trap that the talk has just stepped into. */
export function ShowTheRoom() {
  const meeting = useMeeting()
  const { card } = useAgenda()
  const { isRunning, run } = useCommand()
  const show = (next: Card | null) => void run(() => meetingApi.showCard(meeting.id, next))
  return (
    <MenuButton
      label="Show the room…"
      look="normal"
      disabled={isRunning}
      items={[
        ...(card === null
          ? []
          : [{ is: 'action' as const, label: 'Take the card away', onSelect: () => show(null) }, { is: 'separator' as const }]),
        { is: 'action', label: 'The definition', onSelect: () => show({ is: 'definition' }) },
        { is: 'heading', label: 'Traps of hindsight' },
        ...traps.map(({ id, name }) => ({
          is: 'action' as const,
          label: name,
          onSelect: () => show({ is: 'trap', trap: id }),
        })),
      ]}
    >
      <Presentation aria-hidden size={16} />
      Show the room…
    </MenuButton>
  )
}
