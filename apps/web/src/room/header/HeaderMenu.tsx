import { Menu } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { meetingApi } from '../../connection/meetingApi.ts'
import { useMeeting } from '../../connection/useMeeting.ts'
import { type Appearance, readAppearance, setAppearance } from '../../design/appearance.ts'
import { MenuButton } from '../../design/Menu.tsx'
import { openHistory } from '../openHistory.ts'
import { setRoomView } from '../roomView.ts'

const appearances: readonly { appearance: Appearance; label: string }[] = [
  { appearance: 'system', label: 'As the device' },
  { appearance: 'light', label: 'Light' },
  { appearance: 'dark', label: 'Dark' },
]

/** What is needed now and then. */
export function HeaderMenu() {
  const meeting = useMeeting()
  const [, go] = useLocation()
  const [chosen, setChosen] = useState(readAppearance)
  return (
    <MenuButton
      label="More"
      square
      items={[
        { is: 'action', label: 'Keyboard shortcuts', hint: '?', onSelect: () => setRoomView({ isShortcutsOpen: true }) },
        { is: 'action', label: 'Cards against the traps', onSelect: () => setRoomView({ trap: 'all' }) },
        { is: 'action', label: 'The coach', onSelect: () => setRoomView({ coach: 'settings' }) },
        { is: 'separator' },
        { is: 'action', label: 'History', hint: 'H', onSelect: () => void openHistory() },
        {
          is: 'action',
          label: 'Export as Markdown',
          onSelect: () => open(meetingApi.exportAddress(meeting.id, 'markdown'), '_blank', 'noopener'),
        },
        { is: 'separator' },
        { is: 'heading', label: 'Appearance' },
        ...appearances.map(({ appearance, label }) => ({
          is: 'choice' as const,
          label,
          chosen: appearance === chosen,
          onSelect: () => {
            setAppearance(appearance)
            setChosen(appearance)
          },
        })),
        { is: 'separator' },
        { is: 'action', label: 'Leave the room', onSelect: () => go('/') },
      ]}
    >
      <Menu aria-hidden size={18} />
    </MenuButton>
  )
}
