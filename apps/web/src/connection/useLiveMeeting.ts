import { useEffect, useState } from 'react'
import { type LiveMeeting, openLiveMeeting } from './liveMeeting.ts'
import type { MeetingOverview } from './meetingApi.ts'

/** A live meeting for as long as the component is shown; null until there is something to show. */
export function useLiveMeeting(overview: MeetingOverview, isScreen = false): LiveMeeting | null {
  const [meeting, setMeeting] = useState<LiveMeeting | null>(null)
  useEffect(() => {
    const opened = openLiveMeeting(overview, { isScreen })
    let isCurrent = true
    const show = () => {
      if (isCurrent) setMeeting(opened)
    }
    void opened.ready.then(show)
    // A meeting that is closed before it was ever shown has that to say.
    const stop = opened.closed.subscribe(show)
    return () => {
      isCurrent = false
      stop()
      setMeeting(null)
      opened.close()
    }
  }, [overview, isScreen])
  return meeting
}
