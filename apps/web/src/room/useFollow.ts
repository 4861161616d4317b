import type { Phase } from '@second-story/meeting'
import { useEffect, useRef } from 'react'
import { useAgenda } from '../connection/useMeeting.ts'
import { announce } from '../design/announce.tsx'
import { phaseTitles } from './phaseTitles.ts'
import { setRoomView, useRoomView } from './roomView.ts'

/**
 * The phase that this person sees. They follow the room; whoever is in the middle of a sentence when the room moves on stays where
 * they are and is told, for nothing may take the cursor from somebody who writes.
 */
export function useFollow(): { roomPhase: Phase; shownPhase: Phase } {
  const { phase: roomPhase } = useAgenda()
  const lookingAt = useRoomView((view) => view.lookingAt)
  const before = useRef(roomPhase)

  useEffect(() => {
    const left = before.current
    if (left === roomPhase) return
    before.current = roomPhase
    const { lookingAt: looking } = useRoomView.getState()
    if (looking === null && isWritingInPhase()) {
      setRoomView({ lookingAt: left })
      announce(`The room moved on to ${phaseTitles[roomPhase].title}. You are still writing in ${phaseTitles[left].title}; press G to follow.`)
    } else {
      if (looking === roomPhase) setRoomView({ lookingAt: null })
      announce(`The room moved on to ${phaseTitles[roomPhase].title}.`)
    }
  }, [roomPhase])

  return { roomPhase, shownPhase: lookingAt ?? roomPhase }
}

function isWritingInPhase(): boolean {
  const active = document.activeElement
  if (!(active instanceof HTMLElement) || !active.closest('[data-phase]')) return false
  return active.isContentEditable || active.matches('input, textarea')
}
