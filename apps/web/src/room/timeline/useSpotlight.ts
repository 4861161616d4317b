import { useEffect, useRef, useSyncExternalStore } from 'react'
import { meetingApi } from '../../connection/meetingApi.ts'
import { useMeeting } from '../../connection/useMeeting.ts'
import { setRoomView, useRoomView } from '../roomView.ts'
import { useCommand } from '../useCommand.ts'
import { isWriting } from './timelineView.ts'

/** The row that the facilitator points at, for everybody. */
export function useIsSpotlit(id: string): boolean {
  const { agenda } = useMeeting()
  return useSyncExternalStore(agenda.on, () => agenda.get().spotlight === id)
}

/** Takes who follows the room along to the row that the facilitator points at; never somebody who is writing. */
export function useFollowSpotlight(): void {
  const { agenda } = useMeeting()
  useEffect(() => {
    let before: string | null = null
    const follow = () => {
      const { spotlight } = agenda.get()
      if (spotlight === before) return
      before = spotlight
      if (spotlight === null || useRoomView.getState().lookingAt !== null || isWriting()) return
      setRoomView({ currentEntry: spotlight })
    }
    follow()
    return agenda.on(follow)
  }, [agenda])
}

/** The facilitator's end of it: `toggle` points the room at a row or stops, `lead` takes the room along where it is being led. */
export function useSpotlight(): { toggle: (id: string) => void; lead: (from: string | null, to: string) => void } {
  const { id: meeting, agenda } = useMeeting()
  const { run } = useCommand()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const point = (entry: string | null) => {
    clearTimeout(timer.current)
    void run(() => meetingApi.spotlight(meeting, entry))
  }
  const isLeading = useRef(false)
  return {
    toggle: (id) => point(agenda.get().spotlight === id ? null : id),
    lead(from, to) {
      if (from === null || (agenda.get().spotlight !== from && !isLeading.current)) return
      // Holding J down walks over many rows: the room is told where it ends.
      isLeading.current = true
      clearTimeout(timer.current)
      timer.current = setTimeout(() => {
        isLeading.current = false
        point(to)
      }, 300)
    },
  }
}
