import { useEffect } from 'react'
import { useIsFacilitator, useMayWrite, useMeeting } from '../connection/useMeeting.ts'
import { announce } from '../design/announce.tsx'
import { findKey, keyGroups, useKeys } from './keys.ts'
import { openHistory } from './openHistory.ts'
import { moveToRegion } from './regions.ts'
import { compose, type ComposerMode, setRoomView, useRoomView } from './roomView.ts'
import { useSingleKeys } from './singleKeys.ts'
import { useSteps } from './useSteps.ts'

/** The room's own keys, and the one listener that runs those of every feature. */
export function useRoomKeys(): void {
  const meeting = useMeeting()
  const isFacilitator = useIsFacilitator()
  const mayWrite = useMayWrite()
  const { previous, next, enter } = useSteps()

  const write = (mode: ComposerMode) => (event: KeyboardEvent) => {
    event.preventDefault()
    compose(mode, entryAtHand(meeting.agenda.get().phase))
  }
  const takeBack = (isDone: boolean, said: string, otherwise: string) => announce(isDone ? said : otherwise)

  useKeys(
    'Write',
    mayWrite
      ? [
          { key: 'Q', label: 'Ask a question; in the timeline, about the current row', run: write('question') },
          { key: 'W', label: 'Write a note', run: write('note') },
          { key: 'P', label: 'Park an idea', run: write('idea') },
          {
            key: 'Mod+Z',
            label: 'Take back what I did last',
            run: (event) => {
              event.preventDefault()
              takeBack(meeting.undo.undo(), 'Taken back.', 'Nothing more to take back.')
            },
          },
          {
            key: 'Mod+Shift+Z',
            label: 'Do it again',
            run: (event) => {
              event.preventDefault()
              takeBack(meeting.undo.redo(), 'Done again.', 'Nothing to do again.')
            },
          },
        ]
      : [],
  )
  useKeys('Room', [
    {
      key: 'G',
      label: 'Back to the group',
      run: () => {
        setRoomView({ lookingAt: null, column: 'phase' })
        announce('You are with the group.')
      },
    },
    { key: 'D', label: 'The definition', run: () => setRoomView({ isDefinitionOpen: true }) },
    { key: 'H', label: 'The history: how the board was before', run: () => void openHistory() },
    { key: '?', label: 'These shortcuts', run: () => setRoomView({ isShortcutsOpen: true }) },
    { key: 'F6', label: 'Next part of the page', run: (event) => moveToRegion(event, 1) },
    { key: 'Shift+F6', label: 'Part of the page before', run: (event) => moveToRegion(event, -1) },
    { key: ']', label: 'Move the room on', facilitator: true, run: () => next && void enter(next) },
    { key: '[', label: 'Move the room back', facilitator: true, run: () => previous && void enter(previous) },
  ])

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      // A dialog or a menu has the keyboard to itself; a composition (accents, Japanese) too.
      if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]') !== null) return
      const target = event.target instanceof HTMLElement ? event.target : null
      if (target?.closest('[role=menu]')) return
      // Enter on a button or a link is that button's.
      if (event.key === 'Enter' && target?.closest('a, button, summary')) return
      const situation = { isFacilitator, isTyping: isTypedInto(target), hasSingleKeys: useSingleKeys.getState().areOn }
      findKey(keyGroups.getState(), event, situation)?.run(event)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [isFacilitator])
}

/** The row that a new question is about, if one is looked at. */
function entryAtHand(roomPhase: string) {
  const { lookingAt, currentEntry } = useRoomView.getState()
  return (lookingAt ?? roomPhase) === 'timeline' ? currentEntry : null
}

function isTypedInto(target: HTMLElement | null): boolean {
  if (target === null) return false
  return target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=button])')
}
