import { LateJoinerCard } from './LateJoinerCard.tsx'
import { ShownCard } from './ShownCard.tsx'

/** What lies on top of the phase: the card that the facilitator shows to all, and a few lines for who comes late. */
export function RoomCards() {
  return (
    <>
      <LateJoinerCard />
      <ShownCard />
    </>
  )
}
