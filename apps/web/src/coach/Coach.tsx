import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useAgenda, useMeeting } from '../connection/useMeeting.ts'
import { announce, toast } from '../design/announce.tsx'
import { useKeys } from '../room/keys.ts'
import { card, dismissCard, hideCard, isInCard, showCard } from './card.ts'
import { CoachCard, focusCard } from './CoachCard.tsx'
import { CoachDialog } from './CoachDialog.tsx'
import { surfaceInUse } from './coaching.ts'
import { openMeeting } from './here.ts'
import { fetchOrganisationWords } from './settings/organisationWords.ts'
import { watchTextAreas } from './textAreas.ts'

/** The coach of an open meeting: watches the plain text areas, and shows the card of whatever text is written in. */
export function Coach() {
  const { id } = useMeeting()
  const { isCoachOff } = useAgenda()
  const shown = useStore(card, (state) => state.shown)

  useEffect(() => {
    openMeeting.setState({ id })
    const stops = [watchTextAreas(), fetchOrganisationWords(id)]
    return () => {
      stops.forEach((stop) => stop())
      hideCard()
      openMeeting.setState({ id: null })
    }
  }, [id])

  useEffect(() => {
    if (openMeeting.getState().isOff === isCoachOff) return
    openMeeting.setState({ isOff: isCoachOff })
    toast(
      isCoachOff ? 'The coach is off in this meeting, for everybody.' : 'The coach is on in this meeting, for those who want it.',
    )
  }, [isCoachOff])

  useEffect(() => {
    // Before the text hears of it: there Enter may send, and Escape leaves.
    const press = (event: KeyboardEvent) => {
      const isTaken =
        (event.key === 'Enter' && event.altKey && !isInCard(event.target) && openByKey()) ||
        (event.key === 'Escape' && !isInCard(event.target) && closeByKey())
      if (!isTaken) return
      event.preventDefault()
      event.stopPropagation()
    }
    const focus = ({ target }: FocusEvent) => {
      const open = card.getState().shown
      if (open !== null && !isInCard(target) && !(target instanceof Node && open.surface.element.contains(target))) hideCard()
    }
    document.addEventListener('keydown', press, { capture: true })
    document.addEventListener('focusin', focus)
    return () => {
      document.removeEventListener('keydown', press, { capture: true })
      document.removeEventListener('focusin', focus)
    }
  }, [])

  useKeys('Coach', [
    {
      key: 'Alt+Enter',
      label: 'While writing: what the coach noticed, for you alone',
      run: () => openByKey() || announce('The coach has noticed nothing in the text that you are in.'),
    },
  ])

  return (
    <>
      {shown === null ? null : <CoachCard shown={shown} />}
      <CoachDialog />
    </>
  )
}

/** The card of what the caret stands in or before; else the last one of the text. */
function openByKey(): boolean {
  const surface = surfaceInUse()
  const { noticed = [] } = surface?.written() ?? {}
  const caret = surface?.caret() ?? 0
  const next = noticed.find(({ to }) => to >= caret) ?? noticed.at(-1)
  if (surface === null || next === undefined) return false
  const { shown } = card.getState()
  if (shown?.surface !== surface) showCard({ surface, noticed: next, by: 'key' })
  focusCard()
  return true
}

function closeByKey(): boolean {
  if (card.getState().shown === null) return false
  dismissCard()
  return true
}
