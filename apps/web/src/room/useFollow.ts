import type { Phase } from '@second-story/meeting'
import { useEffect } from 'react'
import { useAgenda, useMeeting } from '../connection/useMeeting.ts'
import { announce } from '../design/announce.tsx'
import { phaseTitles } from './phaseTitles.ts'
import { setRoomView, useRoomView } from './roomView.ts'

/**
 * The phase that this person sees. They follow the room; whoever is in the middle of a sentence when the room moves on stays where
 * they are and is told, for nothing may take the cursor from somebody who writes.
 */
export function useFollow(): { roomPhase: Phase; shownPhase: Phase } {
  const meeting = useMeeting()
  const { phase: roomPhase } = useAgenda()
  const lookingAt = useRoomView((view) => view.lookingAt)

  useEffect(() => {
    let before = meeting.agenda.get().phase
    // Listens to the store itself: where to look must be decided before the new phase is drawn over the writer's text.
    return meeting.agenda.on(() => {
      const { phase } = meeting.agenda.get()
      if (phase === before) return
      moveOn(before, phase)
      before = phase
    })
  }, [meeting])

  return { roomPhase, shownPhase: lookingAt ?? roomPhase }
}

function moveOn(left: Phase, entered: Phase): void {
  const { lookingAt } = useRoomView.getState()
  const { title } = phaseTitles[entered]
  if (lookingAt === null && isWritingInPhase()) {
    setRoomView({ lookingAt: left })
    announce(`The room moved on to ${title}. You are still writing in ${phaseTitles[left].title}; press G to follow.`)
    return
  }
  if (lookingAt === entered) setRoomView({ lookingAt: null })
  announce(`The room moved on to ${title}.`)
}

/** A cursor in a text, or in a field with something in it; an empty field that waits for the next line holds nobody back. */
function isWritingInPhase(): boolean {
  const active = document.activeElement
  if (!(active instanceof HTMLElement) || !active.closest('[data-phase]')) return false
  if (active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement) return active.value !== ''
  return active.isContentEditable
}
