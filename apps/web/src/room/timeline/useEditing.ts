import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { useMeeting } from '../../connection/useMeeting.ts'

/** Tells the others that this person is in a row, for as long as that is so. */
export function useTellEditing(id: string): (isEditing: boolean) => void {
  const { awareness } = useMeeting()
  const isTold = useRef(false)
  const tell = useCallback(
    (isEditing: boolean) => {
      if (isEditing === isTold.current) return
      isTold.current = isEditing
      // Whoever went on to another row has told so already.
      if (isEditing) awareness.setLocalStateField('entry', id)
      else if (awareness.getLocalState()?.['entry'] === id) awareness.setLocalStateField('entry', null)
    },
    [awareness, id],
  )
  useEffect(() => () => tell(false), [tell])
  return tell
}

export interface Neighbour {
  readonly id: string
  readonly name: string
}

/** The others who are in this row now. Changes only when they do, not with every move of anybody. */
export function useEditors(id: string): readonly Neighbour[] {
  const { present, self } = useMeeting()
  const said = useStore(present, (everybody) => {
    const here = everybody.filter((person) => person.entry === id && person.id !== self.getState().id)
    return here.length === 0 ? '' : JSON.stringify(here.map((person) => ({ id: person.id, name: person.name })))
  })
  return useMemo(() => (said === '' ? nobody : (JSON.parse(said) as Neighbour[])), [said])
}

const nobody: readonly Neighbour[] = []
