import { type FocusEvent, useState } from 'react'
import { keepOrder } from './questionOrder.ts'

interface SteadyOrder {
  readonly ids: readonly string[]
  /** For the list element: focus in it holds the order, leaving it lets go. */
  readonly listProps: { onFocus: () => void; onBlur: (event: FocusEvent) => void }
}

/** The wanted order, but for as long as the focus is in the list: then others’ votes move nothing. */
export function useSteadyOrder(wanted: readonly string[]): SteadyOrder {
  const [held, setHeld] = useState<readonly string[] | null>(null)
  const ids = held === null ? wanted : keepOrder(held, wanted)
  return {
    ids,
    listProps: {
      onFocus: () => setHeld((before) => before ?? ids),
      onBlur: (event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setHeld(null)
      },
    },
  }
}
