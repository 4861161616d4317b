import { useEffect, useState } from 'react'
import { useIsFacilitator } from '../connection/useMeeting.ts'
import { toast } from '../design/announce.tsx'
import { setRoomView, useRoomView } from '../room/roomView.ts'

type Dialogs = typeof import('./coachDialogs.ts')

/** The coach’s dialog that is open, if one is. The check is the facilitator’s alone. */
export function CoachDialog() {
  const wanted = useRoomView((view) => view.coach)
  const isFacilitator = useIsFacilitator()
  const dialogs = useDialogs(wanted !== null)
  if (wanted === null || dialogs === null) return null
  if (wanted === 'settings') return <dialogs.CoachSettings />
  return isFacilitator ? <dialogs.DraftCheck /> : null
}

function useDialogs(isWanted: boolean): Dialogs | null {
  const [dialogs, setDialogs] = useState<Dialogs | null>(null)
  useEffect(() => {
    if (!isWanted || dialogs !== null) return
    void import('./coachDialogs.ts').then(setDialogs, () => {
      setRoomView({ coach: null })
      toast('That could not be loaded. Check your connection and try again.')
    })
  }, [isWanted, dialogs])
  return dialogs
}
