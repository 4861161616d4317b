import { useMeeting } from '../../connection/useMeeting.ts'
import { LateJoinerCard } from './LateJoinerCard.tsx'
import { ShownCard } from './ShownCard.tsx'

/** What lies on top of the phase: the card that the facilitator shows to all, and a few lines for who comes late. */
export function RoomCards() {
  const { isScreen } = useMeeting()
  return (
    <>
      {/* On a shared screen nobody has come late, and nothing may say that only one sees it. */}
      {isScreen ? null : <LateJoinerCard />}
      <ShownCard />
    </>
  )
}
