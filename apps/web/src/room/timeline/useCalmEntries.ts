import type { TimelineEntry } from '@second-story/meeting'
import { useEffect, useState } from 'react'
import { useMeeting } from '../../connection/useMeeting.ts'

/** Seldom enough that a hundred changes a second in a long timeline cost nothing, often enough to be taken for at once. */
const pauseMs = 200

/** All rows for an overview of them: what changes is seen a moment later, and many changes as one. */
export function useCalmEntries(): readonly TimelineEntry[] {
  const { timeline } = useMeeting()
  const [entries, setEntries] = useState(() => timeline.all())
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const take = () => {
      timer = undefined
      setEntries(timeline.all())
    }
    take()
    const stop = timeline.onAll(() => (timer ??= setTimeout(take, pauseMs)))
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [timeline])
  return entries
}
